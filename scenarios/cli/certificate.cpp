// certificate: verify says whether one can be relied on, offline, and by running it again; show prints it, and makes its
// page and its badge.
#include "scenarios/cli/certificate.h"

#include <fmt/format.h>

#include "reports/files.h"
#include "reports/text.h"
#include "scenarios/certify/certificate_badge.h"
#include "scenarios/certify/certificate_check.h"
#include "scenarios/certify/certificate_json.h"
#include "scenarios/certify/certificate_page.h"
#include "scenarios/certify/key_file.h"

namespace parcours {
namespace {

using namespace encaissement;

struct VerifyWords {
  std::string file, today, record;
  Words trusted;
  bool rerun = false;
};

Day today() { return paris_day(std::chrono::floor<Duration>(std::chrono::system_clock::now())); }

// The day meant, the keys and the record; none: a word was wrong, and that was told.
std::optional<CheckOptions> read_options(const VerifyWords& words, std::optional<Record>& record, Terminal& terminal) {
  CheckOptions options{.today = today(), .trusted = {}, .record = nullptr};
  if (const auto day = iso_day_from(words.today); !words.today.empty() && !day) {
    terminal.misused(fmt::format("--today: expected a day as 2026-03-31, found \"{}\"", one_line(words.today, 40)));
    return std::nullopt;
  } else if (day) {
    options.today = *day;
  }
  for (const std::string& path : words.trusted) {
    const Reported<PublicKey> key = read_public_key_file(path);
    if (!key) return terminal.misused(key.error().text()), std::nullopt;
    options.trusted.push_back(key.value());
  }
  if (words.record.empty()) return options;
  Reported<Record> read = read_record_file(words.record);
  if (!read) return terminal.misused(read.error().text()), std::nullopt;
  record = std::move(read.value());
  options.record = &*record;
  return options;
}

std::string line(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("  {:<9} {}\n", name, one_line(value, 300));
}

std::string files(const std::vector<FileDigest>& all) {
  std::vector<std::string> words;
  for (const FileDigest& one : all) words.push_back(one.name + " sha256 " + one.sha256);
  return joined(words, ", ");
}

std::string pairs(const Details& details) {
  std::vector<std::string> words;
  for (const auto& [name, value] : details) words.push_back(name + '=' + value);
  return joined(words, ", ");
}

std::string lines_of(const Certificate& c) {
  std::string out = line("product", fmt::format("{} {} {} {}", c.till.vendor, c.till.product, c.till.version, c.till.build));
  for (const CertifiedProfile& one : c.profiles)
    out += line("profile", fmt::format("{}: {}, {} passed, {} with a warning, {} waived", one.name,
                                       plural(static_cast<std::size_t>(one.cases), "case"), one.passed, one.warned, one.waived));
  for (const Waiver& one : c.waivers)
    out += line("waived", fmt::format("{} {} until {} by {}: {}", one.case_id, one.rule, iso_day(one.expires), one.owner,
                                      one.reason));
  out += line("issued", iso_day(c.issued)) + line("files", files(c.product));
  out += line("adapter", c.adapter.empty() ? "no file" : files(c.adapter));
  out += line("program", fmt::format("{} {} sha256 {}", c.tool.name, c.tool.version, c.program_sha256));
  out += line("suite", c.suite_sha256) + line("record", c.record_sha256) + line("seed", c.seed);
  out += line("policies", c.policies.empty() ? "the defaults" : pairs(c.policies)) + line("manners", pairs(c.manners));
  return out + line("again", c.command) + line("key", key_id(c.key));
}

ExitCode tell_wrong(const std::string& file, const std::vector<std::string>& wrong, std::string_view what,
                    Terminal& terminal) {
  for (const std::string& one : wrong) terminal.tell(fmt::format("  {}\n", printable(one)));
  return terminal.fail(ExitCode::nonconforming, fmt::format("{}: {}", file, what));
}

ExitCode run_again(const Certificate& certificate, const std::string& file, const RerunVerb& rerun, Terminal& terminal) {
  const Reported<RerunSettings> settings = settings_of(certificate);
  if (!settings) return terminal.fail(ExitCode::could_not_judge, settings.error().text());
  const Reported<CertifiedRun> again = rerun.run(settings.value(), terminal);
  if (!again) return terminal.fail(ExitCode::could_not_judge, again.error().text());
  const Repeated repeated = compare_again(certificate, again.value());
  for (const std::string& remark : repeated.remarks) terminal.tell(fmt::format("  {}\n", printable(remark)));
  if (!repeated.differences.empty()) return tell_wrong(file, repeated.differences, "run again, it is another", terminal);
  terminal.say(fmt::format("{}: run again, it is the same, byte for byte\n", printable(file)));
  return ExitCode::conforming;
}

ExitCode tell_standing(const CertificateCheck& check, const std::string& file, Terminal& terminal) {
  const Certificate& c = *check.certificate;
  terminal.say(lines_of(c));
  if (check.standing == CertificateStanding::good) {
    terminal.say(fmt::format("{}: good: unchanged, in force, signed with trusted key {}\n", printable(file), key_id(c.key)));
    return ExitCode::conforming;
  }
  return terminal.fail(
      ExitCode::could_not_judge,
      fmt::format("{}: key {} is not known to be trusted: the file is unchanged since somebody with that key signed it, "
                  "and that is all a signature proves", file, key_id(c.key)),
      "Name the key you trust, as its owner published it: --trust FILE");
}

ExitCode verify(const Words& given, Terminal& terminal, const RerunVerb& rerun) {
  VerifyWords words;
  Options options{"certificate verify", "Says whether a certificate can be relied on; needs no network."};
  options.word("FILE", "the certificate", words.file)
      .texts("--trust", "FILE", "a public key that is trusted, as `parcours key show` prints it", words.trusted)
      .text("--record", "FILE", "the record it was made from, to be compared", words.record)
      .text("--today", "DAY", "the day for which it must hold, 2026-03-31 (today)", words.today);
  if (rerun.run) options.flag("--rerun", "runs it again and compares the record", words.rerun);
  if (rerun.run && rerun.add_options) rerun.add_options(options);
  options.footer("Ends 0 when it is good, 1 when not, 3 when it is unchanged but signed by nobody known.");
  if (auto end = options.read(given, terminal)) return *end;
  std::optional<Record> record;
  const auto checked = read_options(words, record, terminal);
  if (!checked) return ExitCode::usage;
  const Reported<std::string> text = read_text_file(words.file);
  if (!text) return terminal.misused(text.error().text());
  const CertificateCheck check = check_certificate(text.value(), words.file, *checked);
  if (check.standing == CertificateStanding::wrong)
    return tell_wrong(words.file, check.wrong, "not to be relied on", terminal);
  const ExitCode standing = tell_standing(check, words.file, terminal);
  return words.rerun ? stronger(standing, run_again(*check.certificate, words.file, rerun, terminal)) : standing;
}

ExitCode write_to(const std::string& path, const std::string& text, Terminal& terminal) {
  if (path.empty()) return ExitCode::conforming;
  if (path == "-") return terminal.say(text), ExitCode::conforming;
  const auto trouble = write_text_file(path, text);
  return trouble ? terminal.fail(ExitCode::could_not_judge, trouble->text()) : ExitCode::conforming;
}

ExitCode show(const Words& given, Terminal& terminal) {
  std::string file, page, badge;
  Options options{"certificate show", "Prints a certificate, and makes its page and its badge."};
  options.word("FILE", "the certificate", file)
      .text("--html", "FILE", "writes the page, to be read and printed", page)
      .text("--badge", "FILE", "writes the badge, an SVG", badge);
  options.footer("What was changed since it was signed is not shown. Whose key it is: parcours certificate verify");
  if (auto end = options.read(given, terminal)) return *end;
  const Reported<std::string> text = read_text_file(file);
  if (!text) return terminal.misused(text.error().text());
  const CertificateCheck check = check_certificate(text.value(), file, {.today = today(), .trusted = {}, .record = nullptr});
  if (!check.certificate) return tell_wrong(file, check.wrong, "not shown", terminal);
  if (page != "-" && badge != "-") terminal.say(lines_of(*check.certificate));
  for (const std::string& one : check.wrong) terminal.tell(fmt::format("  {}\n", printable(one)));
  const ExitCode written = write_to(page, certificate_page(*check.certificate), terminal);
  return stronger(written, write_to(badge, certificate_badge(*check.certificate), terminal));
}

}  // namespace

ExitCode certificate_verb(const Words& given, Terminal& terminal, const RerunVerb& rerun) {
  const std::string which = given.empty() ? "--help" : given.front();
  const Words rest = given.empty() ? Words{} : Words{given.begin() + 1, given.end()};
  if (which == "verify") return verify(rest, terminal, rerun);
  if (which == "show") return show(rest, terminal);
  if (which == "--help" || which == "-h") {
    terminal.say("parcours certificate verify FILE [--trust KEY]  whether it can be relied on\n"
                 "parcours certificate show FILE                  what it says; --html, --badge\n");
    return given.empty() ? ExitCode::usage : ExitCode::conforming;
  }
  return terminal.misused(fmt::format("certificate: expected verify or show, found \"{}\"{}", one_line(which, 60),
                                      did_you_mean(which, {"verify", "show"})));
}

}  // namespace parcours
