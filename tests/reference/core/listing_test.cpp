// LST-01 to LST-06: "Vos opérations" as people see it.
#include "reference/core/listing.h"

#include <gtest/gtest.h>

#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

class ListingTest : public ServiceTest {
 protected:
  OperationId send(RequestForm f, std::string_view basket) {
    f.basket = basket;
    return request(f).operation;
  }
  std::string baskets(const Filter& filter) {
    service().advance(now_);
    std::string all;
    for (const Operation* o : list(service(), PointId{1}, filter)) all += std::string{service().text(o->basket)} + " ";
    return all;
  }
};

TEST_F(ListingTest, TheLatestActionComesFirstAndOneStampInOrderOfCreation) {
  send(form_b("40"), "one");
  send(form_b("40"), "two");
  later(Duration{1});
  send(form_b("40"), "three");
  EXPECT_EQ(baskets({}), "three one two ");
  later(Duration{1});
  last_ = OperationId{2};
  pay(alice, "40");
  EXPECT_EQ(baskets({}), "two three one ");
}

TEST_F(ListingTest, LookingAndScanningMoveNothing) {
  const OperationId qr = send(form_qr("40"), "qr");
  later(Duration{1});
  send(form_b("40"), "later");
  later(Duration{1});
  last_ = qr;
  scan(alice);
  EXPECT_EQ(baskets({}), "later qr ");
}

TEST_F(ListingTest, FiltersCombineByAnd) {
  send(form_b("40"), "REF-B");
  send(form_b("60"), "ref-b2");
  send(form_c("40"), "REF-C");
  pay(alice, "40");
  run(till_of_olivet, Request{form_b("40")});
  EXPECT_EQ(baskets({.basket = "REF-B"}), "REF-B ref-b2 ");
  EXPECT_EQ(baskets({.type = TypeOfPayment::deferred, .min_amount = euros("40,01")}), "ref-b2 ");
  EXPECT_EQ(baskets({.max_amount = euros("40")}), "REF-B REF-C ");
  EXPECT_EQ(baskets({.status = Status::to_validate}), "REF-C ");
  EXPECT_EQ(baskets({.type = TypeOfPayment::deferred, .status = Status::to_validate}), "");
  EXPECT_EQ(baskets({.type = TypeOfPayment::immediate}), "");
}

TEST_F(ListingTest, AnyColumnSortsBothWaysAndEqualRowsStandLatestFirst) {
  send(form_b("60"), "b");
  send(form_b("40"), "c");
  later(Duration{1});
  send(form_c("40"), "a");
  EXPECT_EQ(baskets({.order = {Column::basket, true}}), "a b c ");
  EXPECT_EQ(baskets({.order = {Column::basket}}), "c b a ");
  EXPECT_EQ(baskets({.order = {Column::requested}}), "b a c ");
  EXPECT_EQ(baskets({.order = {Column::requested, true}}), "a c b ");
  EXPECT_EQ(baskets({.order = {Column::type, true}}), "b c a ");
  EXPECT_EQ(baskets({.order = {Column::status, true}}), "a b c ");
  EXPECT_EQ(baskets({.order = {Column::last_action, true}}), "b c a ");
  pay(alice, "40");
  EXPECT_EQ(baskets({.order = {Column::received}}), "a b c ");
  EXPECT_EQ(baskets({.order = {Column::status, true}}), "a b c ");
}

TEST_F(ListingTest, APageHasTheRowsThatTheWholeListHasThere) {
  for (int i = 0; i < 40; ++i) {
    if (i % 3 == 0) later(Duration{1});
    send(form_b(std::to_string(20 + i * 7 % 11)), "basket " + std::to_string(i * 17 % 40));
  }
  for (const Column by : {Column::last_action, Column::basket, Column::type, Column::requested})
    for (const bool ascending : {false, true}) {
      const auto whole = list(service(), PointId{1}, {.order = {by, ascending}});
      for (std::size_t first = 0; first <= 45; first += 7) {
        const auto page = list(service(), PointId{1}, {.order = {by, ascending}, .page = {first, 7}});
        ASSERT_EQ(page.size(), whole.size());
        for (std::size_t i = first; i < std::min<std::size_t>(first + 7, whole.size()); ++i) EXPECT_EQ(page[i]->id, whole[i]->id);
      }
    }
}

TEST_F(ListingTest, PeriodsAreParisDaysBothIncluded) {
  at("24/06/2020 23:59:59.999");
  send(form_b("40"), "late");
  at("25/06/2020 00:00");
  send(form_b("40"), "early");
  EXPECT_EQ(baskets({.to = day("24/06/2020")}), "late ");
  EXPECT_EQ(baskets({.from = day("25/06/2020")}), "early ");
  EXPECT_EQ(baskets({.from = day("24/06/2020"), .to = day("25/06/2020")}), "early late ");
}

TEST_F(ListingTest, ActionsFollowTheStatus) {
  const auto actions = [&] {
    const RowActions a = actions_of(operation());
    return std::string{a.validate ? "validate " : ""} + (a.cancel ? "cancel " : "") + (a.detail ? "detail" : "");
  };
  request(form_c("40"));
  EXPECT_EQ(actions(), "cancel detail");
  pay(alice, "40");
  EXPECT_EQ(actions(), "validate cancel detail");
  validate("40");
  EXPECT_EQ(actions(), "detail");
}

TEST_F(ListingTest, TheExportIsTheListWithSixColumns) {
  at("22/06/2020 14:22");
  service_ = std::make_unique<Encaissement>(Policies{}, 7);
  populate(service(), now_);
  send(form_a("42"), "REF;1");
  pay(alice, "42");
  send(form_c("40"), "=1+1");
  EXPECT_EQ(export_csv(service(), list(service(), PointId{1}, {})),
            "Dernière action;N° de panier;Type de paiement;Statut;Montant demandé;Montant reçu\r\n"
            "22/06/2020 14h22;\"REF;1\";Paiement immédiat;Validé;+42,00 €;+42,00 €\r\n"
            "22/06/2020 14h22;'=1+1;Pré-réservation;En attente de paiement client;+40,00 €;-\r\n");
}

TEST_F(ListingTest, LabelsAreReadBack) {
  for (const Status s : {Status::awaiting_customer, Status::to_validate, Status::validated, Status::expired,
                         Status::cancelled}) {
    EXPECT_EQ(find_status(label(s)), s);
    EXPECT_EQ(find_status(to_string(s)), s);
  }
  for (const TypeOfPayment t : {TypeOfPayment::immediate, TypeOfPayment::deferred, TypeOfPayment::pre_reservation})
    EXPECT_EQ(find_type(label(t)), t);
  EXPECT_FALSE(find_status("Payé").has_value());
}

}  // namespace
}  // namespace encaissement
