#include "scenarios/cli/judge.h"

#include <fmt/format.h>

#include <chrono>

#include "fakes/phone_reader.h"
#include "reports/text.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/suites.h"
#include "scenarios/language/profiles.h"
#include "scenarios/runner/labels.h"
#include "sim/random.h"

namespace parcours {
namespace {

using Clock = std::chrono::steady_clock;

bool set_profile(const std::string& name, encaissement::Policies& policies, Terminal& terminal) {
  if (name.empty()) return true;
  std::vector<std::string_view> names;
  for (const Profile& profile : builtin_profiles()) names.push_back(profile.name);
  const Profile* profile = find_profile(builtin_profiles(), name);
  if (profile == nullptr) {
    terminal.misused(fmt::format("unknown profile \"{}\"{}", one_line(name, 60), did_you_mean(name, names)),
                     "See them all: parcours profiles");
    return false;
  }
  for (const Setting& setting : profile->settings)
    encaissement::find_policy(setting.name)->set(policies, setting.value);
  return true;
}

bool set_policy(const std::string& words, encaissement::Policies& policies, Terminal& terminal) {
  constexpr std::string_view kHow = "See them all: parcours policies";
  const std::size_t equals = words.find('=');
  const std::string name = words.substr(0, equals);
  std::vector<std::string_view> names;
  for (const auto& field : encaissement::policy_fields()) names.push_back(field.name);
  const encaissement::PolicyField* field = encaissement::find_policy(name);
  if (field == nullptr) {
    terminal.misused(fmt::format("unknown policy \"{}\"{}", one_line(name, 60), did_you_mean(name, names)), kHow);
    return false;
  }
  const std::string value = equals == std::string::npos ? "" : words.substr(equals + 1);
  if (equals != std::string::npos && field->set(policies, value)) return true;
  terminal.misused(fmt::format("--policy {}: expected {}, found \"{}\"", name, field->expected, one_line(value, 60)),
                   kHow);
  return false;
}

const Defect* named_defect(const std::string& name, Terminal& terminal) {
  if (const Defect* found = find_defect(name)) return found;
  std::vector<std::string_view> names;
  for (const Defect& one : defects()) names.push_back(one.name);
  terminal.misused(fmt::format("unknown defect \"{}\"{}", one_line(name, 60), did_you_mean(name, names)),
                   "See them all: parcours defects");
  return nullptr;
}

std::string repro_of(const TargetWords& words) {
  std::string repro = "--seed " + words.seed;
  if (!words.profile.empty()) repro += " --profile " + words.profile;
  for (const std::string& policy : words.policies) repro += " --policy " + policy;
  if (!words.defect.empty()) repro += " --defect " + words.defect;
  if (!words.remote.url.empty()) repro += " --target " + words.remote.url;
  if (!words.remote.config.empty()) repro += " --target-config " + words.remote.config;
  return repro;
}

// A case that is not of the suites is found again by its file: an id alone is looked for in the suites.
void name_file(CaseResult& one) {
  constexpr std::string_view kRun = "./parcours run ";
  if (one.file.starts_with("scenarios/") || !one.repro.starts_with(kRun)) return;
  const bool plain = one.file.find_first_of(" '\"\\$`;&|<>()*?") == std::string::npos;
  one.repro.insert(kRun.size(), (plain ? one.file : '\'' + one.file + '\'') + ' ');
}

// Hears the results and takes the wall time of each.
class Ear {
 public:
  Ear(WallTimes& times, const std::function<void(const CaseResult&)>& on_case) : times_{times}, on_case_{on_case} {}

  bool operator()(const CaseResult& one) {
    const Clock::time_point now = Clock::now();
    times_[one.id] = std::chrono::duration<double, std::milli>(now - since_).count();
    if (on_case_) on_case_(one);
    since_ = Clock::now();
    return !is_interrupted();
  }

 private:
  WallTimes& times_;
  const std::function<void(const CaseResult&)>& on_case_;
  Clock::time_point since_ = Clock::now();
};

// Cases that are written for other settings than those asked for: the reference itself keeps to them under its own
// settings and departs from them under these. They say nothing of a service with these settings, and are set aside.
class Calibration {
 public:
  explicit Calibration(const RunOptions& asked) : asked_{asked}, own_{asked} { own_.policies = {}; }

  // Moves such cases out of `cases` into results that say so.
  std::vector<CaseResult> set_aside(std::vector<Scenario>& cases) {
    std::vector<CaseResult> results;
    if (asked_.policies == own_.policies) return results;
    std::erase_if(cases, [&](const Scenario& one) {
      CaseResult result = run_case(one, reference_, asked_);
      const bool other = !holds(result) && holds(run_case(one, reference_, own_));
      if (other) results.push_back(not_testable(std::move(result)));
      return other;
    });
    return results;
  }

 private:
  static bool holds(const CaseResult& one) { return one.verdict == Verdict::pass; }

  static CaseResult not_testable(CaseResult result) {
    result.verdict = Verdict::not_testable;
    result.reason = "Written for other settings: under those asked for the reference itself departs from it.";
    result.expected.clear();
    result.actual.clear();
    result.diverges_at = -1;
    return result;
  }

  RunOptions asked_, own_;
  InProcessTarget reference_;
};

}  // namespace

void add_target_options(Options& options, TargetWords& words) {
  options.text("--seed", "N", "seed of everything random (1)", words.seed)
      .text("--profile", "NAME", "settings of a counterpart, see: parcours profiles", words.profile)
      .texts("--policy", "NAME=VALUE", "one setting, see: parcours policies; what a scenario sets itself wins",
             words.policies)
      .text("--defect", "NAME", "against this broken service, see: parcours defects", words.defect);
}

std::optional<JudgeOptions> read_target_words(const TargetWords& words, Terminal& terminal) {
  JudgeOptions options{.repro = repro_of(words), .shuffle = std::nullopt};
  const auto seed = whole_number(words.seed);
  if (!seed) {
    terminal.misused("--seed: expected a whole number, found \"" + one_line(words.seed, 60) + '"');
    return std::nullopt;
  }
  options.seed = *seed;
  if (!set_profile(words.profile, options.policies, terminal)) return std::nullopt;
  for (const std::string& policy : words.policies) {
    if (!set_policy(policy, options.policies, terminal)) return std::nullopt;
  }
  if (!words.defect.empty() && (options.defect = named_defect(words.defect, terminal)) == nullptr) return std::nullopt;
  if (words.remote.url.empty()) return options;
  options.remote = read_remote(words.remote, terminal);
  if (!options.remote) return std::nullopt;
  options.remote->target.defect = words.defect;
  return options;
}

void take_settings(const Record& record, TargetWords& words) {
  if (words.seed.empty()) words.seed = record.seed;
  if (words.defect.empty() && record.target.kind != "reference") words.defect = record.target.name;
  Words settings;
  for (const auto& [name, value] : record.policies) {
    const encaissement::PolicyField* field = encaissement::find_policy(name);
    if (field != nullptr && field->get({}) != value) settings.push_back(name + '=' + value);
  }
  words.policies.insert(words.policies.begin(), settings.begin(), settings.end());
}

std::unique_ptr<Target> make_target(const Defect* defect) {
  if (defect != nullptr) return broken_target(*defect);
  return std::make_unique<InProcessTarget>();
}

std::unique_ptr<Target> make_target(const JudgeOptions& options) {
  if (options.remote) return connect(*options.remote);
  return make_target(options.defect);
}

std::string name_of_target(const JudgeOptions& options) {
  const std::string service = options.defect != nullptr ? std::string{options.defect->name} : "the reference";
  if (!options.remote) return service;
  return options.remote->client.url + (options.defect != nullptr ? ", asked to be " + service : "");
}

Judged judge(std::vector<Scenario> cases, const JudgeOptions& options,
             const std::function<void(const CaseResult&)>& on_case) {
  if (options.shuffle) Random{*options.shuffle}.shuffle(std::span{cases});
  Judged judged;
  PhoneReader own_phone;
  Ear ear{judged.times, on_case};
  const RunAll run{.options = {.seed = options.seed,
                               .policies = options.policies,
                               .repro_suffix = options.repro,
                               .phone = options.phone ? options.phone : &own_phone},
                   .on_case = [&ear](const CaseResult& one, std::size_t, std::size_t) { return ear(one); },
                   .fail_fast = options.fail_fast};
  Record& record = judged.record;
  const std::size_t asked = cases.size();
  record.cases = Calibration{run.options}.set_aside(cases);
  for (const CaseResult& one : record.cases) ear(one);
  for (CaseResult& one : run_cases(
           cases, [&] { return make_target(options); }, run))
    record.cases.push_back(std::move(one));
  for (CaseResult& one : record.cases) name_file(one);
  record.tool.version = program_version();
  record.target = target_info(*make_target(options));
  record.seed = std::to_string(options.seed);
  record.policies = details_of(options.policies);
  record.interrupted = is_interrupted() && record.cases.size() < asked;
  complete(record);
  return judged;
}

}  // namespace parcours
