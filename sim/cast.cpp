#include "sim/cast.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <chrono>

#include "reference/core/text.h"

namespace parcours {
namespace {

using namespace encaissement;

// The ids follow the order of guide_world().
struct Merchant {
  std::string_view login;  // Or shopId
  std::string_view point;
  std::uint32_t account;   // 0: a till
  std::uint32_t point_id;
};
constexpr std::array<Merchant, 8> kMerchants{{{"70890001", "P001", 2, 1},
                                              {"70890002", "P002", 3, 2},
                                              {"708900", "P001", 1, 1},
                                              {"70890101", "P101", 5, 3},
                                              {"708901", "P101", 4, 3},
                                              {"10000001", "P001", 0, 1},
                                              {"10000002", "P002", 0, 2},
                                              {"10000101", "P101", 0, 3}}};
constexpr std::array<std::string_view, 5> kIdentifiers{"10000003051", "10000004162", "10000005273",
                                                       "stranger@mail.example", "not an identifier"};
constexpr std::array<std::string_view, 5> kEmails{"ts-client2@yopmail.com", "bob@mail.example", "chloe@mail.example",
                                                  "stranger@mail.example", "not an identifier"};

const Merchant& merchant(Role role) {
  assert(role <= Role::parc_till);
  return kMerchants[static_cast<std::size_t>(role)];
}

std::string capitals(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string iso(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

// "40,00": searches fill in millions of forms.
std::string typed(Money amount) {
  const std::int64_t rest = amount.cents() % 100;
  std::string text = std::to_string(amount.cents() / 100);
  return text.append({',', static_cast<char>('0' + rest / 10), static_cast<char>('0' + rest % 10)});
}

void twist_form(parcours::RequestForm& form, Twist twist) {
  switch (twist) {
    case Twist::none: case Twist::wrong_seal: case Twist::other_body: break;
    case Twist::amount_missing: form.amount = ""; break;
    case Twist::amount_malformed: form.amount = "40,000"; break;
    case Twist::amount_with_point: form.amount.replace(form.amount.find(','), 1, "."); break;
    case Twist::basket_missing: form.basket = ""; break;
    case Twist::basket_longest: form.basket = std::string(20, 'B'); break;
    case Twist::basket_too_long: form.basket = std::string(21, 'B'); break;
    case Twist::basket_padded: form.basket = " " + form.basket + " "; break;
    case Twist::label_longest: form.label = std::string(255, 'L'); break;
    case Twist::label_too_long: form.label = std::string(256, 'L'); break;
    case Twist::label_with_control: form.label = "one\x02two"; break;
    case Twist::notify_missing: form.notify_email = ""; break;
    case Twist::notify_malformed: form.notify_email = "caisse"; break;
    case Twist::identifier_in_capitals: form.identifier = capitals(form.identifier); break;
    case Twist::remember_email: form.remember_email = true; break;
    case Twist::other_currency: form.currency = "840"; break;
    case Twist::payment_id_longest: form.payment_id = std::string(30, 'P'); break;
    case Twist::payment_id_too_long: form.payment_id = std::string(31, 'P'); break;
  }
}

}  // namespace

bool is_merchant(Role role) { return role <= Role::parc_till; }
bool is_customer(Role role) { return role >= Role::alice && role <= Role::chloe; }
bool is_till(Role role) { return role >= Role::till && role <= Role::parc_till; }

Speaker speaker_of(Role role) {
  if (role == Role::control) return {.door = Door::control, .name = "", .point = ""};
  if (is_customer(role)) return {.door = Door::phone, .name = std::string{to_string(role)}, .point = ""};
  const Merchant& m = merchant(role);
  const bool till = is_till(role);
  return {.door = till ? Door::api : Door::espace, .name = std::string{m.login}, .point = std::string{till ? "" : m.point}};
}

Principal principal_of(Role role) {
  if (role == Role::control) return {.kind = Principal::Kind::control};
  if (is_customer(role)) return {.kind = Principal::Kind::customer, .customer = customer_of(role)};
  const Merchant& m = merchant(role);
  if (is_till(role)) return {.kind = Principal::Kind::shop, .point = PointId{m.point_id}};
  return {.kind = Principal::Kind::account, .account = AccountId{m.account}, .point = PointId{m.point_id}};
}

std::string_view point_code(Role role) { return is_merchant(role) ? merchant(role).point : std::string_view{}; }
PointId point_of(Role role) { return is_merchant(role) ? PointId{merchant(role).point_id} : PointId::none; }

CustomerId customer_of(Role role) {
  if (!is_customer(role)) return CustomerId::nobody;
  return CustomerId{static_cast<std::uint32_t>(role) - static_cast<std::uint32_t>(Role::alice) + 1};
}

Role role_of(CustomerId customer) {
  return static_cast<Role>(static_cast<std::uint32_t>(Role::alice) + static_cast<std::uint32_t>(customer) - 1);
}

std::string_view login_of(Role role) {
  return role < Role::till ? merchant(role).login : std::string_view{};
}

std::string identifier_of(Addressee addressee, bool by_email) {
  return std::string{(by_email ? kEmails : kIdentifiers)[static_cast<std::size_t>(addressee)]};
}

parcours::RequestForm typed_form(const FormChoice& choice, Money amount, Twist twist, Role who, Day today) {
  parcours::RequestForm form;
  form.parcours = to_string(choice.parcours);
  form.mode = to_string(choice.mode);
  form.amount = typed(amount);
  form.basket = "REF" + std::to_string(choice.basket);
  const bool is_named = choice.mode == Mode::identifier || choice.mode == Mode::email;
  if (is_named) form.identifier = identifier_of(choice.addressee, choice.by_email || choice.mode == Mode::email);
  if (choice.payment_days >= 0) form.payment_days = choice.payment_days;
  if (choice.validation_days >= 0) form.validation_days = choice.validation_days;
  if (has_validation_delay(choice.parcours)) form.notify_email = "caisse@canoe.example";
  if (is_till(who)) {
    form.payment_id = "PAY1";
    form.extended = !choice.is_public;
    form.deferred = choice.deferred;
    const Day capture = today + Days{choice.validation_days};
    if (choice.is_public && choice.deferred && choice.validation_days >= 0)
      form.capture_date = iso(capture) + "T12:00:00Z";
    if (choice.has_urls) {
      form.return_url = "https://till.example/notify";
      form.cancel_url = "https://till.example/cancelled";
    }
  }
  twist_form(form, twist);
  return form;
}

}  // namespace parcours
