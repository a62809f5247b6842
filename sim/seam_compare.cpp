#include "sim/seam_compare.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "reference/core/text.h"
#include "sim/cast.h"

namespace parcours {
namespace {

using namespace encaissement;

// What differs, and the rule that says what it should be. The first entry of a name counts.
struct RuleOfWhat {
  std::string_view what;
  RuleId rule;
};
constexpr RuleOfWhat kRules[] = {
    // Answers; what is refused or should have been names its own rule.
    {"remembered", RuleId::rep_01}, {"concerns", RuleId::rep_01}, {"status", RuleId::sta_01},
    {"api state", RuleId::sta_01}, {"requested", RuleId::frm_01}, {"received", RuleId::mon_02},
    {"remaining", RuleId::pay_07}, {"limit", RuleId::tim_02}, {"kind of account", RuleId::acc_01},
    {"QR code", RuleId::pay_02}, {"answers", RuleId::rep_01},
    // Operations
    {"seen", RuleId::acc_05}, {"cause", RuleId::sta_01}, {"parcours", RuleId::frm_05}, {"mode", RuleId::frm_05},
    {"validated", RuleId::val_02}, {"customer", RuleId::pay_09}, {"basket", RuleId::frm_03}, {"label", RuleId::frm_04},
    {"client reference", RuleId::frm_04}, {"seller", RuleId::frm_04}, {"created", RuleId::lst_03},
    {"last action", RuleId::lst_03}, {"payment limit", RuleId::tim_02}, {"validation limit", RuleId::tim_05},
    {"payment deadline", RuleId::tim_03}, {"validation deadline", RuleId::tim_05}, {"history", RuleId::sta_01},
    {"requests on the phone", RuleId::acc_05},
    // Lists
    {"list", RuleId::acc_04}, {"rows", RuleId::lst_03}, {"rows under a filter", RuleId::lst_05},
    {"column last action", RuleId::lst_02}, {"column basket", RuleId::lst_01}, {"column type", RuleId::lst_01},
    {"column status", RuleId::lst_01}, {"column requested", RuleId::lst_02}, {"column received", RuleId::lst_02},
    {"actions", RuleId::lst_06}, {"counters", RuleId::lst_04}, {"export", RuleId::lst_05},
    // Money and people
    {"available", RuleId::mon_01}, {"held", RuleId::mon_03}, {"collected", RuleId::mon_01},
    {"accounts seen", RuleId::acc_05}, {"may collect", RuleId::acc_08}, {"blocked", RuleId::acc_02},
    {"failures", RuleId::acc_02}, {"remembered e-mail", RuleId::frm_08},
    // Notices, by kind; written more than once: NOT-03
    {"payment request", RuleId::not_01}, {"payment received", RuleId::not_02}, {"refused", RuleId::not_02},
    {"payment limit passed", RuleId::not_02}, {"validation reminder", RuleId::tim_10}, {"recovery", RuleId::acc_03},
    {"state", RuleId::not_04}, {"delivery", RuleId::not_04}};

RuleId rule_of(std::string_view what) {
  const auto found = std::find_if(std::begin(kRules), std::end(kRules), [&](const RuleOfWhat& r) { return r.what == what; });
  return found == std::end(kRules) ? RuleId::sta_01 : found->rule;
}

// Keeps the first thing that differs.
class Comparer {
 public:
  Comparer(const SeamPlayer& expected, const SeamPlayer& actual) : Comparer{expected.known(), actual.known()} {}
  Comparer(const Known& expected, const Known& actual) : expected_{expected}, actual_{actual} {}

  bool differs() const { return found_.has_value(); }
  std::optional<Difference> take() { return std::move(found_); }

  void about(int operation, std::string_view whose = "") {
    operation_ = operation;
    whose_ = whose;
  }
  void same(std::string_view what, const std::string& expected, const std::string& actual) {
    if (expected != actual) differ(what, expected, actual);
  }
  void same(std::string_view what, Money expected, Money actual) {
    if (expected != actual) differ(what, format_amount(expected), format_amount(actual));
  }
  void same(std::string_view what, Instant expected, Instant actual) {
    if (expected != actual) differ(what, format_instant(expected), format_instant(actual));
  }
  void same(std::string_view what, std::optional<Instant> expected, std::optional<Instant> actual) {
    if (expected != actual)
      differ(what, expected ? format_instant(*expected) : "none", actual ? format_instant(*actual) : "none");
  }
  void same(std::string_view what, bool expected, bool actual) {
    if (expected != actual) differ(what, expected ? "yes" : "no", actual ? "yes" : "no");
  }
  void same(std::string_view what, int expected, int actual) {
    if (expected != actual) differ(what, std::to_string(expected), std::to_string(actual));
  }
  void same_operation(std::string_view what, const std::string& expected, const std::string& actual) {
    const int first = expected_.index_of(expected), second = actual_.index_of(actual);
    if (first != second || (first < 0 && expected.empty() != actual.empty())) differ(what, name(first), name(second));
  }
  // The number in a text is each service's own, as is a recovery link.
  void same_letter(std::string_view what, const NoticeView& expected, const std::string& expected_text,
                   const NoticeView& actual, const std::string& actual_text) {
    if (expected_text == actual_text) return;
    same(what, masked(expected_text, expected), masked(actual_text, actual));
  }
  void differ(std::string_view what, const std::string& expected, const std::string& actual,
              std::optional<RuleId> rule = std::nullopt) {
    if (found_) return;
    const std::string subject = (whose_.empty() ? "" : whose_ + ", ") + std::string{what} + " ";
    found_ = Difference{rule.value_or(rule_of(what)), operation_, subject + expected, subject + actual};
  }

 private:
  static std::string name(int index) { return index < 0 ? "none of the story's" : "operation " + std::to_string(index + 1); }
  static void mask(std::string& text, const std::string& what, std::string_view by) {
    if (what.empty()) return;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what)) text.replace(at, what.size(), by);
  }
  static std::string masked(std::string text, const NoticeView& notice) {
    mask(text, notice.operation, "<number>");
    mask(text, notice.token, "<link>");
    return text;
  }

  const Known& expected_;
  const Known& actual_;
  int operation_ = -1;
  std::string whose_;
  std::optional<Difference> found_;
};

// -------- Answers -------------------------------------------------------------------------------

std::string told(const Answer& answer) {
  switch (answer.kind) {
    case Answer::Kind::done: return "done";
    case Answer::Kind::refused: return "refused " + answer.rule + (answer.rule.empty() ? "" : " ") + answer.code;
    case Answer::Kind::lost: break;
  }
  return "no answer";
}

// What was refused, or should have been.
RuleId rule_refusing(const Answer& expected, const Answer& actual) {
  const Answer& refused = expected.kind == Answer::Kind::refused ? expected : actual;
  return find_rule(refused.rule).value_or(RuleId::sta_01);
}

void compare(Comparer& c, const Answer& expected, const Answer& actual, bool names_rules) {
  const bool other_rule = names_rules && expected.rule != actual.rule;
  if (expected.kind != actual.kind || expected.code != actual.code || other_rule)
    return c.differ("answer", told(expected), told(actual), rule_refusing(expected, actual));
  c.same("remembered", expected.remembered, actual.remembered);
  if (expected.kind != Answer::Kind::done) return;
  c.same_operation("concerns", expected.number, actual.number);
  c.same("status", expected.status, actual.status);
  c.same("api state", expected.api_state, actual.api_state);
  c.same("requested", expected.requested, actual.requested);
  c.same("received", expected.received, actual.received);
  c.same("remaining", expected.remaining, actual.remaining);
  c.same("limit", expected.limit, actual.limit);
  const bool is_code = !expected.number.empty();
  if (is_code) c.same("QR code", !expected.text.empty(), !actual.text.empty());
  else c.same("kind of account", expected.text, actual.text);
}

// -------- Operations ----------------------------------------------------------------------------

// Too early or too late at its end is about its deadline.
RuleId rule_of_status(const std::string& expected, const std::string& actual) {
  if (expected != "expired" && actual != "expired") return RuleId::sta_01;
  const std::string& other = expected == "expired" ? actual : expected;
  return other == "to_validate" ? RuleId::tim_06 : RuleId::tim_04;
}

void compare(Comparer& c, const OperationView& expected, const OperationView& actual) {
  if (expected.status != actual.status)
    c.differ("status", expected.status, actual.status, rule_of_status(expected.status, actual.status));
  const std::pair<std::string_view, std::string OperationView::*> texts[] = {
      {"status", &OperationView::status}, {"cause", &OperationView::cause}, {"api state", &OperationView::api_state},
      {"parcours", &OperationView::parcours}, {"mode", &OperationView::mode}, {"basket", &OperationView::basket},
      {"label", &OperationView::label}, {"client reference", &OperationView::client_reference},
      {"seller", &OperationView::seller}, {"customer", &OperationView::customer},
      {"payment limit", &OperationView::payment_limit}, {"validation limit", &OperationView::validation_limit}};
  for (const auto& [what, member] : texts) c.same(what, expected.*member, actual.*member);
  c.same("requested", expected.requested, actual.requested);
  c.same("received", expected.received, actual.received);
  c.same("remaining", expected.remaining, actual.remaining);
  c.same("validated", expected.validated, actual.validated);
  c.same("created", expected.created, actual.created);
  c.same("last action", expected.last_action, actual.last_action);
  c.same("payment deadline", expected.payment_deadline, actual.payment_deadline);
  c.same("validation deadline", expected.validation_deadline, actual.validation_deadline);
  for (std::size_t i = 0; i < std::max(expected.history.size(), actual.history.size()); ++i)
    c.same("history", i < expected.history.size() ? expected.history[i] : "nothing more",
           i < actual.history.size() ? actual.history[i] : "nothing more");
}

void compare_operations(Comparer& c, const SeamPlayer& expected, const SeamPlayer& actual, const Capabilities& can,
                        Instant now) {
  const auto& numbers = expected.known().numbers;
  c.same("concerns", static_cast<int>(numbers.size()), static_cast<int>(actual.known().numbers.size()));
  for (std::size_t i = 0; i < numbers.size() && !c.differs(); ++i) {
    for (const Role role : kOnlookers) {
      const Speaker who = speaker_of(role);
      if (who.door == Door::espace && !can.espace) continue;
      c.about(static_cast<int>(i), to_string(role));
      const auto first = expected.target().look(who, numbers[i], now);
      const auto second = actual.target().look(who, actual.known().numbers[i], now);
      c.same("seen", first.has_value(), second.has_value());
      if (first && second) compare(c, *first, *second);
      if (c.differs()) return;
    }
  }
}

void compare_phones(Comparer& c, const SeamPlayer& expected, const SeamPlayer& actual, Instant now) {
  for (const Role role : kCustomers) {
    const auto first = expected.target().requests_of(speaker_of(role), now);
    const auto second = actual.target().requests_of(speaker_of(role), now);
    c.about(-1, to_string(role));
    c.same("requests on the phone", static_cast<int>(first.size()), static_cast<int>(second.size()));
    for (std::size_t i = 0; i < first.size() && !c.differs(); ++i) {
      c.about(expected.known().index_of(first[i].number), to_string(role));
      c.same_operation("requests on the phone", first[i].number, second[i].number);
      compare(c, first[i], second[i]);
    }
  }
}

// -------- Lists ---------------------------------------------------------------------------------

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

void compare(Comparer& c, const ListRow& expected, const ListRow& actual, bool filtered) {
  c.same_operation(filtered ? "rows under a filter" : "rows", expected.number, actual.number);
  c.same("column last action", expected.last_action, actual.last_action);
  c.same("column basket", expected.basket, actual.basket);
  c.same("column type", expected.type, actual.type);
  c.same("column status", expected.status, actual.status);
  c.same("column requested", expected.requested, actual.requested);
  c.same("column received", expected.received, actual.received);
  c.same("actions", joined(expected.actions), joined(actual.actions));
}

void compare(Comparer& c, const Known& names, const ListView& expected, const ListView& actual, bool filtered,
             std::string_view whose) {
  c.about(-1, whose);
  const auto count = [](const ListView& view) { return std::to_string(view.rows.size()) + " rows"; };
  c.same(filtered ? "rows under a filter" : "rows", count(expected), count(actual));
  for (std::size_t i = 0; i < expected.rows.size() && !c.differs(); ++i) {
    c.about(names.index_of(expected.rows[i].number), whose);
    compare(c, expected.rows[i], actual.rows[i], filtered);
  }
  c.about(-1, whose);
  const auto counters = [](const ListView& view) {
    return std::to_string(view.to_validate) + " / " + std::to_string(view.awaiting);
  };
  c.same("counters", counters(expected), counters(actual));
  c.same("export", expected.csv, actual.csv);
}

void compare_lists(Comparer& c, const SeamPlayer& expected, const SeamPlayer& actual, Instant now) {
  const Day today = paris_day(now);
  const auto filters = filters_looked_at(format_day(today), format_day(today - Days{1}));
  for (const Role role : kAtPoints) {
    const Speaker who = speaker_of(role);
    for (std::size_t i = 0; i < filters.size() && !c.differs(); ++i) {
      const auto first = expected.target().list(who, filters[i], now);
      const auto second = actual.target().list(who, filters[i], now);
      c.about(-1, to_string(role));
      c.same("list", first.has_value(), second.has_value());
      if (first && second) compare(c, expected.known(), *first, *second, i > 0, to_string(role));
      if (i == 0 && first && first->rows.empty()) break;  // Nothing that a filter could leave out.
    }
  }
  const Speaker nowhere{Door::espace, "708900", ""};  // ACC-04: a signatory that has chosen no point.
  c.about(-1, "signatory without a point");
  c.same("list", expected.target().list(nowhere, {}, now).has_value(), actual.target().list(nowhere, {}, now).has_value());
}

// -------- Money and people ----------------------------------------------------------------------

void compare_money(Comparer& c, const SeamPlayer& expected, const SeamPlayer& actual, Instant now) {
  for (const Role role : kCustomers) {
    const std::string name{to_string(role)};
    const auto first = expected.target().wallet(name, now), second = actual.target().wallet(name, now);
    c.about(-1, name);
    c.same("seen", first.has_value(), second.has_value());
    if (!first || !second) continue;
    c.same("available", first->available, second->available);
    c.same("held", first->held, second->held);
  }
  for (const Role role : kAtPoints) {
    const std::string point{point_code(role)};
    c.about(-1, point);
    c.same("collected", expected.target().collected(point, now), actual.target().collected(point, now));
  }
}

void compare_accounts(Comparer& c, const SeamPlayer& expected, const SeamPlayer& actual, Instant now) {
  for (const Role role : {Role::signatory, Role::parc_signatory, Role::cashier}) {
    const auto first = expected.target().accounts(speaker_of(role), now);
    const auto second = actual.target().accounts(speaker_of(role), now);
    c.about(-1, to_string(role));
    c.same("accounts seen", static_cast<int>(first.size()), static_cast<int>(second.size()));
    for (std::size_t i = 0; i < first.size() && !c.differs(); ++i) {
      c.about(-1, first[i].login);
      c.same("accounts seen", first[i].login, second[i].login);
      c.same("may collect", first[i].may_collect, second[i].may_collect);
      c.same("blocked", first[i].blocked, second[i].blocked);
      c.same("failures", first[i].failures, second[i].failures);
    }
  }
  for (const Role role : kAtPoints) {
    c.about(-1, to_string(role));
    c.same("remembered e-mail", expected.target().remembered_email(speaker_of(role), now),
           actual.target().remembered_email(speaker_of(role), now));
  }
}

// -------- Notices -------------------------------------------------------------------------------

std::string told(const NoticeView* notice) {
  if (notice == nullptr) return "nothing";
  return notice->kind + " to " + notice->to + " at " + format_instant(notice->at);
}

void compare(Comparer& c, const NoticeView& expected, const NoticeView& actual) {
  const std::string& kind = expected.kind;
  const bool same_kind = kind == actual.kind && expected.channel == actual.channel && expected.to == actual.to;
  if (!same_kind || expected.at != actual.at) c.differ(kind, told(&expected), told(&actual));
  c.same_operation(kind, expected.operation, actual.operation);
  c.same_letter(kind, expected, expected.subject, actual, actual.subject);
  c.same_letter(kind, expected, expected.body, actual, actual.body);
}

bool written_before(const std::vector<NoticeView>& notices, std::size_t at) {
  const NoticeView& last = notices[at];
  return at > 0 && std::any_of(notices.begin(), notices.begin() + static_cast<std::ptrdiff_t>(at), [&](const auto& n) {
           return n.kind == last.kind && n.to == last.to && n.operation == last.operation && n.body == last.body;
         });
}

}  // namespace

std::optional<Difference> compare_answers(const std::vector<Answer>& expected, const std::vector<Answer>& actual,
                                          const Known& of_expected, const Known& of_actual, bool names_rules) {
  Comparer c{of_expected, of_actual};
  c.same("answers", static_cast<int>(expected.size()), static_cast<int>(actual.size()));
  for (std::size_t i = 0; i < expected.size() && !c.differs(); ++i) {
    c.about(of_expected.index_of(expected[i].number));
    compare(c, expected[i], actual[i], names_rules);
  }
  return c.take();
}

std::optional<Difference> compare_notices(const SeamPlayer& expected, const SeamPlayer& actual, std::size_t from) {
  const auto& first = expected.notices();
  const auto& second = actual.notices();
  Comparer c{expected, actual};
  for (std::size_t i = from; i < std::max(first.size(), second.size()) && !c.differs(); ++i) {
    const NoticeView* one = i < first.size() ? &first[i] : nullptr;
    const NoticeView* other = i < second.size() ? &second[i] : nullptr;
    c.about(one ? expected.known().index_of(one->operation) : actual.known().index_of(other->operation));
    const bool again = !one && written_before(second, i);
    if (one && other) compare(c, *one, *other);
    else c.differ((one ? one : other)->kind, told(one), told(other), again ? std::optional{RuleId::not_03} : std::nullopt);
  }
  return c.take();
}

std::optional<Difference> compare_deliveries(const SeamPlayer& expected, const SeamPlayer& actual, std::size_t from) {
  const auto& first = expected.deliveries();
  const auto& second = actual.deliveries();
  const auto text = [](const std::vector<Delivery>& all, std::size_t i) {
    return i < all.size() ? all[i].notice.body + " to " + all[i].notice.to : "nothing";
  };
  Comparer c{expected, actual};
  for (std::size_t i = from; i < std::max(first.size(), second.size()) && !c.differs(); ++i) {
    c.about(i < first.size() ? expected.known().index_of(first[i].notice.operation) : -1);
    c.same("delivery", text(first, i), text(second, i));
    if (i < first.size() && i < second.size()) c.same_operation("delivery", first[i].notice.operation, second[i].notice.operation);
  }
  return c.take();
}

std::optional<Difference> compare_looks(const SeamPlayer& expected, const SeamPlayer& actual, const Capabilities& can,
                                        Instant now) {
  Comparer c{expected, actual};
  if (can.reads_wallets) compare_money(c, expected, actual, now);
  if (!c.differs()) compare_operations(c, expected, actual, can, now);
  if (!c.differs()) compare_phones(c, expected, actual, now);
  if (!c.differs() && can.espace) compare_lists(c, expected, actual, now);
  if (!c.differs() && can.espace) compare_accounts(c, expected, actual, now);
  return c.take();
}

std::vector<ListFilter> filters_looked_at(const std::string& today, const std::string& yesterday) {
  return {{},
          {.from = "", .to = today, .basket = "", .type = "", .status = "", .min_amount = "", .max_amount = ""},
          {.from = "", .to = yesterday, .basket = "", .type = "", .status = "", .min_amount = "", .max_amount = ""},
          {.from = today, .to = "", .basket = "ref1", .type = "", .status = "", .min_amount = "", .max_amount = ""},
          {.from = "", .to = "", .basket = "", .type = "Pré-réservation", .status = "A valider", .min_amount = "", .max_amount = ""},
          {.from = "", .to = "", .basket = "", .type = "", .status = "", .min_amount = "40,01", .max_amount = ""},
          {.from = "", .to = "", .basket = "ref2", .type = "", .status = "En attente de paiement client", .min_amount = "", .max_amount = "40,00"}};
}

}  // namespace parcours
