#include "tests/scenarios/certify/certified_run.h"

#include <cassert>

#include "reference/core/policy.h"

namespace parcours {
namespace {

CaseResult case_of(const std::string& id, Verdict verdict, std::vector<std::string> rules) {
  CaseResult one{.id = id, .title = "What a good till does", .rules = std::move(rules), .verdict = verdict};
  one.history = {{.seq = 0, .at = "24/06/2020 11:06:00.000", .from = "cashier", .to = "till", .kind = "call",
                  .label = "asks for 40,07 €"}};
  one.repro = "parcours certify " + id + " --seed 7";
  return one;
}

SuiteProfile profile_of(const std::string& name, std::vector<std::string> ids) {
  SuiteProfile profile{.name = name, .cases = {}};
  for (std::string& id : ids) profile.cases.push_back({.id = id, .content = "what it does: " + id});
  return profile;
}

}  // namespace

CertifiedRun good_run() {
  CertifiedRun run;
  run.record.tool.version = "0.1.0";
  run.record.target = {.kind = "till", .name = "ACME Caisse 2.1", .capabilities = {"qr", "screen"}};
  run.record.seed = "7";
  encaissement::Policies policies;
  policies.immediate_ttl_s = 250;
  for (const auto& field : encaissement::policy_fields()) run.record.policies.emplace_back(field.name, field.get(policies));
  run.record.cases = {case_of("core/one-sale", Verdict::pass, {"POS-04"}), case_of("core/amounts", Verdict::warn, {"POS-03"}),
                      case_of("immediate-qr/code", Verdict::pass, {"POS-11"}),
                      case_of("deferred/days", Verdict::unsupported, {"POS-13"})};
  complete(run.record);
  run.till = {.vendor = "ACME", .product = "Caisse <Été>", .version = "2.1", .build = "b77", .capabilities = {"qr", "screen"},
              .clock = TillClock::virtual_time, .notices = TillNotices::adapter};
  run.product = {{"caisse.bin", std::string(64, 'a')}};
  run.adapter = {{"adapter.py", std::string(64, 'b')}};
  run.program_sha256 = std::string(64, 'c');
  run.suite = {profile_of("core", {"core/amounts", "core/one-sale"}), profile_of("immediate-qr", {"immediate-qr/code"})};
  run.command = "parcours certify --pos ./adapter.py --profile core --profile immediate-qr --seed 7 --policy immediate_ttl_s=250";
  return run;
}

Baseline waiving() {
  return {{.case_id = "core/one-sale",
           .rule = "POS-04",
           .reason = "the gateway loses \"answers\" & retries",
           .owner = "Zoé Martin",
           .expires = encaissement::Day{std::chrono::year{2026} / 12 / 31},
           .place = "baseline.yaml:1:3"}};
}

CertifiedRun waived_run() {
  CertifiedRun run = good_run();
  for (CaseResult& one : run.record.cases)
    if (one.id == "core/one-sale") one.verdict = Verdict::fail;
  apply_baseline(run.record, waiving(), kIssued, {"core/one-sale"});
  return run;
}

encaissement::SecretKey test_key(char digit) { return *encaissement::SecretKey::from_text(std::string(64, digit)); }

Certificate certified(const CertifiedRun& run, const Baseline& baseline) {
  auto made = certificate_of(run, baseline, kIssued, test_key());
  assert(std::holds_alternative<Certificate>(made));
  return std::get<Certificate>(std::move(made));
}

}  // namespace parcours
