#include "scenarios/trace/told.h"

#include <nlohmann/json.hpp>

#include "reference/http/capture_date.h"

namespace parcours {
namespace {

using encaissement::ApiState;
using http::Json;

constexpr std::int64_t kCentsMax = 1'000'000'000'000;

const Json* at(const Json& json, std::initializer_list<const char*> path) {
  const Json* here = &json;
  for (const char* name : path) {
    if (!here->is_object()) return nullptr;
    const auto found = here->find(name);
    if (found == here->end() || found->is_null()) return nullptr;
    here = &*found;
  }
  return here;
}

std::string text(const Json& json, std::initializer_list<const char*> path) {
  const Json* leaf = at(json, path);
  if (leaf == nullptr) return {};
  if (leaf->is_string()) return leaf->get<std::string>();
  return leaf->is_number() ? leaf->dump() : std::string{};
}

std::optional<Instant> moment(const Json& json, std::initializer_list<const char*> path) {
  const std::string written = text(json, path);
  return written.empty() ? std::nullopt : encaissement::parse_capture_date(written);
}

std::optional<Money> cents(const Json& json, std::initializer_list<const char*> path) {
  const Json* leaf = at(json, path);
  if (leaf == nullptr || !leaf->is_number_integer()) return std::nullopt;
  const auto amount = leaf->get<std::int64_t>();
  return amount > kCentsMax || amount < -kCentsMax ? std::nullopt : std::optional{Money::from_cents(amount)};
}

// The first authorisation of the first payer is what clients read.
void read_payer(const Json& transaction, Told& told) {
  const Json* payers = at(transaction, {"payers"});
  if (payers == nullptr || !payers->is_array() || payers->empty()) return;
  const Json& payer = payers->front();
  told.beneficiary = text(payer, {"beneficiaryId"});
  const Json* given = at(payer, {"authorizations"});
  if (given == nullptr || !given->is_array() || given->empty()) return;
  told.granted = cents(given->front(), {"amount", "total"});
  told.paid_at = moment(given->front(), {"validationDate"});
}

void read_own(const Json& own, Told& told) {
  told.own = true;
  const Json* remembered = at(own, {"remembered"});
  told.remembered = remembered != nullptr && remembered->is_boolean() && remembered->get<bool>();
  told.status = text(own, {"status"});
  told.cause = text(own, {"cause"});
  told.parcours = text(own, {"parcours"});
  told.mode = text(own, {"mode"});
  told.payment_limit = text(own, {"paymentLimit"});
  told.validation_limit = text(own, {"validationLimit"});
  told.received = cents(own, {"received"});
  told.remaining = cents(own, {"remaining"});
  told.validated = cents(own, {"validated"});
  told.paid = cents(own, {"paid"});
  told.last_action = moment(own, {"lastAction"});
  told.validation_deadline = moment(own, {"validationDeadline"});
  if (const auto paid_at = moment(own, {"paidAt"})) told.paid_at = paid_at;
}

Told told_of(const Json& transaction) {
  Told told;
  told.number = text(transaction, {"id"});
  told.state = text(transaction, {"state"});
  told.api = api_state_from(told.state);
  told.created = moment(transaction, {"creationDate"});
  told.updated = moment(transaction, {"updateDate"});
  told.expires = moment(transaction, {"expirationDate"});
  told.requested = cents(transaction, {"order", "amount", "total"});
  told.shop = text(transaction, {"merchant", "shopId"});
  told.order = text(transaction, {"order", "id"});
  told.payment_id = text(transaction, {"order", "paymentId"});
  told.label = text(transaction, {"order", "label"});
  told.capture_mode = text(transaction, {"paymentMethod", "captureMode"});
  told.return_url = text(transaction, {"redirectUrls", "returnUrl"});
  told.cancel_url = text(transaction, {"redirectUrls", "cancelUrl"});
  read_payer(transaction, told);
  if (const Json* own = at(transaction, {"encaissement"}); own != nullptr && own->is_object()) read_own(*own, told);
  return told;
}

ToldAnswer read(const std::string& body) {
  ToldAnswer answer;
  const auto json = http::read_body(body);
  if (!json) return answer;
  answer.responded = moment(*json, {"responseDate"});
  answer.code = text(*json, {"errorCode"});
  const Json* one = at(*json, {"transaction"});
  const Json* many = at(*json, {"transactions"});
  if (!answer.code.empty()) {
    answer.kind = ToldAnswer::Kind::error;
  } else if (one != nullptr && one->is_object()) {
    answer.kind = ToldAnswer::Kind::transaction;
    answer.told.push_back(told_of(*one));
  } else if (many != nullptr && many->is_array()) {
    answer.kind = ToldAnswer::Kind::list;
    for (const Json& each : *many) answer.told.push_back(told_of(each));
  }
  return answer;
}

}  // namespace

std::optional<ApiState> api_state_from(const std::string& word) {
  if (word == "CONSIGNED" || word == "PAID") return ApiState::validated;  // On its way to the merchant's bank.
  for (int i = 0; i <= static_cast<int>(ApiState::rejected); ++i)
    if (to_string(ApiState(i)) == word) return ApiState(i);
  return std::nullopt;
}

ToldAnswer read_told(const http::Response& answer) { return read(answer.body); }
ToldAnswer read_notice(const std::string& body) { return read(body); }

bool same_moment(Instant told, Instant exact) {
  using std::chrono::floor, std::chrono::seconds;
  return told == exact || (told == floor<seconds>(told) && told == floor<seconds>(exact));
}

}  // namespace parcours
