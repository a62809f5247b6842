// POS-03 and POS-20: what is asked for is what the cashier typed: how much, of whom, how and until when.
#include <algorithm>
#include <map>
#include <set>

#include "reference/core/text.h"
#include "reference/core/time.h"
#include "reference/http/capture_date.h"
#include "scenarios/certify/wire_checks.h"

namespace parcours {
namespace {

using enum TillRuleId;

std::vector<const TillOrder*> orders_of(const WireOptions& options, const std::string& sale, TillVerb verb) {
  std::vector<const TillOrder*> found;
  for (const TillOrder& one : options.orders)
    if (one.sale == sale && one.verb == verb) found.push_back(&one);
  return found;
}

const TillOrder* creation_of(const WireOptions& options, const std::string& sale) {
  const auto found = orders_of(options, sale, TillVerb::create);
  return found.empty() ? nullptr : found.front();
}

std::string cents_text(Money money) { return std::to_string(money.cents()); }

// "4007" and 4007, without zeros before.
std::string total_text(const std::string& text) {
  const std::size_t first = text.find_first_not_of('0');
  return first == text.npos ? text.substr(0, 1) : text.substr(first);
}

class AmountCheck final : public WireCheck {
 public:
  explicit AmountCheck(const WireOptions& options) : options_{options} {}

  void see(const SaidCall& one, const Knowledge& knowledge, Findings& findings) override {
    if (options_.orders.empty() || one.sale.empty()) return;
    const TillOrder* creation = creation_of(options_, one.sale);
    if (one.kind == ApiCall::create && creation != nullptr) check_asked(one, *creation, "order.amount.total", findings);
    if (one.kind == ApiCall::payer && creation != nullptr) check_asked(one, *creation, "payer.amount.total", findings);
    if (one.kind == ApiCall::validation) check_validated(one, knowledge, findings);
  }

 private:
  void check_asked(const SaidCall& one, const TillOrder& order, const char* member, Findings& findings) const {
    const std::string total = total_text(one.text(member));
    const auto typed = encaissement::parse_amount(order.amount);
    if (!typed || *typed < options_.min_requested) {
      findings.push_back(finding_at(pos_03, one, "The till asks for money where the cashier typed " +
                                                     std::string{typed ? "less than the minimum." : "no amount."},
                                    {"no call"}, "typed \"" + order.amount + "\", asked for " + total + " cents"));
    } else if (total != cents_text(*typed)) {
      findings.push_back(finding_at(pos_03, one, "The amount asked for is not what the cashier typed.",
                                    {cents_text(*typed) + " cents (typed \"" + order.amount + "\")"}, total + " cents"));
    }
  }

  // The whole may be said by its amount, too.
  void check_validated(const SaidCall& one, const Knowledge& knowledge, Findings& findings) const {
    const auto orders = orders_of(options_, one.sale, TillVerb::validate);
    const auto told = knowledge.told(one.number, one.at());
    const std::string total = one.has("amount.total") ? total_text(one.text("amount.total")) : "";
    std::vector<std::string> expected;
    for (const TillOrder* order : orders) {
      const auto typed = encaissement::parse_amount(order->amount);
      if (order->amount.empty()) {
        if (total.empty() || (told && told->received && total == std::to_string(*told->received))) return;
        expected.push_back("the whole");
      } else if (typed) {
        if (total == cents_text(*typed)) return;
        if (total.empty() && told && told->received == typed->cents()) return;  // It is the whole.
        expected.push_back(cents_text(*typed) + " cents (typed \"" + order->amount + "\")");
      }
    }
    if (expected.empty()) expected.push_back("no call: the cashier validates nothing here");
    findings.push_back(finding_at(pos_03, one, "The amount validated is not what the cashier typed.", std::move(expected),
                                  total.empty() ? "the whole" : total + " cents"));
  }

  const WireOptions& options_;
};

class OrderCheck final : public WireCheck {
 public:
  explicit OrderCheck(const WireOptions& options) : options_{options} {}

  void see(const SaidCall& one, const Knowledge&, Findings& findings) override {
    if (options_.orders.empty()) return;
    if (one.kind == ApiCall::change_mode || one.kind == ApiCall::cancellation) left_.insert(one.sale);
    if (one.kind != ApiCall::create && one.kind != ApiCall::payer) return;
    const TillOrder* creation = creation_of(options_, one.sale);
    if (creation == nullptr) return nobodys(one, findings);
    // The nearest of what the cashier may have meant is what the finding speaks of.
    std::optional<Findings> nearest;
    for (const TillOrder& wanted : wanted_of(one, *creation)) {
      Findings troubles;
      one.kind == ApiCall::create ? check_create(one, wanted, troubles) : check_payer(one, wanted, troubles);
      if (!nearest || troubles.size() < nearest->size()) nearest = std::move(troubles);
    }
    findings.insert(findings.end(), nearest->begin(), nearest->end());
  }

 private:
  static void nobodys(const SaidCall& one, Findings& findings) {
    if (one.kind != ApiCall::create) return;
    findings.push_back(finding_at(pos_20, one, "Its order.id is none of the cashier's sales.", {"the sale's basket number"},
                                  one.sale.empty() ? "no order.id" : one.sale));
  }

  // The create as it was ordered, or as it was ordered anew by a change of mode; only the latter once the code was left.
  std::vector<TillOrder> wanted_of(const SaidCall& one, const TillOrder& creation) const {
    const auto changes = orders_of(options_, one.sale, TillVerb::change_mode);
    std::vector<TillOrder> wanted;
    if (changes.empty() || !left_.contains(one.sale)) wanted.push_back(creation);
    for (const TillOrder* change : changes) {
      wanted.push_back(creation);
      wanted.back().mode = change->mode;
      wanted.back().customer = change->customer;
    }
    return wanted;
  }

  static void compare(const SaidCall& one, const std::string& what, const std::string& expected, const std::string& actual,
                      Findings& findings) {
    if (expected == actual) return;
    findings.push_back(finding_at(pos_20, one, "The request's " + what + " is not what the cashier said.",
                                  {expected.empty() ? "none" : expected}, actual.empty() ? "none" : actual));
  }

  static void check_payer(const SaidCall& one, const TillOrder& wanted, Findings& findings) {
    compare(one, "customer", wanted.customer, one.text("payer.beneficiaryId"), findings);
  }

  static void check_create(const SaidCall& one, const TillOrder& wanted, Findings& findings) {
    const bool deferred = one.text("paymentMethod.captureMode") == "DEFERRED";
    std::string parcours = one.text("encaissement.parcours");
    if (parcours.empty()) parcours = deferred ? "C" : "A";
    compare(one, "parcours", wanted.parcours, parcours, findings);
    if (!one.has("encaissement")) return check_public(one, wanted, findings);
    std::string mode = one.text("encaissement.mode");
    const std::string customer = one.text("encaissement.identifier");
    // Without a way the customer is named by a call of its own, and held against the order there.
    const bool named_later = (mode.empty() || mode == "none") && customer.empty() && wanted.mode != "qr";
    if (!named_later) {
      compare(one, "way to the customer", wanted.mode, mode.empty() ? "none" : mode, findings);
      compare(one, "customer", wanted.customer, customer, findings);
    }
    const auto days = [](std::optional<int> count) { return count ? std::to_string(*count) : std::string{}; };
    compare(one, "payment limit in days", days(wanted.payment_days), one.text("encaissement.paymentDays"), findings);
    compare(one, "validation delay in days", days(wanted.validation_days), one.text("encaissement.validationDays"), findings);
    compare(one, "address for notifications", wanted.notify_email, one.text("encaissement.notifyEmail"), findings);
  }

  // The public API has no code, no days and no address: a day for the validation, and the customer by a call of its own.
  // Whether the first day counts is a setting of the service, so that one day's difference is no finding.
  static void check_public(const SaidCall& one, const TillOrder& wanted, Findings& findings) {
    if (wanted.mode == "qr") compare(one, "way to the customer", "qr", "none", findings);
    const auto date = encaissement::parse_capture_date(one.text("paymentMethod.captureDate").substr(0, 40));
    if (wanted.parcours != "C" || !wanted.validation_days || !date) return;
    const auto days = (encaissement::paris_day(*date) - encaissement::paris_day(one.at())).count();
    if (days < *wanted.validation_days - 1 || days > *wanted.validation_days + 1)
      compare(one, "validation delay in days", std::to_string(*wanted.validation_days), std::to_string(days), findings);
  }

  const WireOptions& options_;
  std::set<std::string> left_;
};

}  // namespace

std::unique_ptr<WireCheck> make_amount_check(const WireOptions& options) { return std::make_unique<AmountCheck>(options); }
std::unique_ptr<WireCheck> make_order_check(const WireOptions& options) { return std::make_unique<OrderCheck>(options); }

}  // namespace parcours
