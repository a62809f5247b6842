#include "scenarios/certify/cases_wire.h"

#include <array>
#include <span>

namespace parcours {
namespace {

using enum TillRuleId;
using enum WireFault;
using encaissement::operator""_cents;

using Tell = void (*)(Story& story, WireFault fault);

constexpr std::array kUnserved{lost_before, cut, error_500, error_503};
constexpr std::array kServed{lost_after, slow, error_504, truncated, garbled};

Money small(Story& s) { return s.fresh().amount(2000_cents, 3500_cents); }

void on_create(Story& s, WireFault fault) {
  const bool both = s.till().can("qr") && s.till().can("screen") && s.till().can("identifier");
  for (const std::string& mode : both ? std::vector<std::string>{"qr", "identifier"} : std::vector{s.immediate_mode()}) {
    s.befalls(fault, ApiCall::create);
    const Sale sale = s.sells({.mode = mode});
    s.waits(seconds{5});
    s.retries(sale);
    s.breathes();
    s.pays(sale);
    s.rests();
    s.reaches(sale, "validated", sale.amount);
  }
}

void on_payer(Story& s, WireFault fault) {
  s.befalls(fault, ApiCall::payer);
  const Sale sale = s.sells({.mode = "identifier", .amount = small(s)});
  s.waits(seconds{5});
  s.retries(sale);
  s.breathes();
  s.pays(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

// The till has nothing but its questions.
void on_status(Story& s, WireFault fault) {
  const Sale sale = s.sells({.amount = small(s)});
  s.breathes();
  if (sale.is_qr()) s.scans(sale);
  s.befalls(fault, ApiCall::status, 2);
  s.notices(till_step::NoticeTrouble::Kind::lost);
  s.pays(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

void on_cancellation(Story& s, WireFault fault) {
  const Sale sale = s.sells({.amount = small(s)});
  s.breathes();
  s.befalls(fault, ApiCall::cancellation);
  s.cancels(sale);
  s.waits(seconds{5});
  s.retries(sale);
  s.rests();
  s.reaches(sale, "cancelled");
}

void on_validation(Story& s, WireFault fault) {
  const Sale sale = s.sells({.parcours = "C", .amount = small(s), .validation_days = 9});
  s.breathes();
  s.pays(sale);
  s.rests();
  s.befalls(fault, ApiCall::validation);
  s.validates(sale);
  s.waits(seconds{5});
  s.retries(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

void on_change(Story& s, WireFault fault) {
  const Sale sale = s.sells({.mode = "qr", .amount = small(s)});
  s.breathes();
  s.befalls(fault, ApiCall::change_mode);
  const Sale changed = s.changes_mode(sale);
  s.waits(seconds{5});
  s.retries(sale);
  s.breathes();
  s.pays(changed);
  s.rests();
  s.reaches(changed, "validated", sale.amount);
}

void with_each(Story& s, std::span<const WireFault> faults, Tell tell) {
  for (const WireFault fault : faults) tell(s, fault);
}

struct OnCreate {
  std::string_view id, title;
  WireFault fault;
};

constexpr std::array<OnCreate, 9> kOnCreate = {{
    {"resilience/create-not-arrived", "The request is lost on its way; pressed again it is made.", lost_before},
    {"resilience/create-answer-lost", "The answer to the request is lost; pressed again it is the same sale.", lost_after},
    {"resilience/create-slow", "The answer comes after the till's patience; pressed again it is the same sale.", slow},
    {"resilience/create-500", "The service answers 500; pressed again the request is made.", error_500},
    {"resilience/create-503", "A proxy answers 503 without a body; pressed again the request is made.", error_503},
    {"resilience/create-504", "The service makes the request, a proxy answers 504; pressed again it is the same sale.", error_504},
    {"resilience/create-truncated", "The answer breaks off in its middle; pressed again it is the same sale.", truncated},
    {"resilience/create-garbled", "A page of HTML comes in place of the answer; it is the same sale.", garbled},
    {"resilience/create-cut", "The connection breaks off before anything is read; pressed again it is made.", cut},
}};

struct OnCall {
  std::string_view unserved, served;  // Ids of both cases.
  std::string_view title;
  std::vector<TillRuleId> rules;
  std::vector<std::string_view> needs;
  Tell tell;
};

const std::vector<OnCall> kOnCalls = {
    {"resilience/naming-unserved", "resilience/naming-answer-lost", "naming the customer", {pos_04, pos_07, pos_20},
     {"identifier"}, on_payer},
    {"resilience/status-unserved", "resilience/status-answer-lost", "asking for the state", {pos_14, pos_07, pos_06}, {},
     on_status},
    {"resilience/cancel-unserved", "resilience/cancel-answer-lost", "cancelling", {pos_19, pos_07}, {}, on_cancellation},
    {"resilience/validation-unserved", "resilience/validation-answer-lost", "validating", {pos_19, pos_04, pos_07},
     {"validation"}, on_validation},
    {"resilience/change-unserved", "resilience/change-answer-lost", "changing the mode", {pos_12, pos_04, pos_07},
     {"qr", "screen", "change_mode", "identifier"}, on_change},
};

// Titles made here, kept for good.
std::string_view kept(std::string text) {
  static std::vector<std::unique_ptr<std::string>> texts;
  return *texts.emplace_back(std::make_unique<std::string>(std::move(text)));
}

}  // namespace

CaseRows wire_fault_cases() {
  CaseRows rows;
  for (const OnCreate& one : kOnCreate)
    rows.push_back({one.id, one.title, {pos_04, pos_07, pos_19}, {}, [fault = one.fault](Story& s) { on_create(s, fault); }});
  for (const OnCall& one : kOnCalls) {
    const std::string what{one.title};
    rows.push_back({one.unserved, kept("The call for " + what + " is not served, in four ways; the sale goes on well."),
                    one.rules, one.needs, [tell = one.tell](Story& s) { with_each(s, kUnserved, tell); }});
    rows.push_back({one.served, kept("The call for " + what + " takes effect and its answer is lost, in five ways."),
                    one.rules, one.needs, [tell = one.tell](Story& s) { with_each(s, kServed, tell); }});
  }
  return rows;
}

}  // namespace parcours
