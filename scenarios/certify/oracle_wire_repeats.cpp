// POS-04 as the wire shows it: a call made again cannot happen twice, and no sale has two operations that can be paid.
#include <algorithm>
#include <map>
#include <set>

#include "reference/http/pos_body.h"
#include "scenarios/certify/wire_checks.h"

namespace parcours {
namespace {

using enum TillRuleId;

// A key is remembered for a day (POLICY key_ttl_s); later it is a fresh one.
constexpr std::chrono::hours kKeyLife{24};

struct Said {
  SaidCall one;
  WireOutcome outcome{};
  std::string body;    // Without its date: what a key stands for.
  std::string number;  // Of the service's answer, got or not.
};

std::string comparable(const SaidCall& one) {
  return std::string{to_string(one.kind)} + ' ' + one.number + ' ' +
         (one.body == nullptr ? one.call->request.body : http::without_date(*one.body));
}

bool is_ours_alone(ApiCall kind) { return kind == ApiCall::validation || kind == ApiCall::change_mode; }

class RepeatCheck final : public WireCheck {
 public:
  explicit RepeatCheck(const WireOptions& options) : options_{options} {}

  void see(const SaidCall& one, const Knowledge& knowledge, Findings& findings) override {
    if (one.call->request.method != "POST" && one.kind != ApiCall::list) return;
    Said now{.one = one, .outcome = outcome_of(*one.call), .body = comparable(one), .number = number_answered(*one.call)};
    if (one.kind == ApiCall::list && now.one.call->answer) return lists_.push_back(now.one.call);
    check_key(now, findings);
    if (one.kind == ApiCall::create && !one.sale.empty()) {
      check_create(now, knowledge, findings);
      creates_[one.sale].push_back(now);
    } else if (is_ours_alone(one.kind)) {
      check_again(now, findings);
      last_[{one.kind, one.number}] = now;
    }
    const bool leaves = one.kind == ApiCall::cancellation || one.kind == ApiCall::change_mode;
    if (leaves && now.outcome == WireOutcome::done) left_.insert(one.number);
  }

 private:
  void check_key(const Said& now, Findings& findings) {
    if (now.one.key.empty()) return check_claim(now, findings);
    const auto [first, fresh] = keys_.try_emplace(now.one.key, now.one.at(), now.body);
    if (fresh) return;
    if (now.one.at() - first->second.first >= kKeyLife) {
      first->second = {now.one.at(), now.body};
    } else if (first->second.second != now.body) {
      findings.push_back(finding_at(pos_04, now.one, "An idempotency key comes again with another call.",
                                    {"the key with: " + first->second.second}, "the key with: " + now.body));
    }
  }

  void check_claim(const Said& now, Findings& findings) const {
    if (!options_.claims_keys || now.one.kind == ApiCall::other || now.one.kind == ApiCall::list) return;
    findings.push_back(finding_at(pos_04, now.one, "The till claims to send idempotency keys, and this call has none.",
                                  {"a key with every call that changes something"}, "no key with " + std::string{to_string(now.one.kind)}));
  }

  // The state of a transaction keeps these from happening twice; without a key the till does not learn which was it.
  void check_again(const Said& now, Findings& findings) const {
    const auto before = last_.find({now.one.kind, now.one.number});
    if (before == last_.end() || before->second.outcome != WireOutcome::doubtful) return;
    if (!now.one.key.empty() && now.one.key == before->second.one.key) return;
    findings.push_back(finding_at(pos_04, now.one,
                                  "The call " + std::string{to_string(now.one.kind)} + ", whose answer is lost, is made again " +
                                      (now.one.key.empty() ? "without an idempotency key." : "with another idempotency key."),
                                  {before->second.one.key.empty() ? "an idempotency key" : "the key " + before->second.one.key},
                                  now.one.key.empty() ? "no key" : "the key " + now.one.key, Verdict::warn));
  }

  void check_create(const Said& now, const Knowledge& knowledge, Findings& findings) const {
    const auto earlier = creates_.find(now.one.sale);
    if (earlier == creates_.end()) return;
    for (const Said& before : earlier->second) {
      if (!now.one.key.empty() && before.one.key == now.one.key) continue;
      if (!before.number.empty() && before.number == now.number) continue;  // The service knew it again.
      if (auto finding = trouble_with(now, before, earlier->second, knowledge)) return findings.push_back(std::move(*finding));
    }
  }

  std::optional<Finding> trouble_with(const Said& now, const Said& before, const std::vector<Said>& all,
                                      const Knowledge& knowledge) const {
    const Said& settled = settled_of(before, all);
    if (settled.outcome == WireOutcome::refused) return std::nullopt;
    const auto told = settled.number.empty() ? std::nullopt : knowledge.told(settled.number, now.one.at());
    if (settled.outcome == WireOutcome::done || told) return trouble_with_known(now, settled.number, told);
    if (is_deduped(now, before) || is_listed_absent(now, before)) return std::nullopt;
    return finding_at(pos_04, now.one,
                      std::string{"A create whose answer is lost is made again "} +
                          (now.one.key.empty() ? "without an idempotency key." : "with another idempotency key."),
                      {before.one.key.empty() ? "an idempotency key on both, or a look whether the first took effect"
                                              : "the key " + before.one.key},
                      now.one.key.empty() ? "no key" : "the key " + now.one.key);
  }

  std::optional<Finding> trouble_with_known(const Said& now, const std::string& number, const std::optional<WireTold>& told) const {
    if (left_.contains(number) || (told && is_unpaid_end(told->state))) return std::nullopt;
    const std::string state = told ? told->state : "INITIALIZED";
    const bool paid = is_final(state) || state == "AUTHORIZED";
    return finding_at(pos_04, now.one,
                      std::string{"A second operation is asked for a sale whose first "} + (paid ? "was paid." : "can still be paid."),
                      {"no create, or the first cancelled before"}, "the first is " + number + ", told as " + state);
  }

  // The last word on a key: it was made again until it was answered.
  static const Said& settled_of(const Said& before, const std::vector<Said>& all) {
    const Said* settled = &before;
    for (const Said& one : all)
      if (!before.one.key.empty() && one.one.key == before.one.key && one.outcome != WireOutcome::doubtful) settled = &one;
    return *settled;
  }

  bool is_deduped(const Said& now, const Said& before) const {
    const auto same = [&](const char* name) { return now.one.text(name) == before.one.text(name); };
    return options_.dedupes && same("order.id") && same("order.paymentId") && same("order.amount.total");
  }

  // The till looked into the service's list since, and the sale is not there.
  bool is_listed_absent(const Said& now, const Said& before) const {
    return std::any_of(lists_.begin(), lists_.end(), [&](const TracedCall* list) {
      return list->fate == TracedCall::Fate::answered && list->answer->status == 200 && list->at >= before.one.at() &&
             list->answer->body.find('"' + now.one.sale + '"') == std::string::npos;
    });
  }

  const WireOptions& options_;
  std::map<std::string, std::pair<Instant, std::string>> keys_;
  std::map<std::string, std::vector<Said>> creates_;
  std::map<std::pair<ApiCall, std::string>, Said> last_;
  std::set<std::string> left_;
  std::vector<const TracedCall*> lists_;
};

}  // namespace

std::unique_ptr<WireCheck> make_repeat_check(const WireOptions& options) { return std::make_unique<RepeatCheck>(options); }

}  // namespace parcours
