#include "scenarios/cli/certify_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"
#include "scenarios/certify/certificate.h"
#include "scenarios/cli/command.h"

namespace parcours {
namespace {

constexpr std::uint64_t kDrawnMax = 100'000;

// "NAME=VALUE" of a manner; the names are those of the certificate.
bool set_manner_words(const std::string& words, TillManners& manners, Terminal& terminal) {
  const std::size_t equals = words.find('=');
  const std::string name = words.substr(0, equals);
  if (equals != std::string::npos && set_manner(manners, name, words.substr(equals + 1))) return true;
  std::vector<std::string> known;
  std::vector<std::string_view> names;
  for (const auto& [one, value] : manners_of(manners)) known.push_back(one);
  for (const std::string& one : known) names.push_back(one);
  terminal.misused(fmt::format("--manner: expected NAME=NUMBER, NAME one of {}; found \"{}\"{}", joined(known, ", "),
                               one_line(words, 60), did_you_mean(name, names)));
  return false;
}

bool are_profiles(const Words& suites, Terminal& terminal) {
  std::vector<std::string_view> names;
  for (const TillProfile& one : till_profiles()) names.push_back(one.name);
  for (const std::string& suite : suites) {
    if (std::find(names.begin(), names.end(), suite) != names.end()) continue;
    terminal.misused(fmt::format("--suite: there is no profile \"{}\"{}", one_line(suite, 60), did_you_mean(suite, names)),
                     "See them all: parcours certify --list");
    return false;
  }
  return true;
}

bool read_known_failures(const std::string& file, Baseline& into, Terminal& terminal) {
  if (file.empty()) return true;
  Reported<Baseline> baseline = read_baseline_file(file);
  if (baseline) into = std::move(baseline.value());
  else terminal.misused(baseline.error().text(), "An entry has case, reason, owner and expires, and may have rule.");
  return baseline.ok();
}

// "core,partial" and repeated options alike.
Words apart(const Words& lists) {
  Words words;
  for (const std::string& list : lists) {
    for (std::size_t from = 0; from <= list.size();) {
      const std::size_t comma = std::min(list.find(',', from), list.size());
      if (comma > from) words.push_back(list.substr(from, comma - from));
      from = comma + 1;
    }
  }
  return words;
}

}  // namespace

void add_certify_options(Options& options, CertifyWords& words) {
  options.words("words", "cases by id or its beginning, or rules (POS-04); none: all of the profiles", words.words);
  add_till_options(options, words.till);
  add_attended_option(options, words.till);
  options.texts("--suite", "PROFILE,..", "profiles to be judged by; none: all that the till claims", words.suites)
      .text("--seed", "N", "of all names, amounts and days (1)", words.target.seed)
      .text("--drawn", "N", fmt::format("stories that nobody wrote ({})", kDrawnStories), words.drawn)
      .text("--profile", "NAME", "settings of a counterpart, see: parcours profiles", words.target.profile)
      .texts("--policy", "NAME=VALUE", "one setting, see: parcours policies", words.target.policies)
      .texts("--manner", "NAME=NUMBER", "what is asked of a till: pos_poll_min_ms=1000, pos_immediate_rest_s=60, …", words.manners)
      .text("--baseline", "FILE", "known failures, each with an owner and a last day; a certificate names them", words.baseline)
      .texts("--report", "FORMAT=FILE,..", kReportHelp, words.reports)
      .text("--certificate", "FILE", "signs a certificate: FILE, and a page and a badge beside it; needs --key", words.certificate)
      .text("--key", "FILE", "signs with this key, see: parcours key new", words.key)
      .texts("--product", "FILE", "files that are the product, for their digests in the certificate", words.product)
      .text("--story", "FILE", "plays a story that was kept instead of the cases", words.story)
      .text("--keep", "FOLDER", "keeps the shortest story of each rule broken there, as a file for --story", words.keep)
      .flag("--list", "shows the profiles and their cases, and plays nothing", words.lists)
      .text("--explain", "ID", "tells a case step by step, and plays nothing", words.explain)
      .flag("--as-found", "does not make failing stories small", words.keeps_long)
      .flag("--quiet", "prints nothing when all is well", words.quiet)
      .flag("--no-color", "no colour, as NO_COLOR=1 does", words.no_color);
}

std::optional<CertifyJob> read_certify_words(const CertifyWords& words, Terminal& terminal) {
  if (words.no_color) terminal.without_colour();
  const auto judging = read_target_words(words.target, terminal);
  if (!judging) return std::nullopt;
  const auto drawn = whole_number(words.drawn);
  if (!drawn || *drawn > kDrawnMax) {
    terminal.misused(fmt::format("--drawn: expected a whole number up to {}, found \"{}\"", kDrawnMax, one_line(words.drawn, 60)));
    return std::nullopt;
  }
  const auto reports = read_report_requests(words.reports, terminal);
  if (!reports) return std::nullopt;
  CertifyJob job{.options = {}, .reports = *reports, .baseline = {}};
  job.options.play.seed = judging->seed;
  job.options.play.policies = judging->policies;
  job.options.profiles = apart(words.suites);
  job.options.words = words.words;
  job.options.drawn = static_cast<int>(*drawn);
  job.options.attended = words.till.attended;
  job.options.makes_small = !words.keeps_long && !words.till.attended;
  job.options.repro = repro_of(words);
  for (const std::string& manner : words.manners)
    if (!set_manner_words(manner, job.options.play.manners, terminal)) return std::nullopt;
  const bool right = are_profiles(job.options.profiles, terminal) && read_known_failures(words.baseline, job.baseline, terminal);
  if (!right) return std::nullopt;
  return job;
}

std::string repro_of(const CertifyWords& words) {
  std::string repro = typed(words.till) + (words.till.tls ? " --tls" : "") + " --seed " + words.target.seed;
  if (!words.target.profile.empty()) repro += " --profile " + words.target.profile;
  for (const std::string& policy : words.target.policies) repro += " --policy " + policy;
  for (const std::string& manner : words.manners) repro += " --manner " + manner;
  if (!words.story.empty()) repro += " --story " + quoted(words.story);
  return repro;
}

}  // namespace parcours
