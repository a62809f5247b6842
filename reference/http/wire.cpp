#include "reference/http/wire.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/core/number.h"
#include "reference/core/requirement.h"

namespace parcours::http {
namespace {

using encaissement::Duration;
using encaissement::Policies;

// -------- What each type consists of: one list for writing and reading ----------------------------

template <class T, class F>
concept OneOf = std::is_same_v<std::remove_const_t<T>, F>;

template <OneOf<Answer> A, class Field>
void each(A& a, Field&& field) {
  field("rule", a.rule), field("code", a.code), field("sentence", a.sentence), field("number", a.number);
  field("status", a.status), field("apiState", a.api_state), field("requested", a.requested);
  field("received", a.received), field("remaining", a.remaining), field("limit", a.limit), field("text", a.text);
  field("remembered", a.remembered);
}

template <OneOf<OperationView> V, class Field>
void each(V& v, Field&& field) {
  field("number", v.number), field("status", v.status), field("cause", v.cause), field("apiState", v.api_state);
  field("parcours", v.parcours), field("mode", v.mode), field("basket", v.basket), field("label", v.label);
  field("clientReference", v.client_reference), field("seller", v.seller), field("customer", v.customer);
  field("requested", v.requested), field("received", v.received), field("remaining", v.remaining);
  field("validated", v.validated), field("created", v.created), field("lastAction", v.last_action);
  field("paymentLimit", v.payment_limit), field("validationLimit", v.validation_limit);
  field("paymentDeadline", v.payment_deadline), field("validationDeadline", v.validation_deadline);
  field("history", v.history), field("shop", v.shop), field("paymentId", v.payment_id);
  field("returnUrl", v.return_url), field("cancelUrl", v.cancel_url), field("contact", v.contact);
  field("paid", v.paid), field("paidAt", v.paid_at);
}

template <OneOf<ListRow> R, class Field>
void each(R& r, Field&& field) {
  field("lastAction", r.last_action), field("basket", r.basket), field("type", r.type), field("status", r.status);
  field("requested", r.requested), field("received", r.received), field("actions", r.actions);
  field("number", r.number);
}

template <OneOf<ListView> L, class Field>
void each(L& l, Field&& field) {
  field("rows", l.rows), field("toValidate", l.to_validate), field("awaiting", l.awaiting);
}

template <OneOf<NoticeView> N, class Field>
void each(N& n, Field&& field) {
  field("id", n.id), field("at", n.at), field("channel", n.channel), field("to", n.to), field("kind", n.kind);
  field("operation", n.operation), field("subject", n.subject), field("body", n.body), field("token", n.token);
}

template <OneOf<AccountView> A, class Field>
void each(A& a, Field&& field) {
  field("login", a.login), field("point", a.point), field("mayCollect", a.may_collect), field("blocked", a.blocked);
  field("failures", a.failures);
}

template <OneOf<WalletView> W, class Field>
void each(W& w, Field&& field) {
  field("available", w.available), field("held", w.held);
}

template <OneOf<PointSpec> P, class Field>
void each(P& p, Field&& field) {
  field("code", p.code), field("name", p.name), field("convention", p.convention), field("shop", p.shop);
  field("enabled", p.enabled);
}

template <OneOf<AccountSpec> A, class Field>
void each(A& a, Field&& field) {
  field("login", a.login), field("convention", a.convention), field("point", a.point), field("password", a.password);
  field("email", a.email), field("mayCollect", a.may_collect);
}

template <OneOf<CustomerSpec> C, class Field>
void each(C& c, Field&& field) {
  field("name", c.name), field("identifier", c.identifier), field("email", c.email), field("balance", c.balance);
  field("blocked", c.blocked), field("pin", c.pin);
}

template <OneOf<KeySpec> K, class Field>
void each(K& k, Field&& field) {
  field("version", k.version), field("shop", k.shop), field("key", k.key);
}

template <OneOf<World> W, class Field>
void each(W& w, Field&& field) {
  field("points", w.points), field("accounts", w.accounts), field("customers", w.customers), field("keys", w.keys);
}

// -------- Writing -----------------------------------------------------------------------------------

template <class T>
Json written(const T& value);

Json written(const std::string& text) { return text; }
Json written(bool value) { return value; }
Json written(int value) { return value; }
Json written(std::uint64_t value) { return value; }
Json written(Money value) { return value.cents(); }
Json written(Instant value) { return to_wire(value); }
Json written(const std::optional<Instant>& value) { return value ? Json(to_wire(*value)) : Json(nullptr); }

template <class T>
Json written(const std::vector<T>& values) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(written(value));
  return out;
}

template <class T>
Json written(const T& value) {
  Json out = Json::object();
  each(value, [&](const char* name, const auto& member) { out[name] = written(member); });
  return out;
}

// -------- Reading -----------------------------------------------------------------------------------

template <class T>
bool read(const Json& json, T& into);

bool read(const Json& json, std::string& into) {
  if (json.is_string()) into = json.get<std::string>();
  return json.is_string();
}

bool read(const Json& json, bool& into) {
  if (json.is_boolean()) into = json.get<bool>();
  return json.is_boolean();
}

// Whole numbers within [least, most]. Unsigned ones are their own kind in the library.
std::optional<std::int64_t> whole(const Json& json, std::int64_t least, std::int64_t most) {
  if (!json.is_number_integer()) return std::nullopt;
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(most)) return std::nullopt;
  const auto value = json.get<std::int64_t>();
  return value < least || value > most ? std::nullopt : std::optional{value};
}

bool read(const Json& json, int& into) {
  const auto value = whole(json, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
  if (value) into = static_cast<int>(*value);
  return value.has_value();
}

bool read(const Json& json, std::uint64_t& into) {
  const auto value = whole(json, 0, std::numeric_limits<std::int64_t>::max());
  if (value) into = static_cast<std::uint64_t>(*value);
  return value.has_value();
}

bool read(const Json& json, Money& into) {
  const auto cents = whole(json, -Money::max().cents(), Money::max().cents());
  if (cents) into = Money::from_cents(*cents);
  return cents.has_value();
}

bool read(const Json& json, Instant& into) {
  const auto at = json.is_string() ? instant_from_wire(json.get<std::string>()) : std::nullopt;
  if (at) into = *at;
  return at.has_value();
}

bool read(const Json& json, std::optional<Instant>& into) {
  into.reset();
  return json.is_null() || read(json, into.emplace());
}

template <class T>
bool read(const Json& json, std::vector<T>& into) {
  if (!json.is_array()) return false;
  into.clear();
  for (const Json& one : json) {
    if (!read(one, into.emplace_back())) return false;
  }
  return true;
}

template <class T>
bool read(const Json& json, T& into) {
  if (!json.is_object()) return false;
  bool good = true;
  each(into, [&](const char* name, auto& member) {
    const auto found = json.find(name);
    if (found != json.end()) good = good && read(*found, member);
  });
  return good;
}

std::string_view word(Answer::Kind kind) {
  switch (kind) {
    case Answer::Kind::done: return "done";
    case Answer::Kind::refused: return "refused";
    case Answer::Kind::lost: break;
  }
  return "lost";
}

// Deeper bodies are nobody's: the library's parser would follow them as far as they go.
constexpr int kDepthMax = 32;

bool is_shallow(const std::string& text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDepthMax) return false;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return true;
}

void append_digits(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

// A number of exactly `width` digits at `from`.
std::optional<int> digits_at(std::string_view text, std::size_t from, std::size_t width) {
  const std::string_view part = text.substr(from, width);
  return part.size() == width && part[0] != '-' ? encaissement::number_from<int>(part) : std::nullopt;
}

}  // namespace

std::string to_wire(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  std::string out;
  append_digits(out, static_cast<int>(date.year()), 4);
  append_digits(out += '-', static_cast<unsigned>(date.month()), 2);
  append_digits(out += '-', static_cast<unsigned>(date.day()), 2);
  append_digits(out += 'T', time.hours().count(), 2);
  append_digits(out += ':', time.minutes().count(), 2);
  append_digits(out += ':', time.seconds().count(), 2);
  append_digits(out += '.', time.subseconds().count(), 3);
  return out += 'Z';
}

std::optional<Instant> instant_from_wire(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00.000Z";
  if (text.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i)
    if (kShape[i] != '0' && text[i] != kShape[i]) return std::nullopt;
  const auto year = digits_at(text, 0, 4), month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
  const auto hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2), second = digits_at(text, 17, 2);
  const auto fraction = digits_at(text, 20, 3);
  if (!year || !month || !day || !hour || !minute || !second || !fraction) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         std::chrono::seconds{*second} + Duration{*fraction};
}

Json to_json(const Answer& answer) {
  Json out{{"kind", word(answer.kind)}};
  out.update(written(answer));
  return out;
}
Json to_json(const OperationView& view) { return written(view); }
Json to_json(const ListView& view) { return written(view); }
Json to_json(const NoticeView& view) { return written(view); }
Json to_json(const AccountView& view) { return written(view); }
Json to_json(const WalletView& view) { return written(view); }
Json to_json(const World& world) { return written(world); }

Json to_json(const Policies& policies) {
  Json out = Json::object();
  for (const auto& field : encaissement::policy_fields()) out[std::string{field.name}] = field.get(policies);
  return out;
}

bool from_json(const Json& json, Answer& into) {
  std::string kind = "lost";
  const auto said = json.is_object() ? json.find("kind") : json.end();
  if (said != json.end() && !read(*said, kind)) return false;
  into.kind = kind == "done" ? Answer::Kind::done : kind == "refused" ? Answer::Kind::refused : Answer::Kind::lost;
  return read(json, into);
}
bool from_json(const Json& json, OperationView& into) { return read(json, into); }
bool from_json(const Json& json, ListView& into) { return read(json, into); }
bool from_json(const Json& json, NoticeView& into) { return read(json, into); }
bool from_json(const Json& json, AccountView& into) { return read(json, into); }
bool from_json(const Json& json, WalletView& into) { return read(json, into); }
bool from_json(const Json& json, World& into) { return read(json, into); }

bool from_json(const Json& json, Policies& into) {
  if (!json.is_object()) return false;
  for (const auto& [name, value] : json.items()) {
    const auto* field = encaissement::find_policy(name);
    if (field == nullptr || !value.is_string() || !field->set(into, value.get<std::string>())) return false;
  }
  return true;
}

std::optional<Json> read_body(const std::string& body) {
  if (!is_shallow(body)) return std::nullopt;
  // Through the sorted kind: the one that keeps the order compares each name with all before it, which a body of
  // thousands of names turns into a third of a second.
  const nlohmann::json json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return Json(json);
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

int status_of(std::string_view code) {
  constexpr std::array<std::pair<std::string_view, int>, 10> kStatuses{{{"BAD_REQUEST", 400},
                                                                        {"INVALID_SEAL", 401},
                                                                        {"MERCHANT_NOT_ALLOWED", 403},
                                                                        {"OPERATION_TRANSACTION_NOT_ALLOWED", 409},
                                                                        {"TRANSACTION_NOT_FOUND", 404},
                                                                        {"BENEFICIARY_NOT_FOUND", 404},
                                                                        {"OTHER_TRANSACTION_PENDING", 409},
                                                                        {"INVALID_TRANSACTION_AMOUNT", 400},
                                                                        {"INVALID_TRANSACTION_CURRENCY", 400},
                                                                        {"INTERNAL_SERVER_ERROR", 500}}};
  for (const auto& [name, status] : kStatuses)
    if (name == code) return status;
  return 500;
}

}  // namespace parcours::http
