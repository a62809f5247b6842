// The service's side of the wire: answers against the acquisition API.
#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "reports/text.h"
#include "scenarios/certify/oracle_wire.h"
#include "scenarios/certify/wire_said.h"
#include "scenarios/certify/wire_schema.h"

namespace parcours {
namespace {

using http::Json;

constexpr std::array<std::string_view, 10> kCodes = {
    "BAD_REQUEST",           "INVALID_SEAL",              "MERCHANT_NOT_ALLOWED",       "OPERATION_TRANSACTION_NOT_ALLOWED",
    "TRANSACTION_NOT_FOUND", "BENEFICIARY_NOT_FOUND",     "OTHER_TRANSACTION_PENDING",  "INVALID_TRANSACTION_AMOUNT",
    "INVALID_TRANSACTION_CURRENCY", "INTERNAL_SERVER_ERROR"};

// What somebody on the way said is not the service's.
bool is_of_the_service(const TracedCall& call) {
  return call.answer && call.fault != "error_500" && call.fault != "error_503" && call.answer->status != 502 &&
         call.answer->status != 503 && call.answer->status != 504;
}

bool answers_a_transaction(ApiCall kind) {
  return kind != ApiCall::other && kind != ApiCall::qr && kind != ApiCall::list;
}

std::string text_at(const Json& json, const Json::json_pointer& at) {
  if (!json.contains(at)) return {};
  const Json& found = json.at(at);
  return found.is_string() ? found.get<std::string>() : found.is_null() ? std::string{} : found.dump();
}

class Answers {
 public:
  void see(const SaidCall& one) {
    said_ = &one;
    if (!answers_a_transaction(one.kind) || !is_of_the_service(*one.call)) return;
    const http::Response& answer = *one.call->answer;
    const auto json = http::read_body(answer.body);
    if (!json) return find("is no JSON object", "a JSON object", one_line(answer.body, 100));
    if (json->contains("errorCode")) return see_error(*json);
    for (const SchemaTrouble& trouble : schema_troubles(*json, "TransactionAnswer", SchemaKind::public_api))
      find("is not as the API has it", "the schema TransactionAnswer",
           (trouble.where.empty() ? "the answer" : trouble.where) + ": " + one_line(trouble.what, 200));
    if (json->contains("transaction") && json->at("transaction").is_object()) see_transaction(json->at("transaction"));
  }

  Findings take() { return std::move(findings_); }
  std::size_t count() const { return findings_.size(); }

 private:
  void find(const std::string& what, std::string expected, std::string actual) {
    Finding one = finding_at(TillRuleId::pos_02, *said_,
                             "The service's answer to " + std::string{to_string(said_->kind)} + ' ' + what + " (acquisition-api: Answer).",
                             {std::move(expected)}, std::move(actual));
    one.at = said_->call->answered;
    findings_.push_back(std::move(one));
  }

  void see_error(const Json& json) {
    const std::string code = text_at(json, "/errorCode"_json_pointer);
    if (std::find(kCodes.begin(), kCodes.end(), code) == kCodes.end())
      find("has an errorCode that the API does not know", "one of the ten codes", one_line(code, 60));
    if (!json.contains("errorMessage") || !json["errorMessage"].is_string()) find("has no errorMessage", "a text", "none");
    if (json.contains("transaction") && !json["transaction"].is_null()) find("is an error and a transaction", "one of both", code);
  }

  void expect(const char* what, const std::string& expected, const std::string& actual) {
    if (expected != actual) find(std::string{"has another "} + what, expected.empty() ? "none" : expected, actual.empty() ? "none" : actual);
  }

  void see_transaction(const Json& transaction) {
    const std::string state = text_at(transaction, "/state"_json_pointer), number = text_at(transaction, "/id"_json_pointer);
    if (said_->kind == ApiCall::create) {
      expect("state", "INITIALIZED", state);
      expect("order.id", said_->text("order.id"), text_at(transaction, "/order/id"_json_pointer));
      expect("order.paymentId", said_->text("order.paymentId"), text_at(transaction, "/order/paymentId"_json_pointer));
      expect("amount", said_->text("order.amount.total"), text_at(transaction, "/order/amount/total"_json_pointer));
    } else {
      expect("id", said_->number, number);
    }
    // What is given back whole stays VALIDATED (POLICY refund); whether it may be is VAL-05.
    if (said_->kind == ApiCall::cancellation && state != "VALIDATED") expect("state", "CANCELLED", state);
    see_grant(transaction);
    if (said_->kind == ApiCall::status) see_state(number, state);
  }

  void see_grant(const Json& transaction) {
    const auto asked = "/order/amount/total"_json_pointer, granted = "/payers/0/authorizations/0/amount/total"_json_pointer;
    if (!transaction.contains(asked) || !transaction.contains(granted)) return;
    if (!transaction.at(asked).is_number_integer() || !transaction.at(granted).is_number_integer()) return;
    const auto most = transaction.at(asked).get<std::int64_t>(), got = transaction.at(granted).get<std::int64_t>();
    if (got > most) find("grants more than was asked", "at most " + std::to_string(most) + " cents", std::to_string(got) + " cents");
  }

  // Looks alone: an answer that is remembered tells an old state again.
  void see_state(const std::string& number, const std::string& state) {
    std::string& before = states_[number];
    const bool settles = (before == "VALIDATED" || before == "CONSIGNED") && (state == "CONSIGNED" || state == "PAID");
    if (is_final(before) && state != before && !settles) find("leaves a final state", before, state);
    before = state;
  }

  const SaidCall* said_ = nullptr;
  std::map<std::string, std::string> states_;
  Findings findings_;
};

}  // namespace

Findings judge_answers(const Trace& trace, std::vector<std::size_t>* entries) {
  Answers answers;
  Knowledge knowledge;
  for (const TraceEntry& entry : trace.entries) {
    if (const auto* call = std::get_if<TracedCall>(&entry)) answers.see(said(*call, knowledge));
    knowledge.learn(entry);
    if (entries != nullptr) entries->resize(answers.count(), static_cast<std::size_t>(&entry - trace.entries.data()));
  }
  return answers.take();
}

}  // namespace parcours
