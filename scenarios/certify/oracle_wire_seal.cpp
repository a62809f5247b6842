// POS-01: every call carries the seals it must, right and dated now.
#include <algorithm>

#include "reference/http/pos_body.h"
#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"
#include "scenarios/certify/wire_checks.h"

namespace parcours {
namespace {

using enum TillRuleId;

bool is_public(ApiCall kind) {
  return kind == ApiCall::create || kind == ApiCall::payer || kind == ApiCall::cancellation || kind == ApiCall::status;
}

bool uses_ours(const SaidCall& one) {
  return !is_public(one.kind) || !one.key.empty() || one.has("encaissement") ||
         !one.call->request.header(encaissement::kOwnSeal).empty();
}

// What the public seal covers. None: a field of it is missing, which POS-02 says.
std::optional<std::string> sealed_of(const SaidCall& one) {
  if (one.kind == ApiCall::status) return encaissement::sealed_fields({one.number});
  if (one.body == nullptr) return std::nullopt;
  const http::Fields fields{*one.body};
  if (one.kind == ApiCall::cancellation) {
    const auto f = fields.sealed({"reason"});
    return f ? std::optional{encaissement::sealed_fields({one.number, f->at(0)})} : std::nullopt;
  }
  if (one.kind == ApiCall::payer) {
    const auto f = fields.sealed({"payer.beneficiaryId", "payer.amount.total"});
    return f ? std::optional{encaissement::sealed_fields({one.number, f->at(0), f->at(1)})} : std::nullopt;
  }
  const auto f = fields.sealed({"merchant.shopId", "merchant.serviceProviderId", "order.id", "order.paymentId", "order.amount.total"});
  return f ? std::optional{encaissement::sealed_fields({f->at(0), f->at(1), f->at(2), f->at(3), f->at(4)})} : std::nullopt;
}

class SealCheck final : public WireCheck {
 public:
  explicit SealCheck(const WireOptions& options) : options_{options} {}

  void see(const SaidCall& one, const Knowledge&, Findings& findings) override {
    if (options_.keys.empty() || one.kind == ApiCall::other || !knows_shop(one)) return;
    const http::Request& request = one.call->request;
    if (is_public(one.kind)) {
      if (const auto sealed = sealed_of(one)) check(one, encaissement::kPublicSeal, *sealed, findings);
    }
    if (!uses_ours(one)) return;
    const std::string date = one.body == nullptr ? std::string{request.header(encaissement::kOwnDate)} : one.text("requestDate");
    const std::string raw = request.raw_path.empty() ? request.path : request.raw_path;
    check(one, encaissement::kOwnSeal, encaissement::sealed_call(request.method, raw, date, request.body), findings);
    if (!request.header(encaissement::kOwnSeal).empty()) check_date(one, date, findings);
  }

 private:
  // A log may hold calls of shops whose keys nobody gave us.
  bool knows_shop(const SaidCall& one) const {
    const std::string shop = one.kind == ApiCall::create ? one.text("merchant.shopId") : "";
    return shop.empty() || std::any_of(options_.keys.begin(), options_.keys.end(), [&](const WireKey& key) { return key.shop_id == shop; });
  }

  void check(const SaidCall& one, std::string_view name, const std::string& sealed, Findings& findings) const {
    const std::string header{one.call->request.header(name)};
    const auto say = [&](const std::string& what, const std::string& expected) {
      findings.push_back(finding_at(pos_01, one, "The call " + std::string{to_string(one.kind)} + ' ' + what, {expected},
                                    header.empty() ? "no " + std::string{name} : std::string{name} + ": " + header));
    };
    const std::string form = std::string{name} + ": HmacSHA256.<key version>.<seal>";
    if (header.empty()) return say("carries no " + std::string{name} + '.', form);
    const auto seal = encaissement::read_seal(header);
    if (!seal) return say("carries a " + std::string{name} + " that is not of its form.", form);
    const auto key = std::find_if(options_.keys.begin(), options_.keys.end(), [&](const WireKey& k) { return k.version == seal->version; });
    if (key == options_.keys.end()) return say("is sealed with a key version that the shop does not have.", form);
    if (!encaissement::seal_matches(seal->seal, key->key, sealed))
      return say("carries a " + std::string{name} + " that is not the one of what it says.",
                 std::string{name} + ": " + encaissement::make_seal(key->version, key->key, sealed));
    const std::string shop = one.kind == ApiCall::create ? one.text("merchant.shopId") : "";
    if (!shop.empty() && shop != key->shop_id) say("is sealed with the key of another shop.", "the key of shop " + shop);
  }

  void check_date(const SaidCall& one, const std::string& date, Findings& findings) const {
    const auto at = http::read_request_date(date);
    const std::chrono::seconds window{options_.replay_window_s};
    if (at && *at >= one.at() - window && *at <= one.at() + window) return;
    findings.push_back(finding_at(pos_01, one, "The call " + std::string{to_string(one.kind)} + " is not dated now.",
                                  {"within " + std::to_string(options_.replay_window_s) + " s of " + http::to_wire(one.at())},
                                  date.empty() ? "no date" : date));
  }

  const WireOptions& options_;
};

}  // namespace

std::unique_ptr<WireCheck> make_seal_check(const WireOptions& options) { return std::make_unique<SealCheck>(options); }

}  // namespace parcours
