#include "scenarios/cli/certify_sign.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <sstream>
#include <utility>

#include "reports/files.h"
#include "reports/text.h"
#include "scenarios/certify/certificate_badge.h"
#include "scenarios/certify/certificate_json.h"
#include "scenarios/certify/certificate_page.h"
#include "scenarios/certify/file_digest.h"
#include "scenarios/certify/key_file.h"
#include "scenarios/cli/certificate.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/suites.h"

namespace parcours {
namespace {

// The words of a shell's line, as far as they can be files.
std::vector<std::string> words_of(const std::string& command) {
  std::istringstream line{command};
  std::vector<std::string> words;
  for (std::string word; line >> word;) {
    std::erase_if(word, [](char c) { return c == '"' || c == '\''; });
    words.push_back(word);
  }
  return words;
}

Reported<std::vector<FileDigest>> digests_of_adapter(const TillWords& till) {
  if (till.command.empty()) return std::vector<FileDigest>{};
  return adapter_digests(words_of(till.command));
}

ExitCode write_beside(const Certificate& certificate, const std::string& path, Terminal& terminal) {
  const std::filesystem::path file{path};
  const auto beside = [&](const char* ending) { return std::filesystem::path{file}.replace_extension(ending).string(); };
  const std::pair<std::string, std::string> files[] = {{path, certificate_text(certificate)},
                                                       {beside(".html"), certificate_page(certificate)},
                                                       {beside(".svg"), certificate_badge(certificate)}};
  for (const auto& [name, text] : files) {
    if (const auto trouble = write_text_file(name, text)) return terminal.fail(ExitCode::could_not_judge, trouble->text());
    terminal.say(fmt::format("certificate {}\n", name));
  }
  return ExitCode::conforming;
}

// A run without what only its owner decides: reports, baseline, certificate.
Reported<CertifiedRun> run_again(const CertifyWords& asked, const RerunSettings& settings, Terminal& terminal) {
  CertifyWords words = asked;
  words.target.seed = settings.seed;
  CertifyJob job;
  const auto seed = whole_number(settings.seed);
  if (!seed) return ReportError{"seed", "expected a whole number, found \"" + one_line(settings.seed, 60) + '"'};
  job.options.play = {.seed = *seed, .policies = settings.policies, .manners = settings.manners, .phone = nullptr};
  job.options.drawn = 0;
  for (const std::string& profile : settings.profiles) {
    if (profile == kDrawnProfile) job.options.drawn = kDrawnStories;
    else job.options.profiles.push_back(profile);
  }
  TillStage stage;
  const TillOrEnd opened = open_till(words.till, stage, terminal);
  if (!std::holds_alternative<OpenedTill>(opened)) return ReportError{"--rerun", "the till could not be opened"};
  Till& till = *std::get<OpenedTill>(opened).till;
  const TillTold<TillHello> hello = till.hello();
  if (!hello.reply.is_ok()) return ReportError{"--rerun", "the till does not answer hello: " + hello.reply.message};
  PhoneReader phone;
  job.options.play.phone = &phone;
  job.options.repro = repro_of(words);
  const CertifyPlan plan = plan_certification(hello.value, job.options);
  Record record = certify(plan, stage, till, hello.value, job.options).record;
  till.bye();
  record.tool.version = program_version();
  return certified_run(words, job, plan, hello.value, std::move(record));
}

// The options that name the till, and the run.
RerunVerb rerun_at_till() {
  const auto words = std::make_shared<CertifyWords>();
  RerunVerb verb;
  verb.add_options = [words](Options& options) {
    add_till_options(options, words->till);
    options.texts("--product", "FILE", "with --rerun: the files that are the product, as they were named", words->product);
  };
  verb.run = [words](const RerunSettings& settings, Terminal& terminal) { return run_again(*words, settings, terminal); };
  return verb;
}

}  // namespace

Reported<CertifiedRun> certified_run(const CertifyWords& words, const CertifyJob& job, const CertifyPlan& plan,
                                     const TillHello& hello, Record record) {
  Reported<std::vector<FileDigest>> product = digests_of(words.product);
  if (!product) return product.error();
  Reported<std::vector<FileDigest>> adapter = digests_of_adapter(words.till);
  if (!adapter) return adapter.error();
  const Reported<std::string> program = program_sha256();
  if (!program) return program.error();
  CertifiedRun run;
  run.record = std::move(record);
  run.till = hello;
  run.product = std::move(product.value());
  run.adapter = std::move(adapter.value());
  run.program_sha256 = program.value();
  run.suite = suite_of(plan, hello, job.options.play.seed);
  run.manners = job.options.play.manners;
  run.filtered = !plan.is_whole;
  std::string suites;
  for (const std::string& one : job.options.profiles) suites += " --suite " + one;
  run.command = "./parcours certify " + repro_of(words) + suites;
  return run;
}

ExitCode sign(const CertifyWords& words, const CertifyJob& job, const CertifyPlan& plan, const TillHello& hello,
              const Record& record, Terminal& terminal) {
  const auto key = read_secret_key_file(words.key);
  if (!key) return terminal.misused("--key: " + key.error().text());
  const Reported<CertifiedRun> run = certified_run(words, job, plan, hello, record);
  if (!run) return terminal.fail(ExitCode::could_not_judge, "no certificate: " + run.error().text());
  const auto made = certificate_of(run.value(), job.baseline, today(), key.value());
  if (const auto* certificate = std::get_if<Certificate>(&made)) return write_beside(*certificate, words.certificate, terminal);
  const ExitCode code = terminal.fail(ExitCode::nonconforming, "no certificate:");
  for (const std::string& why : std::get<CertificateRefusals>(made)) terminal.tell("  " + printable(why) + '\n');
  return code;
}

ExitCode command_certificate(const Words& given, Terminal& terminal) { return certificate_verb(given, terminal, rerun_at_till()); }

}  // namespace parcours
