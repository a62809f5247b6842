// The `expect …` steps: which looks they take, and how differences are told.
#include <algorithm>
#include <cassert>
#include <iterator>

#include "reference/core/text.h"
#include "scenarios/runner/judge.h"

namespace parcours {
namespace {

std::optional<Departure> check_wallet(Case& played, const Step& step) {
  const std::string& name = step.text("customer");
  const auto wallet = played.target.wallet(name, played.now());
  if (!wallet)
    return Departure{.reason = name + "'s wallet cannot be seen.", .expected = {"a wallet"}, .actual = "none"};
  Comparison c;
  if (step.has("available")) c.same("available", step.money("available"), wallet->available);
  if (step.has("held")) c.same("held", step.money("held"), wallet->held);
  return c.departure(name + "'s wallet");
}

std::optional<Departure> check_collected(Case& played, const Step& step) {
  const std::string& point = step.text("point");
  Comparison c;
  c.same("collected", step.money("amount"), played.target.collected(point, played.now()));
  return c.departure("Point " + point);
}

std::optional<Departure> check_remembered_email(Case& played, const Step& step) {
  const std::string email = played.target.remembered_email(played.speaker(step.text("by")), played.now());
  Comparison c;
  c.same("e-mail offered", step.text("email"), or_none(email));
  return c.departure("The form of " + step.text("by"));
}

using Check = std::optional<Departure> (*)(Case&, const Step&);
constexpr std::pair<StepVerb, Check> kChecks[] = {
    {StepVerb::expect_operation, check_operation}, {StepVerb::expect_list, check_list},
    {StepVerb::expect_counters, check_counters},   {StepVerb::expect_mail, check_notices},
    {StepVerb::expect_push, check_notices},        {StepVerb::expect_notifications, check_notifications},
    {StepVerb::expect_wallet, check_wallet},       {StepVerb::expect_collected, check_collected},
    {StepVerb::expect_account, check_account},     {StepVerb::expect_remembered_email, check_remembered_email},
    {StepVerb::expect_requests, check_requests}};

// A field as prose: "received 30,00 €", "rows (2)".
std::string prose_of(const Fields& fields, std::string_view name) {
  if (!fields.text(name).empty()) return std::string{name} + " " + fields.text(name);
  if (!fields.texts(name).empty()) return std::string{name} + " " + joined(fields.texts(name));
  if (!fields.steps(name).empty()) return std::to_string(fields.steps(name).size()) + " actions";
  if (!fields.maps(name).empty()) return std::string{name} + " (" + std::to_string(fields.maps(name).size()) + ")";
  return std::string{name} + " \"\"";
}

}  // namespace

std::optional<Departure> check(Case& played, const Step& step) {
  const auto found =
      std::find_if(std::begin(kChecks), std::end(kChecks), [&](const auto& pair) { return pair.first == step.verb; });
  assert(found != std::end(kChecks) && "only expectations are checked");
  return found->second(played, step);
}

std::string prose(const Step& step) {
  std::string text{step.spec().name};
  bool first = true;
  for (const std::string_view name : step.names()) {
    if (!step.given(name) || name == "note") continue;
    text += (first ? ": " : ", ") + prose_of(step, name);
    first = false;
  }
  return text;
}

// -------- Comparison ----------------------------------------------------------------------------

void Comparison::differ(const std::string& what, const std::string& expected, const std::string& actual) {
  const std::string between = expected_.empty() ? "" : "; ";
  expected_ += between + what + " " + expected;
  actual_ += between + what + " " + actual;
}

void Comparison::same(const std::string& what, const std::string& expected, const std::string& actual) {
  if (expected != actual) differ(what, expected, actual.empty() ? "nothing" : actual);
}

void Comparison::same(const std::string& what, Money expected, Money actual) {
  same(what, encaissement::format_amount(expected), encaissement::format_amount(actual));
}

void Comparison::same(const std::string& what, int expected, int actual) {
  same(what, std::to_string(expected), std::to_string(actual));
}

void Comparison::yes_no(const std::string& what, bool expected, bool actual) {
  same(what + ":", expected ? "yes" : "no", actual ? "yes" : "no");
}

void Comparison::covers(const std::string& what, const Moment& expected, std::optional<Instant> actual) {
  if (actual && expected.covers(*actual)) return;
  differ(what, encaissement::format_instant(expected.at), actual ? encaissement::format_instant(*actual) : "none");
}

void Comparison::contains(const std::string& what, const std::vector<std::string>& expected,
                          const std::string& actual) {
  for (const std::string& text : expected) in_order(what, {text}, actual);
}

void Comparison::in_order(const std::string& what, const std::vector<std::string>& expected,
                          const std::string& actual) {
  std::size_t from = 0;
  for (const std::string& text : expected) {
    const std::size_t at = actual.find(text, from);
    if (at == std::string::npos) return differ(what, "with \"" + text + "\"", "\"" + actual + "\"");
    from = at + text.size();
  }
}

std::optional<Departure> Comparison::departure(const std::string& subject) const {
  if (!differs()) return std::nullopt;
  return Departure{.reason = subject + " is not as expected.", .expected = {expected_}, .actual = actual_};
}

std::string or_none(const std::string& text) { return text.empty() ? "none" : text; }

std::string joined(const std::vector<std::string>& texts, const std::string& between) {
  std::string all;
  for (std::size_t i = 0; i < texts.size(); ++i) all += (i == 0 ? "" : between) + texts[i];
  return all;
}

}  // namespace parcours
