// key: makes the key pair that certificates are signed with, and shows the part of it that is published.
#include <fmt/format.h>

#include "reports/files.h"
#include "reports/text.h"
#include "scenarios/certify/key_file.h"
#include "scenarios/cli/command.h"

namespace parcours {
namespace {

using namespace encaissement;

ExitCode make(const Words& given, Terminal& terminal) {
  std::string path = "parcours-key.json";
  Options options{"key new", "Makes a key pair (Ed25519) to sign certificates with."};
  options.text("--out", "FILE", "the secret key goes there, for its owner alone (parcours-key.json)", path);
  options.footer("What is there already is never overwritten.");
  if (auto end = options.read(given, terminal)) return *end;
  const SecretKey key = SecretKey::make();
  if (const auto trouble = write_secret_key_file(path, key)) return terminal.fail(ExitCode::usage, trouble->text());
  terminal.say(fmt::format("{}: secret key {}. Keep it to yourself.\nTo publish its public part: parcours key show {}\n",
                           printable(path), key_id(key.public_key()), printable(path)));
  return ExitCode::conforming;
}

ExitCode show(const Words& given, Terminal& terminal) {
  std::string path;
  Options options{"key show", "Prints the public part of a key: what others need to trust certificates signed with it."};
  options.word("FILE", "a secret key, or a public one", path);
  options.footer("To publish: parcours key show FILE > key.pub.json");
  if (auto end = options.read(given, terminal)) return *end;
  const Reported<PublicKey> published = read_public_key_file(path);
  if (published) return terminal.say(public_key_text(published.value())), ExitCode::conforming;
  const Reported<SecretKey> secret = read_secret_key_file(path);
  if (!secret) return terminal.fail(ExitCode::usage, secret.error().text());
  return terminal.say(public_key_text(secret.value().public_key())), ExitCode::conforming;
}

}  // namespace

ExitCode command_key(const Words& given, Terminal& terminal) {
  const std::string which = given.empty() ? "--help" : given.front();
  const Words rest = given.empty() ? Words{} : Words{given.begin() + 1, given.end()};
  if (which == "new") return make(rest, terminal);
  if (which == "show") return show(rest, terminal);
  if (which == "--help" || which == "-h") {
    terminal.say("parcours key new [--out FILE]  makes a key pair to sign certificates with\n"
                 "parcours key show FILE         its public part, to be published\n");
    return given.empty() ? ExitCode::usage : ExitCode::conforming;
  }
  return terminal.misused(fmt::format("key: expected new or show, found \"{}\"{}", one_line(which, 60),
                                      did_you_mean(which, {"new", "show"})));
}

}  // namespace parcours
