// The published JSON Schema of the adapter protocol, against what both sides really write, and what is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "scenarios/certify/adapter_texts.h"
#include "tests/sim/till_lines.h"

namespace parcours {
namespace {

using nlohmann::json;
using namespace till_message;

// The schema, or one of its definitions. Empty: the line fits it.
class Checker {
 public:
  explicit Checker(const std::string& definition = "") {
    json document = json::parse(embedded::kAdapterSchema);
    if (!definition.empty()) {
      document.erase("anyOf");
      document["$ref"] = "#/$defs/" + definition;
    }
    document_ = document;
    valijson::adapters::NlohmannJsonAdapter adapter{document_};
    parser_.populateSchema(adapter, schema_);
  }

  bool fits(const std::string& line) const {
    const json value = json::parse(line);
    valijson::adapters::NlohmannJsonAdapter adapter{value};
    valijson::Validator validator;
    return validator.validate(schema_, adapter, nullptr);
  }

 private:
  json document_;
  valijson::Schema schema_;
  valijson::SchemaParser parser_;
};

std::string definition_for(const TillMessage& asked) {
  if (std::holds_alternative<Hello>(asked)) return "answerToHello";
  if (std::holds_alternative<Tick>(asked)) return "answerToTick";
  if (std::holds_alternative<Notify>(asked)) return "answerToNotify";
  return std::holds_alternative<Observe>(asked) ? "answerToObserve" : "answerToOthers";
}

TillAnswer full_answer() {
  TillAnswer answer;
  answer.hello = a_till_hello();
  answer.next = till_morning();
  answer.status = 204;
  answer.sales = {a_sale_view(), SaleView{.sale = "B"}};
  return answer;
}

TEST(AdapterSchema, EveryMessageFitsAndIsNoAnswer) {
  const Checker all, answers{"answer"};
  std::int64_t id = 0;
  for (const TillMessage& message : every_till_message()) {
    const std::string line = to_line(++id, message);
    EXPECT_TRUE(all.fits(line)) << line;
    EXPECT_TRUE(Checker{std::string{name_of(message)}}.fits(line)) << line;
    EXPECT_FALSE(answers.fits(line)) << line;
  }
}

TEST(AdapterSchema, AMessageWithoutAMemberDoesNotFit) {
  for (const TillMessage& message : every_till_message()) {
    const Checker checker{std::string{name_of(message)}};
    const json whole = json::parse(to_line(1, message));
    const bool is_order = std::holds_alternative<Do>(message);
    for (const auto& [name, value] : whole.items()) {
      json less = whole;
      less.erase(name);
      const bool may_lack = is_order && name != "id" && name != "message" && name != "verb" && name != "sale";
      EXPECT_EQ(checker.fits(less.dump()), may_lack) << name << " in " << whole.dump();
    }
  }
}

TEST(AdapterSchema, EveryAnswerFitsWhatItAnswers) {
  const Checker all;
  for (const TillMessage& asked : every_till_message()) {
    const Checker checker{definition_for(asked)};
    TillAnswer answer = full_answer();
    EXPECT_TRUE(checker.fits(to_line(1, asked, answer))) << to_line(1, asked, answer);
    EXPECT_TRUE(all.fits(to_line(1, asked, answer)));
    answer.next.reset();
    EXPECT_TRUE(checker.fits(to_line(1, asked, answer)));
    for (const auto kind : {TillReply::Kind::error, TillReply::Kind::unsupported}) {
      answer.reply.kind = kind;
      EXPECT_TRUE(checker.fits(to_line(1, asked, answer)));
    }
  }
}

TEST(AdapterSchema, WhatTheReaderRefusesDoesNotFit) {
  for (const WrongTillAnswer& wrong : wrong_till_answers()) {
    const bool fits = Checker{definition_for(wrong.asked)}.fits(wrong.line);
    EXPECT_FALSE(fits) << wrong.line;
  }
}

TEST(AdapterSchema, WordsAreThoseOfTheCode) {
  const json schema = json::parse(embedded::kAdapterSchema);
  const json& ok = schema["$defs"]["helloOk"]["properties"];
  json capabilities = json::array(), states = json::array(), verbs = json::array();
  for (const TillCapability& one : till_capabilities()) capabilities.push_back(one.name);
  for (int i = 0; i <= static_cast<int>(SaleState::unknown); ++i) states.push_back(to_string(static_cast<SaleState>(i)));
  for (int i = 0; i <= static_cast<int>(TillVerb::look); ++i) verbs.push_back(to_string(static_cast<TillVerb>(i)));
  EXPECT_EQ(ok["capabilities"]["items"]["enum"], capabilities);
  EXPECT_EQ(ok["protocol"]["const"], kTillProtocol);
  EXPECT_EQ(schema["$defs"]["sale"]["properties"]["state"]["enum"], states);
  EXPECT_EQ(schema["$defs"]["do"]["properties"]["verb"]["enum"], verbs);
}

// The guide's own example is what both sides read.
TEST(AdapterGuide, ItsExampleIsTrue) {
  const Checker all;
  std::istringstream guide{std::string{embedded::kAdapterGuide}};
  std::optional<TillMessage> asked;
  int messages = 0, answers = 0;
  for (std::string line; std::getline(guide, line);) {
    if (line.starts_with("    > ")) {
      const ReadMessage read = read_message(line.substr(6));
      ASSERT_TRUE(read.message) << read.trouble;
      EXPECT_TRUE(all.fits(line.substr(6))) << line;
      asked = read.message, ++messages;
    } else if (line.starts_with("    < ")) {
      std::string answer = line.substr(6);
      if (const auto cut = answer.find("\xE2\x80\xA6"); cut != std::string::npos) answer.replace(cut, 3, "=");  // The picture is cut.
      const TillAnswer read = read_answer(*asked, answer);
      EXPECT_TRUE(read.reply.is_ok()) << read.reply.message;
      EXPECT_TRUE(Checker{definition_for(*asked)}.fits(answer)) << line;
      ++answers;
    }
  }
  EXPECT_EQ(messages, 5);
  EXPECT_EQ(answers, 5);
  for (const TillCapability& one : till_capabilities()) EXPECT_THAT(std::string{embedded::kAdapterGuide}, testing::HasSubstr('`' + std::string{one.name} + '`'));
}

}  // namespace
}  // namespace parcours
