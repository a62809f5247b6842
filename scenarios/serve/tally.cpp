#include "scenarios/serve/tally.h"

namespace parcours {

using encaissement::Encaissement;
using encaissement::Status;

void Tally::look(const Encaissement& service) {
  const auto& steps = service.steps();
  const bool is_another = &service != service_ || service.operations().size() < operations_ || steps.size() < steps_;
  if (is_another) *this = {};
  service_ = &service;
  const auto of = [this](Status status) -> std::uint64_t& { return counts_.by_status[static_cast<std::size_t>(status)]; };
  of(Status::awaiting_customer) += service.operations().size() - operations_;
  for (std::size_t i = steps_; i < steps.size(); ++i) {
    const std::uint32_t previous = steps[i].previous;
    --of(previous == 0 ? Status::awaiting_customer : steps[previous - 1].status);
    ++of(steps[i].status);
  }
  operations_ = service.operations().size();
  steps_ = steps.size();
  counts_.entries = operations_ + steps_ + service.notices().size();
}

void add_gate(http::Metrics& metrics, const std::function<http::GateCounts()>& counts) {
  const auto of = [&](std::uint64_t http::GateCounts::*member) {
    return [counts, member] { return static_cast<double>(counts().*member); };
  };
  metrics.add_counter("parcours_commands_total", "Calls that the writer did.", of(&http::GateCounts::commands));
  metrics.add_counter("parcours_batches_total", "Commits in which it kept them.", of(&http::GateCounts::batches));
  metrics.add_gauge("parcours_commands_waiting", "Calls that wait for the writer now.", of(&http::GateCounts::waiting));
}

void add_notifier(http::Metrics& metrics, const std::function<http::NotifierCounts()>& counts) {
  const auto of = [&](std::uint64_t http::NotifierCounts::*member) {
    return [counts, member] { return static_cast<double>(counts().*member); };
  };
  metrics.add_counter("parcours_notifications_attempts_total", "Notifications that were POSTed.", of(&http::NotifierCounts::attempts));
  metrics.add_counter("parcours_notifications_acknowledged_total", "Those that were answered with 2xx in time.", of(&http::NotifierCounts::acknowledged));
  metrics.add_counter("parcours_notifications_failed_total", "Those that were not.", of(&http::NotifierCounts::failed));
  metrics.add_gauge("parcours_notifications_under_way", "Those on their way now.", of(&http::NotifierCounts::in_flight));
  metrics.add_gauge("parcours_notifications_waiting", "Those that wait for their turn now.", of(&http::NotifierCounts::waiting));
}

}  // namespace parcours
