#include "sim/act.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reference/core/text.h"

namespace parcours {
namespace {

template <std::size_t count, class Enum>
std::string_view word(const std::array<std::string_view, count>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

std::string told(const When& when) {
  constexpr std::array<std::string_view, 7> kOf{"now",        "payment deadline", "payment sweep", "validation deadline",
                                                "validation sweep", "reminder", "recovery expiry"};
  if (when == When{}) return "";
  const std::string offset = fmt::format("{:+} ms", when.offset.count());
  if (when.of == When::Of::now) return fmt::format("[{}] ", offset);
  if (when.of == When::Of::recovery) return fmt::format("[{} {}] ", word(kOf, when.of), offset);
  return fmt::format("[{} of {} {}] ", word(kOf, when.of), when.operation, offset);
}

constexpr std::array<std::string_view, 5> kAddressees{"alice", "bob", "chloe", "a stranger", "nobody readable"};

std::string told(const FormChoice& form) {
  std::string text = fmt::format(" {} {} to {}{}", encaissement::to_string(form.parcours),
                                 encaissement::to_string(form.mode), kAddressees[static_cast<std::size_t>(form.addressee)],
                                 form.by_email ? " by e-mail" : "");
  if (form.payment_days >= 0) text += fmt::format(", N={}", form.payment_days);
  if (form.validation_days >= 0) text += fmt::format(", M={}", form.validation_days);
  if (form.is_public) text += form.deferred ? ", public deferred" : ", public";
  return text;
}

}  // namespace

std::size_t deeds_in(const Story& story) {
  return static_cast<std::size_t>(
      std::count_if(story.begin(), story.end(), [](const Act& act) { return act.kind != ActKind::wait; }));
}

std::string_view to_string(Role role) {
  constexpr std::array<std::string_view, kRoleCount> kWords{"cashier", "olivet",      "signatory", "parc",
                                                            "parc_signatory", "till", "olivet_till", "parc_till",
                                                            "alice",   "bob",         "chloe",     "operator"};
  return word(kWords, role);
}

std::string_view to_string(ActKind kind) {
  constexpr std::array<std::string_view, kActKindCount> kWords{
      "wait",         "request", "prepare", "name",   "change mode", "cancel",  "validate", "scan",         "pay",
      "refuse",       "issuer rejects",     "credit", "block",       "unblock", "enable",   "disable",      "resume",
      "log in",       "ask recovery",       "set password",          "give right",          "take right",   "look",
      "retry",        "crash"};
  return word(kWords, kind);
}

std::string_view to_string(Twist twist) {
  constexpr std::array<std::string_view, kTwistCount> kWords{
      "", "amount missing", "amount malformed", "amount with a point", "basket missing", "basket longest",
      "basket too long", "basket padded", "label longest", "label too long", "label with a control", "notify missing",
      "notify malformed", "identifier in capitals", "remember e-mail", "other currency", "wrong seal",
      "payment id longest", "payment id too long", "other body"};
  return word(kWords, twist);
}

std::string_view to_string(Mishap mishap) {
  constexpr std::array<std::string_view, 6> kWords{"",            "duplicated",          "request lost",
                                                   "answer lost", "crash before commit", "crash after commit"};
  return word(kWords, mishap);
}

std::string describe(const Act& act) {
  std::string text = told(act.when) + fmt::format("{} {}", to_string(act.who), to_string(act.kind));
  if (act.kind == ActKind::request || act.kind == ActKind::prepare) text += told(act.form);
  if (!act.amount.is_zero()) text += " " + encaissement::format_amount(act.amount);
  if (act.kind > ActKind::prepare && act.kind <= ActKind::issuer_rejects) text += fmt::format(" op {}", act.operation);
  if (act.kind >= ActKind::credit && act.kind <= ActKind::take_right) text += fmt::format(" {}", to_string(act.target));
  if (act.code != CodeShown::none) text += fmt::format(" code {}", static_cast<int>(act.code));
  if (act.key != 0) text += fmt::format(" key {}", act.key);
  if (act.twist != Twist::none) text += fmt::format(" ({})", to_string(act.twist));
  if (act.mishap != Mishap::none) text += fmt::format(" ({})", to_string(act.mishap));
  return text;
}

std::string describe(const Story& story) {
  std::string text;
  for (const Act& act : story) text += describe(act) + '\n';
  return text;
}

}  // namespace parcours
