#include "scenarios/certify/story_file.h"

#include <array>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "reference/http/wire.h"
#include "scenarios/certify/sound.h"

namespace parcours {
namespace {

using http::Json;
using namespace till_step;

// Each closed set with its words, in the order of its enumerators.
constexpr std::array<std::string_view, 6> kVerbs{"create", "validate", "cancel", "change_mode", "retry", "look"};
constexpr std::array<std::string_view, 4> kActs{"scan", "pay", "refuse", "declined"};
constexpr std::array<std::string_view, 2> kLimits{"payment", "validation"};
constexpr std::array<std::string_view, 6> kNotices{"lost", "late", "twice", "reordered", "forged", "stale"};
constexpr std::array<std::string_view, 9> kCalls{"create",     "payer",       "status", "cancellation", "validation",
                                                 "change_mode", "qr",          "list",   "other"};
constexpr std::array<std::string_view, 9> kFaults{"lost_before", "lost_after", "slow",    "error_500", "error_503",
                                                  "error_504",   "truncated",  "garbled", "cut"};

struct ShotField {
  const char* name;
  int CameraShot::*field;
};
constexpr ShotField kShot[] = {
    {"rotation_degrees", &CameraShot::rotation_degrees},     {"tilt_degrees", &CameraShot::tilt_degrees},
    {"distance_percent", &CameraShot::distance_percent},     {"blur_percent", &CameraShot::blur_percent},
    {"contrast_percent", &CameraShot::contrast_percent},     {"brightness_percent", &CameraShot::brightness_percent},
    {"noise_levels", &CameraShot::noise_levels},             {"glare_percent", &CameraShot::glare_percent},
    {"glare_strength_percent", &CameraShot::glare_strength_percent}, {"covered_percent", &CameraShot::covered_percent},
};

template <class Enum>
std::string word(std::span<const std::string_view> words, Enum value) {
  return std::string{words[static_cast<std::size_t>(value)]};
}

// Writing.

void put(Json& into, const char* name, const std::string& text) {
  if (!text.empty()) into[name] = text;
}

Json cashier_json(const TillOrder& order) {
  Json json{{"verb", word(kVerbs, order.verb)}, {"sale", order.sale}};
  put(json, "parcours", order.parcours);
  if (order.verb == TillVerb::create || !order.amount.empty()) json["amount"] = order.amount;
  put(json, "mode", order.mode);
  put(json, "customer", order.customer);
  if (order.payment_days) json["payment_days"] = *order.payment_days;
  if (order.validation_days) json["validation_days"] = *order.validation_days;
  put(json, "notify_email", order.notify_email);
  return json;
}

Json customer_json(const Customer& step) {
  Json json{{"act", word(kActs, step.act)}, {"who", step.who}, {"sale", step.sale}};
  put(json, "amount", step.amount);
  Json shot = Json::object();
  for (const ShotField& one : kShot)
    if (step.shot.*one.field != CameraShot{}.*one.field) shot[one.name] = step.shot.*one.field;
  if (!shot.empty()) json["shot"] = shot;
  return json;
}

Json wire_json(const WireOrder& order) {
  Json json{{"fault", word(kFaults, order.fault)}};
  if (order.call) json["call"] = word(kCalls, *order.call);
  json["times"] = order.times;
  return json;
}

Json reach_json(const Reach& step) {
  Json json{{"sale", step.sale}, {"status", step.status}};
  if (step.received) json["received_cents"] = step.received->cents();
  return json;
}

struct ToJson {
  Json operator()(const Cashier& one) const { return {{"cashier", cashier_json(one.order)}}; }
  Json operator()(const Customer& one) const { return {{"customer", customer_json(one)}}; }
  Json operator()(const Wait& one) const { return {{"wait", {{"ms", one.length.count()}}}}; }
  Json operator()(const WaitUntil& one) const {
    return {{"wait_until", {{"limit", word(kLimits, one.limit)}, {"sale", one.sale}, {"offset_ms", one.offset.count()}}}};
  }
  Json operator()(const Rest& one) const { return {{"rest", {{"ms", one.length.count()}}}}; }
  Json operator()(const WireTrouble& one) const { return {{"wire", wire_json(one.order)}}; }
  Json operator()(const NoticeTrouble& one) const {
    return {{"notice", {{"kind", word(kNotices, one.kind)}, {"times", one.times}, {"delay_ms", one.delay.count()}}}};
  }
  Json operator()(const TillCrash&) const { return {{"till_crash", Json::object()}}; }
  Json operator()(const TillRestart&) const { return {{"till_restart", Json::object()}}; }
  Json operator()(const ServiceRestart&) const { return {{"service_restart", Json::object()}}; }
  Json operator()(const Skew& one) const { return {{"skew", {{"ahead_ms", one.ahead.count()}}}}; }
  Json operator()(const Reach& one) const { return {{"reach", reach_json(one)}}; }
};

// Reading. One object, whose members are taken one by one; what is left over is not known. The first trouble stays.
class Members {
 public:
  Members(const Json& json, std::string place, std::string& trouble) : place_{std::move(place)}, trouble_{trouble} {
    if (json.is_object()) left_ = json;
    else fail("", "expected an object");
  }
  ~Members() {
    if (!left_.empty()) fail(left_.begin().key(), "is not known here");
  }
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;

  std::optional<Json> take(const char* name, bool must = true) {
    const auto found = left_.find(name);
    if (found == left_.end()) {
      if (must) fail(name, "is missing");
      return std::nullopt;
    }
    Json value = *found;
    left_.erase(found);
    return value;
  }

  std::string text(const char* name, bool must = true) {
    const auto value = take(name, must);
    if (!value) return {};
    if (value->is_string()) return value->get<std::string>();
    fail(name, "expected a text");
    return {};
  }

  std::int64_t number(const char* name, std::int64_t least, std::int64_t most) {
    const auto value = take(name);
    if (!value) return least;
    const bool fits = value->is_number_integer() && (!value->is_number_unsigned() || value->get<std::uint64_t>() <= INT64_MAX);
    const std::int64_t read = fits ? value->get<std::int64_t>() : least;
    if (!fits || read < least || read > most)
      fail(name, "expected a whole number, " + std::to_string(least) + " to " + std::to_string(most));
    return fits ? read : least;
  }

  std::optional<int> days(const char* name) {
    if (!left_.contains(name)) return std::nullopt;
    return static_cast<int>(number(name, -1'000'000, 1'000'000));
  }

  template <class Enum>
  Enum one_of(const char* name, std::span<const std::string_view> words) {
    const std::string read = text(name);
    std::string expected;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i] == read) return static_cast<Enum>(i);
      expected += (i == 0 ? "" : ", ") + std::string{words[i]};
    }
    fail(name, "expected one of " + expected);
    return Enum{};
  }

  bool has(const char* name) const { return left_.contains(name); }
  std::string place_of(std::string_view name) const { return place_.empty() ? std::string{name} : place_ + "." + std::string{name}; }
  void fail(std::string_view name, const std::string& why) {
    if (trouble_.empty()) trouble_ = (name.empty() ? place_ : place_of(name)) + ": " + why;
  }
  std::string& trouble() { return trouble_; }

 private:
  Json left_ = Json::object();
  const std::string place_;
  std::string& trouble_;
};

constexpr std::int64_t kLongest = 400LL * 86'400'000;  // 400 days
constexpr std::int64_t kTimesMax = 100'000;

Duration length(Members& from, const char* name, std::int64_t least = 0) {
  return Duration{from.number(name, least, kLongest)};
}

Cashier read_cashier(Members& from) {
  TillOrder order;
  order.verb = from.one_of<TillVerb>("verb", kVerbs);
  order.sale = from.text("sale");
  const bool creates = order.verb == TillVerb::create;
  order.parcours = from.text("parcours", creates);
  order.amount = from.text("amount", creates);
  order.mode = from.text("mode", creates);
  order.customer = from.text("customer", false);
  order.payment_days = from.days("payment_days");
  order.validation_days = from.days("validation_days");
  order.notify_email = from.text("notify_email", false);
  return {order};
}

Customer read_customer(Members& from) {
  Customer step;
  step.act = from.one_of<Customer::Act>("act", kActs);
  step.who = from.text("who");
  step.sale = from.text("sale");
  step.amount = from.text("amount", false);
  if (const auto json = from.take("shot", false)) {
    Members shot{*json, from.place_of("shot"), from.trouble()};
    for (const ShotField& one : kShot)
      if (shot.has(one.name)) step.shot.*one.field = static_cast<int>(shot.number(one.name, -360, 500));
  }
  return step;
}

WireTrouble read_wire(Members& from) {
  WireOrder order;
  order.fault = from.one_of<WireFault>("fault", kFaults);
  if (from.has("call")) order.call = from.one_of<ApiCall>("call", kCalls);
  order.times = static_cast<int>(from.number("times", 1, kTimesMax));
  return {order};
}

NoticeTrouble read_notice(Members& from) {
  NoticeTrouble step;
  step.kind = from.one_of<NoticeTrouble::Kind>("kind", kNotices);
  step.times = static_cast<int>(from.number("times", 1, kTimesMax));
  step.delay = length(from, "delay_ms");
  return step;
}

WaitUntil read_until(Members& from) {
  WaitUntil step;
  step.limit = from.one_of<WaitUntil::Limit>("limit", kLimits);
  step.sale = from.text("sale");
  step.offset = length(from, "offset_ms", -kLongest);
  return step;
}

Reach read_reach(Members& from) {
  Reach step;
  step.sale = from.text("sale");
  step.status = from.text("status");
  if (from.has("received_cents")) step.received = Money::from_cents(from.number("received_cents", 0, Money::max().cents()));
  return step;
}

std::optional<TillStep> read_known(std::string_view verb, Members& from) {
  if (verb == "cashier") return read_cashier(from);
  if (verb == "customer") return read_customer(from);
  if (verb == "wait") return Wait{length(from, "ms")};
  if (verb == "wait_until") return read_until(from);
  if (verb == "rest") return Rest{length(from, "ms")};
  if (verb == "wire") return read_wire(from);
  if (verb == "notice") return read_notice(from);
  if (verb == "till_crash") return TillCrash{};
  if (verb == "till_restart") return TillRestart{};
  if (verb == "service_restart") return ServiceRestart{};
  if (verb == "skew") return Skew{length(from, "ahead_ms", -kLongest)};
  if (verb == "reach") return read_reach(from);
  return std::nullopt;
}

void read_step(const Json& json, const std::string& place, TillStory& into, std::string& trouble) {
  if (!json.is_object() || json.size() != 1) {
    trouble = place + ": expected an object with one member, the step";
    return;
  }
  const std::string verb = json.begin().key();
  Members from{json.begin().value(), place + "." + verb, trouble};
  if (auto step = read_known(verb, from)) into.steps.push_back(std::move(*step));
  else from.fail("", "no step is called so");
}

void read_settings(const Json& json, TillStory& into, std::string& trouble) {
  if (!json.is_object()) {
    trouble = "settings: expected an object";
    return;
  }
  for (const auto& [name, value] : json.items()) {
    const auto* field = encaissement::find_policy(name);
    if (!trouble.empty()) return;
    if (!field) trouble = "settings." + name + ": no setting is called so";
    else if (!value.is_string() || !field->set(into.policies, value.get<std::string>()))
      trouble = "settings." + name + ": expected " + std::string{field->expected} + ", as a text";
  }
}

void read_steps(const Json& json, TillStory& into, std::string& trouble) {
  if (!json.is_array()) trouble = "steps: expected an array";
  for (std::size_t i = 0; trouble.empty() && i < json.size(); ++i)
    read_step(json[i], "steps[" + std::to_string(i) + "]", into, trouble);
}

TillStory read_all(const Json& json, std::string& trouble) {
  TillStory story;
  Members from{json, "", trouble};
  if (const std::string format = from.text("format"); format != kStoryFormat)
    from.fail("format", "expected \"" + std::string{kStoryFormat} + "\"");
  const auto start = http::instant_from_wire(from.text("start"));
  if (start) story.start = *start;
  else from.fail("start", "expected an instant such as \"2020-06-24T09:06:00.000Z\"");
  if (const auto settings = from.take("settings", false); settings && trouble.empty()) read_settings(*settings, story, trouble);
  if (const auto steps = from.take("steps"); steps && trouble.empty()) read_steps(*steps, story, trouble);
  return story;
}

}  // namespace

std::string to_json_text(const TillStory& story) {
  Json json{{"format", kStoryFormat}, {"start", http::to_wire(story.start)}};
  const encaissement::Policies usual;
  for (const auto& field : encaissement::policy_fields())
    if (field.get(story.policies) != field.get(usual)) json["settings"][std::string{field.name}] = field.get(story.policies);
  std::string text = json.dump(1, ' ', false, Json::error_handler_t::replace);
  text.resize(text.size() - 2);  // "\n}"
  text += ",\n \"steps\": [";
  for (std::size_t i = 0; i < story.steps.size(); ++i)
    text += (i == 0 ? "\n  " : ",\n  ") +
            std::visit(ToJson{}, story.steps[i]).dump(-1, ' ', false, Json::error_handler_t::replace);
  return text + "\n ]\n}\n";
}

Reported<TillStory> read_story(std::string_view text, std::string_view file) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return ReportError{std::string{file}, "expected JSON"};
  std::string trouble;
  TillStory story = read_all(json, trouble);
  if (trouble.empty()) trouble = trouble_with(story).value_or("");
  if (trouble.starts_with(": ")) trouble = trouble.substr(2);
  if (!trouble.empty()) return ReportError{std::string{file}, trouble};
  return story;
}

}  // namespace parcours
