#include "tests/scenarios/serve/recorded_fixture.h"

namespace parcours {

Answer RecordedFixture::request(const Speaker& who, const std::string& parcours, const std::string& key) {
  Call call{.who = who, .verb = Verb::request, .idempotency_key = key};
  call.form = {.parcours = parcours, .amount = "40,00", .basket = "REF202006241", .mode = "identifier", .identifier = "10000003051"};
  if (parcours == "C") call.form.validation_days = 3;
  if (parcours == "C") call.form.notify_email = "caisse@canoe.example";
  return ask(std::move(call));
}

Answer RecordedFixture::request_qr() {
  Call call{.who = kCashier, .verb = Verb::request};
  call.form = {.parcours = "A", .amount = "40,00", .basket = "REF202006242", .mode = "qr"};
  return ask(std::move(call));
}

std::string RecordedFixture::exported() {
  const http::ExportedScenario file = sandbox.export_scenario();
  EXPECT_EQ(file.why_not, "");
  for (const Problem& problem : lint(parse_text("recorded.yaml", file.yaml))) ADD_FAILURE() << problem.text();
  EXPECT_FALSE(format_text("recorded.yaml", file.yaml).changed) << file.yaml;
  return file.yaml;
}

CaseResult RecordedFixture::play(const std::string& yaml, Target& target) {
  const Loaded loaded = parse_text("recorded.yaml", yaml);
  if (loaded.cases.size() != 1) return {};
  return run_case(loaded.cases.front(), target);
}

}  // namespace parcours
