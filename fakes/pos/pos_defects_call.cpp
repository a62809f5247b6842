// Tills that say something wrong to the service: seals, bodies, amounts, whom and until when.
#include <cmath>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "fakes/pos/pos_defects.h"
#include "reference/core/text.h"
#include "reference/seal/api_seal.h"

namespace parcours {
namespace {

using enum TillRuleId;
using encaissement::parse_amount;
using http::Json;

template <class Change>
PosHabits in_creates(Change change) {
  PosHabits habits;
  habits.body = [change](PosAct act, const PosSale& sale, Json& body) {
    if (act == PosAct::create) change(sale, body);
  };
  return habits;
}

PosHabits reading(std::function<std::optional<Money>(const std::string&)> read) {
  PosHabits habits;
  habits.read_amount = std::move(read);
  return habits;
}

bool creates(const http::Request& request) { return request.method == "POST" && request.path.ends_with("transactions/"); }

std::string text_at(const Json& body, const char* path) {
  const Json& value = body.at(Json::json_pointer{path});
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// Whoever wrote it read the list of sealed fields one short.
PosHabits seals_without_the_amount() {
  PosHabits habits;
  habits.request = [](http::Request& request, const TillShop& shop) {
    const auto body = http::read_body(request.body);
    if (!creates(request) || !body) return;
    for (http::Header& header : request.headers)
      if (header.name == encaissement::kPublicSeal)
        header.value = encaissement::make_seal(
            shop.key_version, shop.key,
            encaissement::sealed_fields({text_at(*body, "/merchant/shopId"), text_at(*body, "/merchant/serviceProviderId"),
                                         text_at(*body, "/order/id"), text_at(*body, "/order/paymentId")}));
  };
  return habits;
}

PosHabits leaves_out_our_seal() {
  PosHabits habits;
  habits.request = [](http::Request& request, const TillShop&) {
    std::erase_if(request.headers, [](const auto& one) { return one.name == encaissement::kOwnSeal; });
  };
  return habits;
}

PosHabits sends_local_time_as_utc() {
  PosHabits habits;
  habits.date = [](Instant now) { return http::to_wire(now + encaissement::paris_offset(now)); };
  return habits;
}

PosHabits writes_euros_with_a_point() {
  return in_creates([](const PosSale& sale, Json& body) {
    const std::string digits = std::to_string(1000 + sale.amount.cents());
    body["order"]["amount"]["total"] = std::to_string(sale.amount.cents() / 100) + "." + digits.substr(digits.size() - 2);
  });
}

PosHabits writes_the_currency_in_letters() {
  return in_creates([](const PosSale&, Json& body) { body["order"]["amount"]["currency"] = "EUR"; });
}

PosHabits rounds_to_five_cents() {
  return reading([](const std::string& typed) -> std::optional<Money> {
    const auto amount = parse_amount(typed);
    return amount ? std::optional{Money::from_cents((amount->cents() + 2) / 5 * 5)} : std::nullopt;
  });
}

PosHabits counts_in_floating_point() {
  return reading([](const std::string& typed) -> std::optional<Money> {
    const auto amount = parse_amount(typed);
    if (!amount) return std::nullopt;
    const float euros = static_cast<float>(amount->cents()) / 100.0F;
    return Money::from_cents(static_cast<std::int64_t>(static_cast<double>(euros) * 100.0));
  });
}

PosHabits reads_what_an_amount_begins_with() {
  return reading([](const std::string& typed) {
    for (std::size_t length = typed.size(); length > 0; --length)
      if (const auto amount = parse_amount(typed.substr(0, length))) return std::optional{*amount};
    return std::optional<Money>{};
  });
}

PosHabits raises_to_the_minimum() {
  return reading([](const std::string& typed) -> std::optional<Money> {
    const auto amount = parse_amount(typed);
    return amount ? std::optional{std::max(*amount, Money::from_cents(2000))} : std::nullopt;
  });
}

PosHabits takes_two_digits_of_euros() {
  return reading([](const std::string& typed) -> std::optional<Money> {
    const auto amount = parse_amount(typed);
    return amount && amount->cents() < 100'00 ? std::optional{*amount} : std::nullopt;
  });
}

PosHabits validates_what_was_asked() {
  PosHabits habits;
  habits.body = [](PosAct act, const PosSale&, Json& body) {
    if (act == PosAct::validate) body.erase("amount");
  };
  return habits;
}

PosHabits drops_the_customer() {
  return in_creates([](const PosSale& sale, Json& body) {
    if (sale.wish.mode != "identifier") return;
    body["encaissement"]["mode"] = "qr";
    body["encaissement"].erase("identifier");
  });
}

PosHabits names_the_sale_befores_customer() {
  const auto before = std::make_shared<std::string>();
  return in_creates([before](const PosSale& sale, Json& body) {
    if (sale.wish.customer.empty()) return;
    if (!before->empty()) body["encaissement"]["identifier"] = *before;
    *before = sale.wish.customer;
  });
}

PosHabits always_gives_ten_days() {
  return in_creates([](const PosSale& sale, Json& body) {
    if (sale.wish.payment_days) body["encaissement"]["paymentDays"] = 10;
  });
}

PosHabits adds_a_day_to_validate() {
  return in_creates([](const PosSale& sale, Json& body) {
    if (sale.wish.validation_days) body["encaissement"]["validationDays"] = *sale.wish.validation_days + 1;
  });
}

PosHabits gives_another_shops_address() {
  return in_creates([](const PosSale& sale, Json& body) {
    if (!sale.wish.notify_email.empty()) body["encaissement"]["notifyEmail"] = "caisse-2@example.org";
  });
}

PosHabits gives_the_first_sales_address() {
  const auto first = std::make_shared<std::string>();
  return in_creates([first](const PosSale& sale, Json& body) {
    if (sale.wish.notify_email.empty()) return;
    if (first->empty()) *first = sale.wish.notify_email;
    body["encaissement"]["notifyEmail"] = *first;
  });
}

// Of what was typed before, when a code is left for another way.
PosHabits changes_to_the_first_customer() {
  const auto first = std::make_shared<std::string>();
  return in_creates([first](const PosSale& sale, Json& body) {
    if (sale.wish.customer.empty()) return;
    if (first->empty()) *first = sale.wish.customer;
    if (sale.asked > 1) body["encaissement"]["identifier"] = *first;
  });
}

// Parcours A by identifier for whoever should have had days.
PosHabits asks_at_once_instead_of_later() {
  return in_creates([](const PosSale& sale, Json& body) {
    if (sale.wish.parcours != "B") return;
    body["encaissement"]["parcours"] = "A";
    body["encaissement"]["mode"] = "identifier";
    body["encaissement"].erase("paymentDays");
  });
}

PosHabits asks_the_euros_after_a_change() {
  return in_creates([](const PosSale& sale, Json& body) {
    if (sale.asked > 1) body["order"]["amount"]["total"] = sale.amount.cents() / 100 * 100;
  });
}

PosHabits gives_the_new_request_another_basket() {
  return in_creates([](const PosSale& sale, Json& body) {
    if (sale.asked > 1) body["order"]["id"] = sale.sale.substr(0, 18) + "-2";
  });
}

constexpr PosGalleryEntry kGallery[] = {
    {{"seals-without-the-amount", pos_01, "Leaves the amount out of what it seals."}, seals_without_the_amount},
    {{"leaves-out-our-seal", pos_01, "Sends what is ours without Parcours-Seal."}, leaves_out_our_seal},
    {{"sends-local-time-as-utc", pos_01, "Writes the hour of Paris into requestDate and calls it UTC."}, sends_local_time_as_utc},
    {{"writes-euros-with-a-point", pos_02, "Sends 40.07 where whole cents are expected."}, writes_euros_with_a_point},
    {{"writes-the-currency-in-letters", pos_02, "Sends EUR where 978 is expected."}, writes_the_currency_in_letters},
    {{"rounds-to-five-cents", pos_03, "Rounds what the cashier types to five cents."}, rounds_to_five_cents},
    {{"counts-in-floating-point", pos_03, "Loses a cent of some amounts on the way through a float."}, counts_in_floating_point},
    {{"reads-what-an-amount-begins-with", pos_03, "Takes 40,075 for 40,07 and 40x for 40."}, reads_what_an_amount_begins_with},
    {{"raises-to-the-minimum", pos_03, "Asks for 20,00 when less was typed."}, raises_to_the_minimum},
    {{"takes-two-digits-of-euros", pos_03, "Refuses an amount of a hundred euros or more as none."}, takes_two_digits_of_euros},
    {{"validates-the-whole-always", pos_03, "Validates the whole whatever lower amount was typed."}, validates_what_was_asked},
    {{"changes-mode-without-the-cents", pos_12, "Asks for whole euros after a change of mode."}, asks_the_euros_after_a_change},
    {{"changes-mode-under-another-basket", pos_12, "Gives the request after a change of mode another basket number."}, gives_the_new_request_another_basket},
    {{"changes-to-the-first-customer", pos_20, "Asks the first customer of the day after a change of mode."}, changes_to_the_first_customer},
    {{"drops-the-customer", pos_20, "Asks whoever scans a code though the cashier gave an identifier."}, drops_the_customer},
    {{"names-the-sale-befores-customer", pos_20, "Asks the customer of the sale before."}, names_the_sale_befores_customer},
    {{"always-gives-ten-days", pos_20, "Gives ten days to pay whatever the cashier typed."}, always_gives_ten_days},
    {{"adds-a-day-to-validate", pos_20, "Asks for a day of validation delay more than the cashier typed."}, adds_a_day_to_validate},
    {{"gives-another-shops-address", pos_20, "Gives an e-mail for notifications that the cashier did not type."}, gives_another_shops_address},
    {{"gives-the-first-sales-address", pos_20, "Gives every sale the address for notifications of the first one."}, gives_the_first_sales_address},
    {{"asks-at-once-instead-of-later", pos_20, "Asks for an immediate payment where a deferred one was wanted."}, asks_at_once_instead_of_later},
};

}  // namespace

std::span<const PosGalleryEntry> pos_call_defects() { return kGallery; }

}  // namespace parcours
