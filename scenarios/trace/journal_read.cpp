// Where the facts come from: the folder of a served journal, or the lines of its export.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reference/core/encaissement.h"
#include "reference/core/text.h"
#include "reference/http/wire.h"
#include "reference/journal/sqlite_journal.h"
#include "scenarios/trace/journal_books.h"

namespace parcours {
namespace {

using namespace encaissement;
using http::Json;

std::string number_of(const Fact& fact, const Encaissement& service, std::uint64_t seed) {
  OperationId id{};
  if (const auto* f = std::get_if<OperationCreated>(&fact.body)) id = f->operation.id;
  if (const auto* f = std::get_if<OperationStepped>(&fact.body)) id = f->operation;
  if (id == OperationId::none) return {};
  return static_cast<std::size_t>(id) <= service.operations().size() + 1 ? std::string{encaissement::number_of(seed, static_cast<std::uint64_t>(id) - 1).view()} : std::string{};
}

// The core's own sums against what is credited (MON-01).
void compare(const Encaissement& service, Money credited, JournalBooks& books) {
  if (service.total() == credited) return books.books.held(RuleId::mon_01);
  books.books.fail({.rule = RuleId::mon_01, .number = {}, .at = service.now(), .entries = {0}, .sentence = "The service's money is not what was credited.",
                    .expected = {format_amount(credited)}, .actual = format_amount(service.total())});
}

Money credited_by(const Fact& fact) {
  if (const auto* f = std::get_if<CustomerAdded>(&fact.body)) return f->customer.available;
  const auto* f = std::get_if<CustomerChanged>(&fact.body);
  return f == nullptr ? Money{} : f->credited;
}

// ---- An export ----

template <class Enum>
std::optional<Enum> word(const Json& json, const char* name, int count) {
  const std::string text = json.value(name, "");
  for (int i = 0; i < count; ++i)
    if (to_string(Enum(i)) == text) return Enum(i);
  return std::nullopt;
}

template <class Id>
Id id_in(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number_unsigned() ? static_cast<Id>(found->get<std::uint32_t>()) : Id{};
}

Money cents_in(const Json& json, const char* name) {
  const auto found = json.find(name);
  const std::int64_t cents = found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
  return Money::from_cents(std::clamp<std::int64_t>(cents, -1'000'000'000, 1'000'000'000));
}

std::optional<Operation> created_in(const Json& line, Instant at) {
  const auto parcours = word<Parcours>(line, "parcours", 4);
  const auto mode = word<Mode>(line, "mode", 4);
  const auto deadline = parse_moment(line.value("payment_deadline", ""));
  if (!parcours || !mode || !deadline) return std::nullopt;
  Operation o{.id = id_in<OperationId>(line, "operation"), .point = id_in<PointId>(line, "point"), .parcours = *parcours, .mode = *mode};
  o.requested = cents_in(line, "requested");
  o.created = o.last_action = at;
  o.payment_deadline = *deadline;
  o.named = o.reached = !line.value("contact", "").empty();
  o.validation_days = line.value("validation_days", 0);
  o.validation_limit_fixed = false;
  return o;
}

// One fact, or none of those that say nothing here. Nothing: something is missing in the line.
std::optional<std::vector<FactBody>> body_in(const Json& line, Instant at) {
  const std::string fact = line.value("fact", "");
  if (fact == "operation created") {
    const auto made = created_in(line, at);
    if (!made) return std::nullopt;
    return std::vector<FactBody>{OperationCreated{*made}};
  }
  if (fact == "operation stepped") {
    const auto kind = word<EventKind>(line, "event", kEventCount);
    if (!kind) return std::nullopt;
    Event event{.kind = *kind, .at = at, .customer = id_in<CustomerId>(line, "customer"), .amount = cents_in(line, "amount")};
    return std::vector<FactBody>{OperationStepped{id_in<OperationId>(line, "operation"), event}};
  }
  if (fact == "customer added") {
    Customer c{.id = id_in<CustomerId>(line, "customer"), .blocked = line.value("blocked", false)};
    c.available = cents_in(line, "available");
    return std::vector<FactBody>{CustomerAdded{c}};
  }
  if (fact == "customer changed")
    return std::vector<FactBody>{CustomerChanged{id_in<CustomerId>(line, "customer"), line.value("blocked", false), cents_in(line, "credited")}};
  if (fact.empty()) return std::nullopt;
  return std::vector<FactBody>{};
}

// The trouble of a line; empty: taken.
std::string take_line(const std::string& text, std::size_t line, JournalBooks& books) {
  const auto json = http::read_body(text);
  if (!json) return "expected a JSON object, one fact";
  try {
    const auto at = parse_moment(json->value("at", ""));
    if (!at) return "expected at, a moment like \"24/06/2020 11:59:35.000\"";
    const auto bodies = body_in(*json, *at);
    if (!bodies) return "expected a fact as parcours journal export writes it";
    const std::string number = json->contains("operation") ? "operation " + (*json)["operation"].dump() : "";
    for (const FactBody& body : *bodies) books.take({*at, body}, {line, number});
  } catch (const Json::exception&) {
    return "expected a fact as parcours journal export writes it, found a value of another type";
  }
  return {};
}

}  // namespace

JudgedJournal judge_folder(const std::string& folder) {
  JudgedJournal judged;
  auto opened = SqliteJournal::open_existing(folder);
  if (const auto* trouble = std::get_if<JournalTrouble>(&opened)) return judged.trouble = trouble->what, judged;
  const auto& journal = *std::get<0>(opened);
  const auto kept = journal.kept();
  if (!kept) return judged.trouble = folder + ": the journal is empty", judged;
  judged.policies = kept->policies;
  JournalBooks books{kept->policies};
  Encaissement service{kept->policies, kept->seed};
  Money credited;
  const auto why = journal.read([&](const Fact& fact) {
    books.take(fact, {++judged.facts, number_of(fact, service, kept->seed)});
    credited += credited_by(fact);
    service.take(fact);
  });
  if (why) return judged.trouble = *why, judged;
  books.end();
  compare(service, credited, books);
  judged.books = std::move(books.books);
  return judged;
}

JudgedJournal judge_exported(std::string_view lines, const std::string& file, const Policies& policies) {
  JudgedJournal judged{.books = {}, .trouble = {}, .policies = policies};
  JournalBooks books{policies};
  books.is_export();
  std::size_t line = 0;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string text{lines.substr(at, end - at)};
    at = end + 1;
    ++line;
    if (text.find_first_not_of(" \t\r") == text.npos) continue;
    ++judged.facts;
    if (std::string trouble = take_line(text, line, books); !trouble.empty()) return judged.trouble = fmt::format("{}:{}: {}", file, line, trouble), judged;
  }
  books.end();
  judged.books = std::move(books.books);
  for (const RuleId rule : {RuleId::tim_02, RuleId::tim_03, RuleId::frm_11}) judged.books.unknown(rule, "an export does not tell it");
  return judged;
}

}  // namespace parcours
