#include "scenarios/certify/scene.h"

#include <algorithm>
#include <utility>

#include "scenarios/certify/wire_said.h"

namespace parcours {
namespace {

// "333" or "0.4"
std::string seconds_text(Duration length) {
  const auto tenths = length.count() / 100;
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : '.' + std::to_string(tenths % 10));
}

}  // namespace

SaleBook* Scene::book(const std::string& sale) {
  const auto found = std::find_if(sales.begin(), sales.end(), [&](const SaleBook& one) { return one.sale == sale; });
  return found == sales.end() ? nullptr : &*found;
}

void Scene::disturb(Instant until) { disturbed = std::max(disturbed, until); }

void Scene::narrate() {
  const std::vector<TraceEntry> entries = wire.since(narrated_);
  narrated_ += entries.size();
  for (const TraceEntry& entry : entries) {
    const auto* call = std::get_if<TracedCall>(&entry);
    if (call != nullptr && !call->fault.empty()) disturb(call->at);
    history.narrate(entry);
    if (call != nullptr) watch_haste(*call);
  }
}

// POS-05. Whoever asks without end has no end of a story: it ends here, and what it showed so far is judged.
void Scene::watch_haste(const TracedCall& call) {
  const auto hurried = is_over() ? std::nullopt : haste_.see(call);
  if (!hurried) return;
  const SaidCall one = said(call, {});
  const auto about = service.operation(one.number);
  const std::string pace = std::to_string(hurried->times) + " times in " + seconds_text(hurried->within) + " virtual seconds";
  add({.oracle = Oracle::wire, .rule = TillRuleId::pos_05, .verdict = Verdict::fail, .at = call.at,
       .sale = about ? about->basket : one.sale, .sentence = "The till makes the same call again and again, without end.",
       .expected = {"at most one in " + std::to_string(options.manners.poll_min.count()) + " ms"},
       .actual = std::string{to_string(one.kind)} + (one.number.empty() ? "" : " of " + one.number) + " asked " + pace});
  stop(Verdict::fail, "The till asked " + pace + ": the story ends there.");
}

void Scene::add(Finding finding) {
  if (!told_.insert({finding.oracle, finding.rule, finding.sale}).second) return;
  history.finding(finding.at, finding);
  findings.push_back(std::move(finding));
}

void Scene::add(const Findings& all) {
  for (const Finding& one : all) add(one);
}

void Scene::stop(Verdict verdict, std::string why, std::string label) {
  if (is_over()) return;
  trouble = std::move(why);
  trouble_verdict = verdict;
  history.add(now(), {.from = "clock", .to = "", .kind = "note", .label = label.empty() ? trouble : std::move(label)});
}

bool Scene::lost(const TillReply& reply) {
  if (reply.kind != TillReply::Kind::lost) return false;
  const std::string why = reply.message.empty() ? "The till is gone." : reply.message;
  // Why is told by the till's own process, in words that no two runs need have in common.
  stop(reply.timed_out ? Verdict::timeout : Verdict::crash, why, reply.timed_out ? "The till does not answer." : "The till is gone.");
  return true;
}

}  // namespace parcours
