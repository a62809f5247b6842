// What tills and gateways call (acquisition-api): the public calls, and ours. The desk refuses, in the core's order; only
// guard 1 (a body that cannot be read, or lacks a sealed field) is decided here. A requestDate that cannot be read counts
// as a body that cannot.
#include <iterator>
#include <nlohmann/json.hpp>

#include "reference/http/pos_answers.h"
#include "reference/http/pos_body.h"
#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"

namespace parcours::http {
namespace {

constexpr std::size_t kKeyMax = 255;  // Characters of an idempotency key.

// A body that could be read, and the fields of it that are sealed.
struct Posted {
  Json body;
  std::string date;
  std::vector<std::string> sealed;
};

std::optional<Posted> read_post(const Exchange& x, std::initializer_list<std::string_view> names) {
  std::optional<Json> body = read_body(x.request.body);
  if (!body) return std::nullopt;
  Fields fields{*body};
  const auto date = fields.sealed({"requestDate"});
  auto sealed = fields.sealed(names);
  if (!date || !sealed || !read_request_date(date->front())) return std::nullopt;
  return Posted{std::move(*body), date->front(), std::move(*sealed)};
}

// The whole body is part of the call, so that the same key with another one is refused (REP-01).
Call call_of(const Exchange& x, const Till& till, Verb verb, const Posted& posted) {
  Call call;
  call.who = till.speaker;
  call.verb = verb;
  call.seal_valid = till.authentic;
  call.idempotency_key = std::string{x.request.header("Idempotency-Key")};
  call.text = without_date(posted.body);
  if (!x.path.empty()) call.operation = x.path.front();
  return call;
}

std::optional<Response> key_trouble(const Call& call) {
  if (!call.seal_valid || call.idempotency_key.size() <= kKeyMax) return std::nullopt;
  return refused_by(encaissement::RuleId::rep_01, encaissement::Code::bad_request,
                    "An idempotency key has at most 255 characters.");
}

Response submit(const Exchange& x, const Till& till, const Call& call, Told told = {}) {
  if (auto trouble = key_trouble(call)) return *trouble;
  return answer_to(x, till, x.desk.submit(call, x.now), std::move(told));
}

Handled create(const Exchange& x) {
  const auto posted = read_post(x, {"merchant.shopId", "merchant.serviceProviderId", "order.id", "order.paymentId",
                                    "order.amount.total"});
  if (!posted) return unreadable(", merchant.shopId, merchant.serviceProviderId, order.id, order.paymentId, order.amount.total");
  Fields fields{posted->body};
  const auto& s = posted->sealed;
  const Till till = till_of(x, {.fields = encaissement::sealed_fields({s[0], s[1], s[2], s[3], s[4]}), .date = posted->date,
                                .uses_ours = fields.has("encaissement"), .shop = s[0]});
  Call call = call_of(x, till, Verb::request, *posted);
  call.form = create_form(fields);
  return submit(x, till, call, {.service_provider = s[1], .tspd_mode = fields.text("paymentMethod.tspdMode"),
                                .capture_date = call.form.deferred ? call.form.capture_date : ""});
}

Handled name_payer(const Exchange& x) {
  const auto posted = read_post(x, {"payer.beneficiaryId", "payer.amount.total"});
  if (!posted) return unreadable(", payer.beneficiaryId, payer.amount.total");
  Fields fields{posted->body};
  const auto& s = posted->sealed;
  const Till till = till_of(x, {.fields = encaissement::sealed_fields({x.path.front(), s[0], s[1]}), .date = posted->date,
                                .uses_ours = fields.has("encaissement")});
  Call call = call_of(x, till, Verb::name_customer, *posted);
  call.form.identifier = s[0];
  call.amount = typed_amount(s[1]);
  call.form.currency = fields.text("payer.amount.currency");
  return submit(x, till, call);
}

Handled cancel(const Exchange& x) {
  const auto posted = read_post(x, {"reason"});
  if (!posted) return unreadable(", reason");
  const Till till = till_of(x, {.fields = encaissement::sealed_fields({x.path.front(), posted->sealed[0]}),
                                .date = posted->date, .uses_ours = Fields{posted->body}.has("encaissement")});
  return submit(x, till, call_of(x, till, Verb::cancel, *posted));
}

// Ours: the whole, or the amount it is lowered to.
Handled validate(const Exchange& x) {
  const auto posted = read_post(x, {});
  if (!posted) return unreadable(", and amount.total where it is lowered");
  const Till till = till_of(x, {.date = posted->date});
  Call call = call_of(x, till, Verb::validate, *posted);
  Fields fields{posted->body};
  call.amount = typed_amount(fields.text("amount.total"));
  if (fields.odd()) call.amount = "not an amount";
  return submit(x, till, call);
}

Handled change_mode(const Exchange& x) {
  const auto posted = read_post(x, {});
  if (!posted) return unreadable("");
  const Till till = till_of(x, {.date = posted->date});
  return submit(x, till, call_of(x, till, Verb::change_mode, *posted));
}

constexpr std::string_view kAll = "/acquisition/api/public/v1/payment-transactions";
constexpr std::string_view kOne = "/acquisition/api/public/v1/payment-transactions/{id}";
constexpr std::string_view kPayer = "/acquisition/api/public/v1/payment-transactions/{id}/payer";
constexpr std::string_view kCancellation = "/acquisition/api/public/v1/payment-transactions/{id}/cancellation";
constexpr std::string_view kValidation = "/acquisition/api/public/v1/payment-transactions/{id}/validation";
constexpr std::string_view kChangeMode = "/acquisition/api/public/v1/payment-transactions/{id}/change-mode";
constexpr std::string_view kPng = "/acquisition/api/public/v1/payment-transactions/{id}/qr.png";
constexpr std::string_view kSvg = "/acquisition/api/public/v1/payment-transactions/{id}/qr.svg";
constexpr std::string_view kLate = "BAD_REQUEST INVALID_SEAL TRANSACTION_NOT_FOUND OPERATION_TRANSACTION_NOT_ALLOWED";

const Route kRoutes[] = {
    {.method = "POST", .path = kAll, .caller = Caller::till, .handle = create, .id = "createTransaction",
     .summary = "Ask a customer for money", .takes = "CreateTransaction", .gives = "TransactionAnswer",
     .errors = "BAD_REQUEST INVALID_SEAL MERCHANT_NOT_ALLOWED BENEFICIARY_NOT_FOUND OTHER_TRANSACTION_PENDING "
               "INVALID_TRANSACTION_AMOUNT INVALID_TRANSACTION_CURRENCY",
     .ours = false},
    {.method = "GET", .path = kOne, .caller = Caller::till, .changes = false, .handle = get_transaction,
     .id = "getTransaction", .summary = "The state of a transaction", .gives = "TransactionAnswer",
     .errors = "INVALID_SEAL TRANSACTION_NOT_FOUND", .ours = false},
    {.method = "POST", .path = kPayer, .caller = Caller::till, .handle = name_payer, .id = "namePayer",
     .summary = "Name the customer, who is told at once", .takes = "NamePayer", .gives = "TransactionAnswer",
     .errors = "BAD_REQUEST INVALID_SEAL TRANSACTION_NOT_FOUND OPERATION_TRANSACTION_NOT_ALLOWED BENEFICIARY_NOT_FOUND "
               "OTHER_TRANSACTION_PENDING INVALID_TRANSACTION_AMOUNT INVALID_TRANSACTION_CURRENCY",
     .ours = false},
    {.method = "POST", .path = kCancellation, .caller = Caller::till, .handle = cancel, .id = "cancelTransaction",
     .summary = "Cancel the whole", .takes = "CancelTransaction", .gives = "TransactionAnswer", .errors = kLate,
     .ours = false},
    {.method = "POST", .path = kValidation, .caller = Caller::till, .handle = validate, .id = "validateTransaction",
     .summary = "Validate what the customer paid, or less", .takes = "ValidateTransaction", .gives = "TransactionAnswer",
     .errors = "BAD_REQUEST INVALID_SEAL TRANSACTION_NOT_FOUND OPERATION_TRANSACTION_NOT_ALLOWED "
               "INVALID_TRANSACTION_AMOUNT"},
    {.method = "POST", .path = kChangeMode, .caller = Caller::till, .handle = change_mode, .id = "changeMode",
     .summary = "Leave the QR code for another way; the transaction is cancelled", .takes = "DatedCall",
     .gives = "TransactionAnswer", .errors = kLate},
    {.method = "GET", .path = kAll, .caller = Caller::till, .changes = false, .handle = list_transactions,
     .id = "listTransactions", .summary = "The shop's transactions, latest action first", .gives = "TransactionList",
     .errors = "BAD_REQUEST INVALID_SEAL",
     .query = "from to basket type status minCents maxCents offset limit"},
    {.method = "GET", .path = kPng, .caller = Caller::till, .changes = false, .handle = qr_as_png, .id = "getQrPng",
     .summary = "The QR code as a picture", .errors = kLate, .type = "image/png",
     .query = "scale medium"},
    {.method = "GET", .path = kSvg, .caller = Caller::till, .changes = false, .handle = qr_as_svg, .id = "getQrSvg",
     .summary = "The QR code as a drawing",
     .errors = "INVALID_SEAL TRANSACTION_NOT_FOUND OPERATION_TRANSACTION_NOT_ALLOWED", .type = "image/svg+xml"},
};

}  // namespace

std::span<const Route> pos_routes() { return kRoutes; }

}  // namespace parcours::http
