// The defect gallery: the service with exactly one rule broken, at least one for every rule. A judge that does not
// notice one of these cannot be trusted with that rule; `parcours defects --check` shows that ours does.
// A defect is a Break: the few functions in which the broken service differs. The core stays as it is.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "sim/in_process_target.h"

namespace parcours {

// What a broken service does differently. Empty functions do nothing different.
struct Break {
  // In the service (reference/core/service_hook.h).
  std::function<bool(const encaissement::Refusal&)> waives;
  std::function<void(encaissement::Command&, Instant&)> receives;
  std::function<void(encaissement::Operation&)> creates;
  std::function<void(const encaissement::Operation& before, const encaissement::Event&, encaissement::Operation& after)>
      steps;
  std::function<void(encaissement::EventKind, const encaissement::Operation&, Instant& due)> schedules;
  std::function<void(const encaissement::Operation& after, Money& available, Money& held, Money& collected)> transfers;
  std::function<void(encaissement::NoticeList&)> tells;
  std::function<void(encaissement::Account&)> changes;
  std::function<bool(const encaissement::Fact&)> keeps;
  std::function<void(const encaissement::Command&, encaissement::Outcome&)> answers;
  // Around it.
  std::function<void(encaissement::Policies&)> policies;  // Other settings than it was asked to have.
  bool forgets_policies = false;                          // Opens a journal made under other policies.
  std::function<void(const encaissement::Encaissement&, encaissement::Principal&)> principal;
  std::function<void(const encaissement::Encaissement&, const encaissement::Operation&, OperationView&)> view;
  std::function<void(const encaissement::Encaissement&, const encaissement::Operation&, ListRow&)> row;
  std::function<void(std::vector<const encaissement::Operation*>&)> order;
  std::function<void(encaissement::Filter&)> filter;
  std::function<void(ListView&)> list;
  std::function<void(const encaissement::Encaissement&, std::string&)> remembered_email;
  std::function<void(const std::string& payload, encaissement::Code2D&)> code;
  std::function<void(NoticeView&)> notice;
  std::function<void(std::uint64_t&)> digest;
  std::function<void(const Call&, Answer&, Instant)> answer;
};

struct Defect {
  std::string_view name;  // "tim-01-late-payment-accepted"
  encaissement::RuleId rule{};
  std::string_view sentence;  // What it does wrong.
  Break (*make)();
};

// Every defect, in the order of the rules.
std::span<const Defect> defects();

// By exact name, or null.
const Defect* find_defect(std::string_view name);

// The part of a defect that sits in the core: what a search that plays without the seam needs to have it.
struct CoreDefect {
  std::function<std::unique_ptr<encaissement::ServiceHook>()> make_hook;  // A service's own; after a crash the next one's.
  std::function<void(encaissement::Policies&)> policies;                  // Other settings than were asked for.
  bool in_core = false;  // False: the core is sound; the defect is in what is shown of it, or read from people.
};

// A fresh instance: what the defect remembers ends with it.
CoreDefect core_defect(const Defect& defect);

// A service with this defect and no other.
std::unique_ptr<InProcessTarget> broken_target(const Defect& defect);

}  // namespace parcours
