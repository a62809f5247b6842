#include "scenarios/language/explain.h"

#include <algorithm>
#include <array>

#include "reports/text.h"
#include "scenarios/language/explain_text.h"
#include "scenarios/language/parse_values.h"

namespace parcours {
namespace {

constexpr std::size_t kWidth = 100;

// Blanks that no line may end on, as \x01 for a while: before "€", "%", ":", ";" and "»", after "«".
std::string kept_together(std::string text) {
  for (const std::string_view sign : {" €", " %", " :", " ;", " »", "« "})
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at))
      text[at + sign.find(' ')] = '\x01';
  return text;
}

// `start` and `text` in lines of kWidth, each after the first below the end of `start`.
std::string wrapped(std::string_view start, std::string_view text) {
  const std::string kept = kept_together(std::string{text});
  const std::string margin(start.size(), ' ');
  std::string out{start};
  std::size_t column = start.size();
  std::string_view rest = kept;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::size_t width = code_points(rest.substr(0, end));
    const bool first = column == start.size();
    const bool fits = first || column + 1 + width <= kWidth;
    out += first ? "" : fits ? " " : "\n" + margin;
    out += rest.substr(0, end);
    column = fits ? column + width + (first ? 0 : 1) : margin.size() + width;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::replace(out.begin(), out.end(), '\x01', ' ');
  return out + '\n';
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  if (text.starts_with("à")) text.replace(0, 2, "À");
  return text;
}

// What the steps of people have in common, each a sentence of its own.
constexpr std::array<Bilingual, 8> kAfterwards{{
    {"[Idempotency key “{key}”.]", "[Clé d'idempotence « {key} ».]"},
    {"[seal=wrong:Its seal is wrong.]", "[seal=wrong:Son sceau est faux.]"},
    {"[outcome=any:Either outcome will do.]", "[outcome=any:Les deux issues conviennent.]"},
    {"[lost=yes:No answer comes back.]", "[lost=yes:Aucune réponse ne revient.]"},
    {"[remembered=yes:The answer is the one given before.][remembered=no:The answer is a new one.]",
     "[remembered=yes:La réponse est celle déjà donnée.][remembered=no:La réponse est nouvelle.]"},
    {"[The answer tells: {answers}.]", "[La réponse annonce : {answers}.]"},
    {"[The answer is called “{answer_as}”.]", "[La réponse s'appelle « {answer_as} ».]"},
    {"[The answer is that called “{same_answer_as:raw}”, word for word.]",
     "[La réponse est celle appelée « {same_answer_as:raw} », mot pour mot.]"},
}};

std::string refusal(const Step& step, Tongue tongue) {
  const FieldSpec* spec = find_field(step.spec(), "refused");
  if (!spec || !step.has("refused") || step.fields("refused").is("rule", "no")) return {};
  constexpr Bilingual kRefused{"It is refused by {rule}", "L'action est refusée par {rule}"};
  constexpr Bilingual kCode{"It is refused", "L'action est refusée"};
  const Fields& refused = step.fields("refused");
  const Bilingual text = refused.has("rule") ? kRefused : kCode;
  std::string out = filled(text.in(tongue), refused, spec->fields, tongue);
  if (refused.has("code")) out += " (" + refused.text("code") + ")";
  return out + ".";
}

void add(std::string& out, const std::string& sentence) {
  if (sentence.empty()) return;
  if (!out.empty()) out += ' ';
  out += capitalised(sentence);
}

// The facts an expectation expects: its fields that its sentence does not use already.
std::string facts_of(const Step& step, std::string_view sentence, Tongue tongue) {
  std::vector<std::string> facts;
  for (const FieldSpec& spec : fields_of(step.spec())) {
    const std::string sign = "{" + std::string{spec.name};
    const bool used = sentence.find(sign + "}") != std::string_view::npos ||
                      sentence.find(sign + ":") != std::string_view::npos;
    const std::string_view fact = fact_of(spec.name).in(tongue);
    if (!used && step.given(spec.name) && !fact.empty())
      facts.push_back(filled(fact, step, fields_of(step.spec()), tongue));
  }
  return enumerated(facts, tongue);
}

std::string line_of(const Setting& setting) { return setting.name + " = " + setting.value; }

std::string changes_of(const Scenario& scenario, Tongue tongue) {
  std::string out;
  const bool english = tongue == Tongue::english;
  for (const CustomerSpec& customer : scenario.world.customers) {
    const CustomerSpec* known = guide_world().customer(customer.name);
    if (!known || known->balance != customer.balance)
      add(out, capitalised(customer.name) + (english ? " starts with " : " commence avec ") +
                   write_money(customer.balance) + ".");
    if (customer.blocked != (known && known->blocked))
      add(out,
          capitalised(customer.name) + (english ? (customer.blocked ? " is blocked." : " is not blocked.")
                                                : (customer.blocked ? " : client bloqué." : " : client non bloqué.")));
  }
  for (const PointSpec& point : scenario.world.points)
    if (!point.enabled)
      add(out, english ? "The point d'accueil " + point.code + " is not enabled."
                       : "Le point d'accueil " + point.code + " n'est pas activé.");
  for (const AccountSpec& account : scenario.world.accounts)
    if (!account.may_collect)
      add(out, english ? "Account " + account.login + " may not collect."
                       : "Le compte " + account.login + " n'a pas le droit d'encaisser.");
  return out;
}

std::string circumstances(const Scenario& scenario, Tongue tongue) {
  const bool english = tongue == Tongue::english;
  std::vector<std::string> rules, settings;
  for (const encaissement::RuleId rule : scenario.rules) rules.emplace_back(to_string(rule));
  for (const Setting& setting : scenario.settings) settings.push_back(line_of(setting));
  std::string out = english ? "It proves " + enumerated(rules, tongue) + ". It starts on "
                            : "Ce cas prouve " + enumerated(rules, tongue) + ". Il commence le ";
  out += write_moment(scenario.start) + (english ? ", Paris." : ", heure de Paris.");
  if (!settings.empty()) out += (english ? " Settings: " : " Réglages : ") + enumerated(settings, tongue) + ".";
  add(out, changes_of(scenario, tongue));
  return out;
}

}  // namespace

std::string explain_step(const Step& step, Tongue tongue) {
  const std::string sentence = sentence_in(step.verb, tongue);
  const auto fields = fields_of(step.spec());
  // The facts hold texts of the file, which may hold signs: they are put in after the rest is filled.
  constexpr std::string_view kFacts = "{facts}";
  const std::size_t at = std::min(sentence.find(kFacts), sentence.size());
  std::string out = filled(sentence.substr(0, at), step, fields, tongue);
  if (at < sentence.size()) {
    out += facts_of(step, sentence, tongue);
    out += filled(sentence.substr(at + kFacts.size()), step, fields, tongue);
  }
  out = capitalised(std::move(out));
  while (out.ends_with(' ')) out.pop_back();
  if (step.kind() == StepKind::action) {
    add(out, refusal(step, tongue));
    for (const Bilingual& after : kAfterwards) add(out, filled(after.in(tongue), step, fields, tongue));
  }
  if (step.has("note")) out += " (" + step.text("note") + ")";
  return out;
}

std::string explain(const Scenario& scenario, Tongue tongue) {
  std::string out = wrapped("", scenario.title) + scenario.id + "\n\n";
  out += wrapped("", circumstances(scenario, tongue)) + '\n';
  int number = 0;
  for (const Step& step : scenario.steps) {
    out += wrapped(padded(std::to_string(++number) + ".", 4), explain_step(step, tongue));
    if (step.verb != StepVerb::together) continue;
    for (const Step& inner : step.steps("actions")) out += wrapped("    - ", explain_step(inner, tongue));
  }
  return out;
}

}  // namespace parcours
