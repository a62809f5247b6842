#include "scenarios/export/reduction.h"

#include <algorithm>
#include <array>
#include <utility>

namespace parcours {

Draft::Draft(std::string id, std::string rule, std::string settings, const encaissement::Policies& policies, Instant start)
    : id_{std::move(id)}, rule_{std::move(rule)}, settings_{std::move(settings)}, policies_{policies}, start_{start} {}

std::string Draft::head() const {
  // The rule found broken, and the one that the last step says would have refused.
  std::string rules = rule_;
  const ToldStep::Field* refused = steps_.empty() ? nullptr : steps_.back().find("refused");
  for (const auto& entry : encaissement::catalogue())
    if (refused && entry.id != rule_ && refused->yaml.find('"' + std::string{entry.id} + '"') != std::string::npos)
      rules += ", " + std::string{entry.id};
  return "id: " + id_ + "\ntitle: " + yaml_text(title_) + "\nrules: [" + rules + "]\ntags: [found]\n" + settings_ +
         "start: " + yaml_text(moment_text(start_)) + "\nsteps:\n";
}

std::string Draft::text() const {
  std::string text = head();
  for (const ToldStep& step : steps_) text += line_of(step);
  return text;
}

std::optional<Scenario> Draft::scenario(std::string* trouble) const {
  Loaded loaded = parse_text(id_ + ".yaml", text());
  if (trouble && !loaded.problems.empty()) *trouble = loaded.problems.front().text();
  if (!loaded.problems.empty() || loaded.cases.size() != 1) return std::nullopt;
  return std::move(loaded.cases.front());
}

std::size_t Draft::step_at(int line) const {
  const std::string above = head();
  const auto first = 1 + std::count(above.begin(), above.end(), '\n');
  return line < first ? steps_.size() : std::min(steps_.size(), static_cast<std::size_t>(line - first));
}

bool is_departure(Verdict verdict) {
  return verdict == Verdict::fail || verdict == Verdict::warn || verdict == Verdict::timeout;
}

namespace {

std::string told(const CaseResult& result, const Draft& draft) {
  const std::size_t at = draft.step_at(result.line);
  std::string text = result.reason + (result.actual.empty() ? "" : " Actual: " + result.actual + ".");
  if (at < draft.steps().size()) text += " At \"" + line_of(draft.steps()[at]).substr(4);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// Where the judged service departs; none with the reason.
std::optional<std::size_t> departs_at(const Draft& draft, Judges& judges, std::string& why_not,
                                      std::string* reason = nullptr) {
  const std::optional<Scenario> scenario = draft.scenario(&why_not);
  if (!scenario) return std::nullopt;
  const CaseResult result = judges.on_judged(*scenario);
  const std::size_t at = draft.step_at(result.line);
  if (reason) *reason = result.reason;
  if (is_departure(result.verdict) && at < draft.steps().size()) return at;
  why_not = result.verdict == Verdict::pass ? "Told as a scenario, the story passes on the service under judgement."
                                            : "The scenario cannot be judged: " + told(result, draft);
  return std::nullopt;
}

// What the judge watches without being asked, and where people see it.
struct Watched {
  std::string_view rule, verb, field;
};
constexpr Watched kWatched[] = {{"MON-01", "expect wallet", "available"},   {"MON-02", "expect operation", "received"},
                                {"MON-03", "expect wallet", "held"},        {"PAY-06", "expect wallet", "available"},
                                {"PAY-07", "expect operation", "remaining"}, {"STA-02", "expect operation", "status"},
                                {"LST-04", "expect counters", "filter"}};

// The judge stops where a rule that it always watches is broken: the step after says what should be seen there.
std::optional<ToldStep> what_was_watched(const std::vector<ToldStep>& all, std::size_t at, const std::string& reason) {
  if (all[at].is_expectation() || reason.starts_with('"') || reason.starts_with("What ")) return std::nullopt;
  const auto watched = std::find_if(std::begin(kWatched), std::end(kWatched), [&](const Watched& w) {
    return reason.find(std::string{w.rule} + ": ") != std::string::npos;
  });
  if (watched == std::end(kWatched)) return std::nullopt;
  const auto end = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(at) + 1, all.end(),
                                [](const ToldStep& s) { return !s.is_expectation(); });
  const auto found = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(at) + 1, end, [&](const ToldStep& s) {
    return s.verb == watched->verb && s.find(watched->field) != nullptr;
  });
  return found == end ? std::nullopt : std::optional{*found};
}

// The last step, or the last before an expectation that says what the judge watches, is what the judged service does
// not keep; the reference keeps all.
bool proves(const Draft& draft, Judges& judges, std::string* why_not = nullptr) {
  std::string trouble;
  const auto at = departs_at(draft, judges, trouble);
  const bool at_end = at && (*at + 1 == draft.steps().size() ||
                             (*at + 2 == draft.steps().size() && draft.steps().back().is_expectation()));
  if (!at_end) {
    if (why_not) *why_not = trouble;
    return false;
  }
  const CaseResult result = judges.on_reference(*draft.scenario());
  if (result.verdict == Verdict::pass) return true;
  if (why_not) *why_not = "The reference itself departs from the scenario: " + told(result, draft);
  return false;
}

// Takes the change when the draft still proves with it.
template <class Change>
bool try_change(Draft& draft, Judges& judges, Change change) {
  Draft changed = draft;
  std::vector<ToldStep> steps = draft.steps();
  change(steps);
  changed.set_steps(std::move(steps));
  if (!proves(changed, judges)) return false;
  draft = std::move(changed);
  return true;
}

// Drops the expectations that the judged service keeps: all, else as many as can be, by halves. One stays where nothing
// else says what is expected.
void drop_met_expectations(Draft& draft, Judges& judges) {
  for (std::size_t size = draft.steps().size(); size > 0; size /= 2) {
    for (std::size_t end = draft.steps().size() - 1; end > 0;) {
      const std::size_t begin = end > size ? end - size : 0;
      const auto first = draft.steps().begin() + static_cast<std::ptrdiff_t>(begin);
      const auto last = draft.steps().begin() + static_cast<std::ptrdiff_t>(end);
      const bool any = std::any_of(first, last, [](const ToldStep& s) { return s.is_expectation(); });
      if (any) try_change(draft, judges, [&](std::vector<ToldStep>& steps) {
        const auto from = steps.begin() + static_cast<std::ptrdiff_t>(begin), to = steps.begin() + static_cast<std::ptrdiff_t>(end);
        steps.erase(std::remove_if(from, to, [](const ToldStep& s) { return s.is_expectation(); }), to);
      });
      end = begin;
    }
    const auto left = std::count_if(draft.steps().begin(), draft.steps().end() - 1, [](const ToldStep& s) { return s.is_expectation(); });
    if (left == 0) return;
  }
}

// Who does what he always does needs no word for it.
void drop_defaults(Draft& draft, Judges& judges) {
  try_change(draft, judges, [](std::vector<ToldStep>& steps) {
    for (ToldStep& step : steps)
      std::erase_if(step.fields, [&](const ToldStep::Field& f) {
        const StepSpec& spec = *find_step(step.verb);
        const FieldSpec* by = f.name == "by" ? find_field(spec, "by") : nullptr;
        return by != nullptr && f.yaml == yaml_text(spec.by.empty() ? by->fallback : spec.by);
      });
  });
}

void drop_fields(ToldStep& step, std::initializer_list<std::string_view> names) {
  std::erase_if(step.fields, [&](const ToldStep::Field& f) {
    return std::find(names.begin(), names.end(), f.name) != names.end();
  });
}

// What answers say besides success, refusal and loss; of the last step only as much as is needed.
void drop_met_answers(Draft& draft, Judges& judges) {
  try_change(draft, judges, [](std::vector<ToldStep>& steps) {
    for (auto step = steps.begin(); step != steps.end() - 1; ++step) drop_fields(*step, {"answers", "shows_limit", "sees"});
  });
  for (const std::string_view field : {"answers", "shows_limit", "sees", "remembered"})
    if (draft.steps().back().find(field))
      try_change(draft, judges, [&](std::vector<ToldStep>& steps) { drop_fields(steps.back(), {field}); });
}

// "refused: PAY-03" where the code adds nothing.
void drop_codes(Draft& draft, Judges& judges) {
  const auto by_rule_alone = [](ToldStep& step) {
    for (ToldStep::Field& field : step.fields) {
      const std::size_t end = field.name == "refused" ? field.yaml.find("\", code") : std::string::npos;
      if (end != std::string::npos) field.yaml = field.yaml.substr(7, end - 6);
    }
  };
  try_change(draft, judges, [&](std::vector<ToldStep>& steps) {
    std::for_each(steps.begin(), steps.end() - 1, by_rule_alone);
  });
  try_change(draft, judges, [&](std::vector<ToldStep>& steps) { by_rule_alone(steps.back()); });
}

// What of the answer's fields is not as it should be: tried one by one.
void narrow_answers(Draft& draft, Judges& judges) {
  const ToldStep::Field* answers = draft.steps().back().find("answers");
  if (!answers) return;
  constexpr std::array kFields{"status", "api_state", "requested", "received", "remaining", "concerns"};
  for (const char* name : kFields) {
    const std::string yaml = answers->yaml;
    const std::size_t from = yaml.find(std::string{name} + ": ");
    if (from == std::string::npos) continue;
    const std::size_t end = yaml.find('"', yaml.find('"', from) + 1) + 1;
    const std::string only = '{' + yaml.substr(from, end - from) + '}';
    const bool enough = try_change(draft, judges, [&](std::vector<ToldStep>& steps) {
      for (ToldStep::Field& field : steps.back().fields)
        if (field.name == "answers") field.yaml = only;
    });
    if (enough) return;
  }
}

}  // namespace

bool reduce(Draft& draft, Judges& judges, std::string& why_not) {
  std::string reason;
  const auto at = departs_at(draft, judges, why_not, &reason);
  if (!at) return false;
  const std::vector<ToldStep> all = draft.steps();
  std::vector<ToldStep> kept{all.begin(), all.begin() + static_cast<std::ptrdiff_t>(*at) + 1};
  if (auto seen = what_was_watched(all, *at, reason)) kept.push_back(std::move(*seen));
  draft.set_steps(std::move(kept));
  if (!proves(draft, judges, &why_not)) return false;
  drop_met_expectations(draft, judges);
  drop_met_answers(draft, judges);
  narrow_answers(draft, judges);
  drop_codes(draft, judges);
  drop_defaults(draft, judges);
  return true;
}

}  // namespace parcours
