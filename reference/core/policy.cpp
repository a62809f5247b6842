#include "reference/core/policy.h"

#include <array>
#include <cstddef>
#include <string>
#include <type_traits>

#include "reference/core/number.h"

namespace encaissement {
namespace {

// The number `value` writes, when that is how we would write it: no sign, no leading zero, nothing around it.
std::optional<std::int64_t> whole_number(std::string_view value) {
  const auto number = number_from<std::int64_t>(value);
  return number && std::to_string(*number) == value ? number : std::nullopt;
}

template <int Policies::*member, int lowest, int highest>
constexpr PolicyField count_of(std::string_view name, std::string_view rules, std::string_view expected) {
  return {.name = name, .rules = rules, .expected = expected,
          .set = [](Policies& policies, std::string_view value) {
            const auto number = whole_number(value);
            if (!number || *number < lowest || *number > highest) return false;
            policies.*member = static_cast<int>(*number);
            return true;
          },
          .get = [](const Policies& policies) { return std::to_string(policies.*member); }};
}

template <int Policies::*member>
constexpr PolicyField seconds_of(std::string_view name, std::string_view rules) {
  return count_of<member, 1, 86400 * 30>(name, rules, "whole seconds, 1 to 2592000");
}

template <int Policies::*member>
constexpr PolicyField days_of(std::string_view name, std::string_view rules) {
  return count_of<member, 1, 3650>(name, rules, "whole days, 1 to 3650");
}

template <Money Policies::*member>
constexpr PolicyField cents_of(std::string_view name, std::string_view rules) {
  return {.name = name, .rules = rules, .expected = "whole cents, 1 to 10000000000000",
          .set = [](Policies& policies, std::string_view value) {
            const auto number = whole_number(value);
            if (!number || *number < 1 || *number > Money::max().cents()) return false;
            policies.*member = Money::from_cents(*number);
            return true;
          },
          .get = [](const Policies& policies) { return std::to_string((policies.*member).cents()); }};
}

// One of `words`, each standing for the enumerator (or bool) of the same index.
template <auto member, const auto& words>
constexpr PolicyField word_of(std::string_view name, std::string_view rules, std::string_view expected) {
  return {.name = name, .rules = rules, .expected = expected,
          .set = [](Policies& policies, std::string_view value) {
            using Value = std::remove_reference_t<decltype(policies.*member)>;
            for (std::size_t i = 0; i < words.size(); ++i) {
              if (words[i] != value) continue;
              policies.*member = static_cast<Value>(i);
              return true;
            }
            return false;
          },
          .get = [](const Policies& policies) {
            return std::string{words[static_cast<std::size_t>(policies.*member)]};
          }};
}

template <std::size_t n>
using Vocabulary = std::array<std::string_view, n>;

constexpr Vocabulary<2> kOffOn{"off", "on"};
constexpr Vocabulary<3> kBasketUnique{"none", "pending", "point"};
constexpr Vocabulary<2> kOnRefusal{"cancel", "stay"};
constexpr Vocabulary<2> kQrBindsOn{"scan", "pay"};
constexpr Vocabulary<2> kLimitDay{"inclusive", "exclusive"};
constexpr Vocabulary<2> kSweep{"00:06", "instant"};
constexpr Vocabulary<3> kOnValidationDeadline{"expire", "cancel", "validate"};
constexpr Vocabulary<2> kRefund{"none", "full"};
constexpr Vocabulary<2> kDedupeCreate{"off", "order_and_payment_id"};

constexpr std::string_view kApi = "acquisition API";

constexpr std::array kFields{
    count_of<&Policies::max_password_failures, 1, 100>("max_password_failures", "ACC-02", "a whole number, 1 to 100"),
    seconds_of<&Policies::recovery_ttl_s>("recovery_ttl_s", "ACC-03"),
    cents_of<&Policies::min_requested>("min_requested_cents", "FRM-01"),
    count_of<&Policies::basket_max_length, 1, 255>("basket_max_length", "FRM-03", "whole characters, 1 to 255"),
    word_of<&Policies::basket_unique, kBasketUnique>("basket_unique", "FRM-03", "none, pending or point"),
    days_of<&Policies::max_payment_days>("max_payment_days", "FRM-07"),
    days_of<&Policies::max_validation_days>("max_validation_days", "FRM-07"),
    word_of<&Policies::one_immediate_request_per_customer, kOffOn>("one_immediate_request_per_customer", "FRM-11",
                                                                    "on or off"),
    word_of<&Policies::qr_binds_on, kQrBindsOn>("qr_binds_on", "PAY-01,PAY-09", "scan or pay"),
    cents_of<&Policies::min_partial>("min_partial_cents", "PAY-03"),
    word_of<&Policies::on_refusal, kOnRefusal>("on_refusal", "PAY-08", "cancel or stay"),
    word_of<&Policies::limit_day, kLimitDay>("limit_day", "TIM-02", "inclusive or exclusive"),
    seconds_of<&Policies::immediate_ttl_s>("immediate_ttl_s", "TIM-03"),
    word_of<&Policies::sweep, kSweep>("sweep", "TIM-04", "00:06 or instant"),
    word_of<&Policies::on_validation_deadline, kOnValidationDeadline>("on_validation_deadline", "TIM-06",
                                                                      "expire, cancel or validate"),
    cents_of<&Policies::min_validated>("min_validated_cents", "VAL-01"),
    word_of<&Policies::refund, kRefund>("refund", "VAL-05", "none or full"),
    seconds_of<&Policies::key_ttl_s>("key_ttl_s", "REP-01"),
    count_of<&Policies::notify_attempts, 1, 100>("notify_attempts", "NOT-04", "a whole number, 1 to 100"),
    days_of<&Policies::api_default_validation_days>("api_default_validation_days", kApi),
    word_of<&Policies::dedupe_create, kDedupeCreate>("dedupe_create", kApi, "off or order_and_payment_id"),
    seconds_of<&Policies::replay_window_s>("replay_window_s", kApi),
};

}  // namespace

std::span<const PolicyField> policy_fields() { return kFields; }

const PolicyField* find_policy(std::string_view name) {
  for (const PolicyField& field : kFields)
    if (field.name == name) return &field;
  return nullptr;
}

}  // namespace encaissement
