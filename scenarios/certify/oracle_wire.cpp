#include "scenarios/certify/oracle_wire.h"

#include "scenarios/certify/wire_checks.h"

namespace parcours {

Findings judge_wire(const Trace& trace, const WireOptions& options, std::vector<std::size_t>* entries) {
  std::vector<std::unique_ptr<WireCheck>> checks;
  for (const auto make : {make_seal_check, make_form_check, make_amount_check, make_repeat_check, make_polling_check,
                          make_sense_check, make_order_check})
    checks.push_back(make(options));
  Findings findings;
  Knowledge knowledge;
  for (const TraceEntry& entry : trace.entries) {
    if (const auto* call = std::get_if<TracedCall>(&entry)) {
      const SaidCall one = said(*call, knowledge);
      for (const auto& check : checks) check->see(one, knowledge, findings);
    }
    if (const auto* note = std::get_if<TracedNote>(&entry))
      for (const auto& check : checks) check->see(*note);
    knowledge.learn(entry);
    if (entries != nullptr) entries->resize(findings.size(), static_cast<std::size_t>(&entry - trace.entries.data()));
  }
  return findings;
}

}  // namespace parcours
