// What the reference shows, one thing a step, the most telling first: the first of them that a broken service does not
// show is what its scenario ends with.
#include <algorithm>
#include <set>

#include "reference/core/text.h"
#include "scenarios/export/teller.h"
#include "sim/cast.h"
#include "sim/seam_compare.h"

namespace parcours {
namespace {

using namespace encaissement;

std::string or_none(const std::string& text) { return text.empty() ? "none" : text; }

class Looks {
 public:
  Looks(ReferenceService& reference, const SeamPlayer& player, Instant now, bool signatory_stands)
      : reference_{reference}, known_{player.known()}, player_{player}, now_{now}, signatory_stands_{signatory_stands} {}

  std::vector<ToldStep> take() {
    operations();
    money();
    for (const Role role : kAtPoints) lists(role);
    accounts();
    phones();
    notices();
    for (std::size_t i = 0; i < known_.numbers.size(); ++i) notifications(i);
    return std::move(steps_);
  }

 private:
  ToldStep& add(const char* verb) { return steps_.emplace_back(ToldStep{verb}); }
  static std::string alias(std::size_t index) { return "op" + std::to_string(index + 1); }

  void operations();
  void operation(const std::string& name, const std::string& by, const OperationView& view);
  void operation_field(const std::string& name, const std::string& by, const char* field, const std::string& text);
  void money();
  void lists(Role role);
  void list(const Speaker& who, const std::string& by, const ListFilter& filter);
  void columns(const std::string& by, const std::string& filter, const ListView& view);
  void accounts();
  void phones();
  void notices();
  void notice(const NoticeView& notice);
  void counts_of(const char* verb, const char* channel);
  void notifications(std::size_t index);

  ReferenceService& reference_;
  const Known& known_;
  const SeamPlayer& player_;
  Instant now_;
  bool signatory_stands_;
  std::vector<ToldStep> steps_;
};

// -------- Operations ----------------------------------------------------------------------------

void Looks::operations() {
  for (std::size_t i = 0; i < known_.numbers.size(); ++i) {
    for (const Role role : kAtPoints) {
      if (reference_.operations()[i].point != point_of(role)) continue;
      if (const auto view = reference_.look(speaker_of(role), known_.numbers[i], now_))
        operation(alias(i), std::string{to_string(role)}, *view);
    }
  }
  for (std::size_t i = 0; i < known_.numbers.size(); ++i)
    for (const Role role : kOnlookers) {
      const bool seen = reference_.look(speaker_of(role), known_.numbers[i], now_).has_value();
      operation_field(alias(i), std::string{to_string(role)}, "exists", seen ? "yes" : "no");
    }
}

void Looks::operation_field(const std::string& name, const std::string& by, const char* field, const std::string& text) {
  add("expect operation").with("of", name).with("by", by).with(field, text);
}

std::string customer_name(const std::string& identifier) {
  for (const CustomerSpec& c : guide_world().customers)
    if (c.identifier == identifier) return c.name;
  return "none";
}

void Looks::operation(const std::string& name, const std::string& by, const OperationView& v) {
  const std::pair<const char*, std::string> fields[] = {
      {"status", v.status}, {"received", format_amount(v.received)}, {"remaining", format_amount(v.remaining)},
      {"validated", format_amount(v.validated)}, {"cause", or_none(v.cause)}, {"requested", format_amount(v.requested)},
      {"api_state", v.api_state}, {"last_action", moment_text(v.last_action)},
      {"payment_limit", or_none(v.payment_limit)}, {"validation_limit", or_none(v.validation_limit)},
      {"payment_deadline", moment_text(v.payment_deadline)},
      {"validation_deadline", v.validation_deadline ? moment_text(*v.validation_deadline) : "none"},
      {"customer", customer_name(v.customer)}, {"parcours", v.parcours}, {"mode", v.mode}, {"basket", v.basket}};
  for (const auto& [field, text] : fields) operation_field(name, by, field, text);
  const std::pair<const char*, const std::string*> texts[] = {
      {"label", &v.label}, {"client_reference", &v.client_reference}, {"seller", &v.seller}};
  for (const auto& [field, text] : texts)
    if (!text->empty()) operation_field(name, by, field, *text);
  add("expect operation").with("of", name).with("by", by).with_yaml("history", yaml_list(v.history));
}

// -------- Money and people ----------------------------------------------------------------------

void Looks::money() {
  for (const Role role : kCustomers) {
    const std::string name{to_string(role)};
    const auto wallet = reference_.wallet(name, now_);
    if (!wallet) continue;
    add("expect wallet").with("customer", name).with("available", format_amount(wallet->available));
    add("expect wallet").with("customer", name).with("held", format_amount(wallet->held));
  }
  for (const Role role : kAtPoints) {
    const std::string point{point_code(role)};
    add("expect collected").with("point", point).with("amount", format_amount(reference_.collected(point, now_)));
  }
}

void Looks::accounts() {
  for (const Role seer : {Role::signatory, Role::parc_signatory})
    for (const AccountView& a : reference_.accounts(speaker_of(seer), now_)) {
      const std::string by{to_string(seer)};
      add("expect account").with("account", a.login).with("by", by).with("blocked", a.blocked ? "yes" : "no");
      add("expect account").with("account", a.login).with("by", by).with("failures", std::to_string(a.failures));
      add("expect account").with("account", a.login).with("by", by).with("may_collect", a.may_collect ? "yes" : "no");
    }
  for (const Role role : {Role::cashier, Role::olivet, Role::parc, Role::signatory}) {
    const auto speaker = role == Role::signatory && !signatory_stands_ ? Speaker{Door::espace, "708900", ""} : speaker_of(role);
    add("expect remembered email")
        .with("by", to_string(role))
        .with("email", or_none(reference_.remembered_email(speaker, now_)));
  }
}

void Looks::phones() {
  for (const Role role : kCustomers) {
    const auto views = reference_.requests_of(speaker_of(role), now_);
    add("expect requests").with("customer", to_string(role)).with("count", std::to_string(views.size()));
    std::vector<std::string> names;
    for (const OperationView& v : views) names.push_back(alias(static_cast<std::size_t>(known_.index_of(v.number))));
    if (!names.empty()) add("expect requests").with("customer", to_string(role)).with_yaml("operations", yaml_list(names));
  }
}

// -------- Lists ---------------------------------------------------------------------------------

std::string yaml_of(const ListFilter& f) {
  const std::pair<const char*, const std::string*> parts[] = {
      {"from", &f.from},     {"to", &f.to},         {"basket", &f.basket},        {"type", &f.type},
      {"status", &f.status}, {"min_amount", &f.min_amount}, {"max_amount", &f.max_amount}};
  std::vector<ToldStep::Field> fields;
  for (const auto& [name, text] : parts)
    if (!text->empty()) fields.push_back({name, yaml_text(*text)});
  return fields.empty() ? "" : yaml_map(fields);
}

void Looks::lists(Role role) {
  const Day today = paris_day(now_);
  for (const ListFilter& filter : filters_looked_at(format_day(today), format_day(today - Days{1})))
    list(speaker_of(role), std::string{to_string(role)}, filter);
}

std::vector<std::string> csv_lines(std::string csv) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (csv.starts_with(kByteOrderMark)) csv.erase(0, kByteOrderMark.size());
  std::vector<std::string> lines(1);
  for (const char c : csv) {
    if (c == '\n') lines.emplace_back();
    else if (c != '\r') lines.back() += c;
  }
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

void Looks::list(const Speaker& who, const std::string& by, const ListFilter& filter) {
  const auto view = reference_.list(who, filter, now_);
  if (!view) return;
  const std::string narrowed = yaml_of(filter);
  const auto begin = [&](const char* verb) -> ToldStep& {
    ToldStep& step = add(verb).with("by", by);
    return narrowed.empty() ? step : step.with_yaml("filter", narrowed);
  };
  begin("expect list").with("count", std::to_string(view->rows.size()));
  begin("expect counters").with("to_validate", std::to_string(view->to_validate)).with("awaiting", std::to_string(view->awaiting));
  if (!view->rows.empty()) columns(by, narrowed, *view);
  begin("expect list").with_yaml("csv", yaml_list(csv_lines(view->csv)));
}

// One column a step, so that what is kept names what is wrong.
void Looks::columns(const std::string& by, const std::string& filter, const ListView& view) {
  const std::pair<const char*, std::string ListRow::*> texts[] = {
      {"basket", &ListRow::basket}, {"status", &ListRow::status}, {"last_action", &ListRow::last_action},
      {"type", &ListRow::type},     {"requested", &ListRow::requested}, {"received", &ListRow::received}};
  const auto begin = [&]() -> ToldStep& {
    ToldStep& step = add("expect list").with("by", by);
    return filter.empty() ? step : step.with_yaml("filter", filter);
  };
  const auto rows = [&](const char* name, const auto& cell) {
    std::string yaml;
    for (const ListRow& row : view.rows) yaml += (yaml.empty() ? "{" : ", {") + std::string{name} + ": " + cell(row) + "}";
    begin().with_yaml("rows", '[' + yaml + ']');
  };
  for (const auto& [name, member] : texts)
    rows(name, [member = member](const ListRow& row) { return yaml_text(row.*member); });
  rows("actions", [](const ListRow& row) { return yaml_list(row.actions); });
}

// -------- Notices -------------------------------------------------------------------------------

void Looks::notices() {
  std::set<std::string> seen;
  for (const NoticeView& n : player_.notices()) {
    if (n.channel == "api") continue;
    if (seen.insert(n.kind + n.to + n.operation + format_instant(n.at)).second) notice(n);
  }
  counts_of("expect mail", "mail");
  counts_of("expect push", "push");
}

// Everything in a letter but numbers and links, which are the service's own.
std::vector<std::string> pieces(const NoticeView& n) {
  std::string text = n.subject + "\n" + n.body;
  for (const std::string& own : {n.operation, n.token})
    for (auto at = own.empty() ? std::string::npos : text.find(own); at != std::string::npos; at = text.find(own))
      text.replace(at, own.size(), "\n");
  std::vector<std::string> found(1);
  for (const char c : text) {
    if (c == '\n') found.emplace_back();
    else found.back() += c;
  }
  std::erase_if(found, [](const std::string& piece) { return piece.find_first_not_of(" .") == std::string::npos; });
  return found;
}

void Looks::notice(const NoticeView& n) {
  const bool mail = n.channel == "mail";
  const auto begin = [&]() -> ToldStep& {
    ToldStep& step = add(mail ? "expect mail" : "expect push");
    step.with("to", mail ? n.to : customer_name(n.to));
    if (mail) step.with("kind", n.kind);
    const int index = known_.index_of(n.operation);
    return index < 0 ? step : step.with("about", alias(static_cast<std::size_t>(index)));
  };
  const auto count = [&](bool at_that_moment) {
    return std::to_string(std::count_if(player_.notices().begin(), player_.notices().end(), [&](const NoticeView& other) {
      return other.kind == n.kind && other.to == n.to && other.operation == n.operation &&
             (!at_that_moment || other.at == n.at);
    }));
  };
  begin().with("count", count(false));
  begin().with("at", moment_text(n.at)).with("count", count(true));
  for (const std::string& piece : pieces(n))
    begin().with("at", moment_text(n.at)).with("count", count(true)).with_yaml("contains", yaml_list({piece}));
}

void Looks::counts_of(const char* verb, const char* channel) {
  std::vector<std::string> kinds;
  for (const NoticeView& n : player_.notices())
    if (n.channel == channel) kinds.push_back(n.kind);
  add(verb).with("count", std::to_string(kinds.size()));
  if (verb == std::string_view{"expect mail"} && !kinds.empty())
    add(verb).with("count", std::to_string(kinds.size())).with_yaml("kinds", yaml_list(kinds));
}

void Looks::notifications(std::size_t index) {
  const std::string& number = known_.numbers[index];
  std::vector<std::string> states, delivered;
  std::set<std::uint64_t> acknowledged;
  std::string url;
  int attempts = 0;
  for (const NoticeView& n : player_.notices())
    if (n.channel == "api" && n.operation == number) {
      states.push_back(n.body);
      url = n.to;
    }
  for (const Delivery& d : player_.deliveries())
    if (d.notice.operation == number) {
      ++attempts;
      if (d.acknowledged && acknowledged.insert(d.notice.id).second) delivered.push_back(d.notice.body);
    }
  const auto begin = [&]() -> ToldStep& { return add("expect notifications").with("of", alias(index)); };
  begin().with("count", std::to_string(states.size()));
  if (states.empty()) return;
  begin().with_yaml("states", yaml_list(states));
  if (!delivered.empty()) begin().with_yaml("delivered", yaml_list(delivered));
  begin().with("attempts", std::to_string(attempts));
  begin().with("url", url);
}

}  // namespace

std::vector<ToldStep> looks_of(ReferenceService& reference, const SeamPlayer& player, Instant now, bool signatory_stands) {
  return Looks{reference, player, now, signatory_stands}.take();
}

}  // namespace parcours
