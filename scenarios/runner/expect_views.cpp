// Expectations about what people see: an operation, the list, the counters, a phone's requests, the accounts.
#include <algorithm>
#include <set>

#include "reference/core/text.h"
#include "scenarios/runner/judge.h"

namespace parcours {
namespace {

void compare_texts(const Step& step, const OperationView& view, Comparison& c) {
  const std::pair<const char*, const std::string*> texts[] = {{"status", &view.status},
                                                              {"api_state", &view.api_state},
                                                              {"parcours", &view.parcours},
                                                              {"mode", &view.mode},
                                                              {"basket", &view.basket},
                                                              {"label", &view.label},
                                                              {"client_reference", &view.client_reference},
                                                              {"seller", &view.seller}};
  for (const auto& [field, actual] : texts)
    if (step.has(field)) c.same(field, step.text(field), *actual);
  const std::pair<const char*, const std::string*> optional[] = {
      {"cause", &view.cause}, {"payment_limit", &view.payment_limit}, {"validation_limit", &view.validation_limit}};
  for (const auto& [field, actual] : optional)
    if (step.has(field)) c.same(field, step.text(field), or_none(*actual));
}

void compare_money(const Step& step, const OperationView& view, Comparison& c) {
  const std::pair<const char*, Money> amounts[] = {{"requested", view.requested},
                                                   {"received", view.received},
                                                   {"remaining", view.remaining},
                                                   {"validated", view.validated}};
  for (const auto& [field, actual] : amounts)
    if (step.has(field)) c.same(field, step.money(field), actual);
}

void compare_times(const Step& step, const OperationView& view, Comparison& c) {
  if (step.has("payment_deadline"))
    c.covers("payment deadline", step.moment("payment_deadline"), view.payment_deadline);
  if (step.has("last_action")) c.covers("last action", step.moment("last_action"), view.last_action);
  if (!step.has("validation_deadline")) return;
  if (step.is("validation_deadline", "none"))
    c.same("validation deadline", "none",
           view.validation_deadline ? encaissement::format_instant(*view.validation_deadline) : "none");
  else
    c.covers("validation deadline", step.moment("validation_deadline"), view.validation_deadline);
}

std::optional<Departure> compare(Case& played, const Step& step, const OperationView& view) {
  Comparison c;
  compare_texts(step, view, c);
  compare_money(step, view, c);
  compare_times(step, view, c);
  if (step.is("customer", "none"))
    c.same("customer", "none", or_none(view.customer));
  else if (step.has("customer"))
    c.same("customer", played.identifier_of(step.text("customer")), or_none(view.customer));
  if (step.has("history")) c.in_order("history", step.texts("history"), joined(view.history, " · "));
  return c.departure("The operation " + view.number);
}

Departure not_seen(const Step& step, const std::string& what) {
  return {
      .reason = step.text("by") + " does not see " + what + ".", .expected = {prose(step)}, .actual = "nothing to see"};
}

const std::vector<std::string_view>& columns() {
  static const std::vector<std::string_view> names{"last_action", "basket", "type", "status", "requested", "received"};
  return names;
}

std::string cell(const ListRow& row, std::string_view column) {
  if (column == "last_action") return row.last_action;
  if (column == "basket") return row.basket;
  if (column == "type") return row.type;
  if (column == "status") return row.status;
  return column == "requested" ? row.requested : row.received;
}

void compare_row(const Fields& expected, const ListRow& row, const std::string& which, Comparison& c) {
  for (const std::string_view column : columns())
    if (expected.has(column)) c.same(which + " " + std::string{column}, expected.text(column), cell(row, column));
  if (!expected.has("actions")) return;
  const std::vector<std::string>& actions = expected.texts("actions");
  if (std::set<std::string>(actions.begin(), actions.end()) !=
      std::set<std::string>(row.actions.begin(), row.actions.end()))
    c.same(which + " actions", joined(actions), joined(row.actions));
}

std::string baskets(const ListView& view) {
  std::vector<std::string> texts;
  for (const ListRow& row : view.rows) texts.push_back(row.basket + " " + row.status);
  return std::to_string(view.rows.size()) + (texts.empty() ? "" : " (" + joined(texts) + ")");
}

ListFilter filter_in(const Step& step) {
  if (!step.has("filter")) return {};
  const Fields& f = step.fields("filter");
  const auto amount = [&](const char* name) {  // As a person types it: without the sign.
    const std::string& text = f.text(name);
    return text.ends_with(" €") ? text.substr(0, text.size() - std::string_view{" €"}.size()) : text;
  };
  return {f.text("from"),   f.text("to"),         f.text("basket"),    f.text("type"),
          f.text("status"), amount("min_amount"), amount("max_amount")};
}

std::vector<std::string> lines_of(const std::string& csv) {
  std::vector<std::string> lines;
  std::string line;
  for (const char c : csv) {
    if (c == '\n')
      lines.push_back(std::exchange(line, ""));
    else if (c != '\r')
      line += c;
  }
  if (!line.empty()) lines.push_back(line);
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (!lines.empty() && lines.front().starts_with(kByteOrderMark)) lines.front().erase(0, kByteOrderMark.size());
  return lines;
}

void compare_list(const Step& step, const ListView& view, Comparison& c) {
  if (step.has("count") && step.integer("count") != static_cast<int>(view.rows.size()))
    c.same("rows", step.text("count"), baskets(view));
  if (step.has("csv")) c.same("export", joined(step.texts("csv"), "\n"), joined(lines_of(view.csv), "\n"));
  if (!step.has("rows")) return;
  const std::vector<Fields>& rows = step.maps("rows");
  if (rows.size() != view.rows.size()) return c.same("rows", std::to_string(rows.size()), baskets(view));
  for (std::size_t i = 0; i < rows.size(); ++i) compare_row(rows[i], view.rows[i], "row " + std::to_string(i + 1), c);
}

}  // namespace

std::optional<Departure> check_operation(Case& played, const Step& step) {
  const auto number = played.number(step.text("of"));
  const auto view = number && !number->empty()
                        ? played.target.look(played.speaker(step.text("by")), *number, played.now())
                        : std::nullopt;
  if (!step.has("exists") || step.yes("exists")) {
    if (view) return compare(played, step, *view);
    return not_seen(step, number && !number->empty() ? "the operation " + *number : "such an operation: none was made");
  }
  Comparison c;
  c.yes_no("seen by " + step.text("by"), false, view.has_value());
  return c.departure("The operation " + number.value_or(""));
}

std::optional<Departure> check_list(Case& played, const Step& step) {
  const auto view = played.target.list(played.speaker(step.text("by")), filter_in(step), played.now());
  if (!view) return not_seen(step, "any list");
  Comparison c;
  compare_list(step, *view, c);
  return c.departure("The list of " + step.text("by"));
}

std::optional<Departure> check_counters(Case& played, const Step& step) {
  const auto view = played.target.list(played.speaker(step.text("by")), filter_in(step), played.now());
  if (!view) return not_seen(step, "any counter");
  Comparison c;
  if (step.has("to_validate")) c.same("A valider", step.integer("to_validate"), view->to_validate);
  if (step.has("awaiting")) c.same("En attente de paiement client", step.integer("awaiting"), view->awaiting);
  return c.departure("The counters of " + step.text("by"));
}

std::optional<Departure> check_requests(Case& played, const Step& step) {
  const std::string& name = step.text("customer");
  const auto views = played.target.requests_of(played.speaker(name), played.now());
  std::vector<std::string> expected, actual;
  for (const OperationView& view : views) actual.push_back(view.number);
  for (const std::string& alias : step.texts("operations")) expected.push_back(played.number(alias).value_or(alias));
  Comparison c;
  if (step.has("count")) c.same("requests", step.integer("count"), static_cast<int>(views.size()));
  if (step.has("operations")) c.same("requests", joined(expected), joined(actual));
  return c.departure(name + "'s phone");
}

std::optional<Departure> check_account(Case& played, const Step& step) {
  const auto accounts = played.target.accounts(played.speaker(step.text("by")), played.now());
  const auto found = std::find_if(accounts.begin(), accounts.end(),
                                  [&](const AccountView& a) { return a.login == step.text("account"); });
  const bool seen = found != accounts.end();
  Comparison c;
  if (step.has("exists")) c.yes_no("seen by " + step.text("by"), step.yes("exists"), seen);
  if (!seen && (!step.has("exists") || step.yes("exists")))
    return not_seen(step, "the account " + step.text("account"));
  if (seen && step.has("blocked")) c.yes_no("blocked", step.yes("blocked"), found->blocked);
  if (seen && step.has("failures")) c.same("failures", step.integer("failures"), found->failures);
  if (seen && step.has("may_collect")) c.yes_no("may collect", step.yes("may_collect"), found->may_collect);
  return c.departure("The account " + step.text("account"));
}

}  // namespace parcours
