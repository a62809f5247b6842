#include "scenarios/certify/scene.h"

#include <algorithm>
#include <utility>

namespace parcours {

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
  }
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
