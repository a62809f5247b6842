// What the document and its page are made of, where the running service cannot show it: planted words.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reference/core/text.h"
#include "reference/desk/local_desk.h"
#include "reference/http/app.h"
#include "reference/http/docs_parts.h"
#include "reference/http/documents.h"
#include "scenarios/serve/tally.h"

namespace parcours::http {
namespace {

Handled nothing(const Exchange&) { return Response{}; }

const Route kPlanted{.method = "GET", .path = "/sandbox/collected/{point}", .caller = Caller::control, .handle = nothing,
                     .id = "planted", .summary = "<script>alert('a')</script>", .gives = "Collected", .errors = "BAD_REQUEST"};

TEST(DocumentTest, AnOperationSaysWhatItsRouteSays) {
  const Json document = openapi_of({&kPlanted});
  const Json& operation = document["paths"]["/sandbox/collected/{point}"]["get"];
  EXPECT_EQ(operation["operationId"], "planted");
  EXPECT_EQ(operation["tags"], Json::array({"Sandbox"}));
  EXPECT_TRUE(operation["x-ours"]);
  EXPECT_EQ(operation["parameters"], Json::array({{{"$ref", "#/components/parameters/point"}}}));
  EXPECT_TRUE(operation["responses"].contains("200") && operation["responses"].contains("400"));
  EXPECT_EQ(operation["security"], Json::array({{{"control", Json::array()}}}));
}

TEST(DocumentTest, EveryRouteIsInIt) {
  const Json document = Json::parse(openapi_text());
  std::size_t operations = 0;
  for (const auto& [path, item] : document["paths"].items()) operations += item.size();
  EXPECT_EQ(operations, App::routes().size());
}

TEST(DocumentTest, ACodeHasTheStatusThatTheServiceGivesIt) {
  const Json document = Json::parse(openapi_text());
  for (const auto& [path, item] : document["paths"].items())
    for (const auto& [method, operation] : item.items())
      for (const auto& [status, response] : operation["responses"].items()) {
        const Json examples = response.value("/content/application~1json/examples"_json_pointer, Json::object());
        for (const auto& [code, example] : examples.items()) {
          const int own = status_of(code);  // 500 for those that are not the public API's.
          EXPECT_TRUE(own == 500 || std::to_string(own) == status) << path << " " << code;
        }
      }
}

TEST(DocsPageTest, WordsOfTheDocumentAreWordsOnThePage) {
  const std::string page = page_of(openapi_of({&kPlanted}));
  EXPECT_EQ(page.find("<script>"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;alert"), std::string::npos);
  EXPECT_EQ(docs::with_code("a `<b>` \"c\" & `d"), "a <code>&lt;b&gt;</code> &quot;c&quot; &amp; <code>d</code>");
}

Request from(const std::string& peer, const std::string& host) {
  return {.method = "GET", .path = "/metrics", .raw_path = "/metrics", .query = {}, .headers = {{"Host", host}}, .body = {}, .peer = peer};
}

TEST(MetricsRouteTest, StrangersNeedTheToken) {
  App app{{.control_token = "t"}};
  EXPECT_TRUE(app.is_of_the_house(from("127.0.0.1", "127.0.0.1:8080")));
  EXPECT_FALSE(app.is_of_the_house(from("10.0.0.9", "127.0.0.1:8080")));
  EXPECT_FALSE(app.is_of_the_house(from("127.0.0.1", "rebound.example")));
  Request request = from("10.0.0.9", "parcours.example");
  request.headers.push_back({"Parcours-Control", "t"});
  EXPECT_TRUE(app.is_of_the_house(request));
  request.headers.back().value = "u";
  EXPECT_FALSE(app.is_of_the_house(request));
}

TEST(HealthTest, TroubleIsA503WithItsReason) {
  AppOptions options;
  options.health = [] { return Health{.journal = "disk", .trouble = "The disk refuses what happens: full"}; };
  App app{std::move(options)};
  LocalDesk desk;
  const Request request{.method = "GET", .path = "/healthz", .raw_path = "/healthz", .peer = "127.0.0.1"};
  const Handled handled = app.answer(request, app.find(request), desk, Instant{});
  const Response& response = std::get<Response>(handled);
  EXPECT_EQ(response.status, 503);
  EXPECT_NE(response.body.find("SERVICE_UNAVAILABLE"), std::string::npos);
  EXPECT_NE(response.body.find("full"), std::string::npos);
}

Answer ask(LocalDesk& desk, const std::string& customer, Instant now) {
  Call call{.who = {.door = Door::espace, .name = "70890001", .point = "P001"}, .verb = Verb::request};
  call.form = {.parcours = "B", .amount = "40,00", .basket = "REF", .mode = "email", .identifier = customer, .payment_days = 3};
  return desk.submit(call, now);
}

TEST(TallyTest, StepByStepItCountsWhatACountFromTheStartDoes) {
  LocalDesk desk;
  const Instant now = encaissement::parse_moment("24/06/2020 11:33").value();
  desk.start(guide_world(), {}, now, 1);
  Tally along;
  along.look(desk.service());
  for (int i = 0; i < 5; ++i) {
    const Answer asked = ask(desk, "bob@mail.example", now);
    along.look(desk.service());
    Call cancel{.who = {.door = Door::espace, .name = "70890001", .point = "P001"}, .verb = Verb::cancel, .operation = asked.number};
    if (i % 2 == 0) desk.submit(cancel, now);
    along.look(desk.service());
  }
  Tally whole;
  whole.look(desk.service());
  EXPECT_EQ(along.counts().by_status, whole.counts().by_status);
  EXPECT_EQ(along.counts().entries, whole.counts().entries);
  EXPECT_EQ(whole.counts().by_status, (std::array<std::uint64_t, 5>{2, 0, 0, 0, 3}));
}

TEST(TallyTest, AnotherServiceIsCountedFromItsStart) {
  LocalDesk desk;
  const Instant now = encaissement::parse_moment("24/06/2020 11:33").value();
  desk.start(guide_world(), {}, now, 1);
  ask(desk, "bob@mail.example", now);
  Tally tally;
  tally.look(desk.service());
  EXPECT_EQ(tally.counts().by_status[0], 1U);
  desk.start(guide_world(), {}, now, 1);
  tally.look(desk.service());
  EXPECT_EQ(tally.counts().by_status[0], 0U);
}

}  // namespace
}  // namespace parcours::http
