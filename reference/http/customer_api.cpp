// What a customer's phone calls. Ours, all of it: the real application's own API is not public. A session is a bearer
// token got for an identifier (number or e-mail) and a PIN. Amounts are `amount`, typed in euros ("40,00"), or
// `amountCents`, whole cents. A call may carry an Idempotency-Key.
#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "reference/core/text.h"
#include "reference/http/app.h"
#include "reference/http/customer_views.h"
#include "reference/http/pos_answers.h"
#include "reference/http/pos_body.h"
#include "reference/http/query.h"
#include "reference/http/session.h"
#include "reference/http/wire.h"
#include "reference/qr/insist.h"
#include "reference/qr/picture.h"
#include "reference/seal/digest.h"

namespace parcours::http {
namespace {

// -------- Sessions ------------------------------------------------------------------------------

Response wrong_pin() {
  return refused_by(encaissement::RuleId::acc_01, encaissement::Code::invalid_seal, "Unknown identifier or wrong PIN.");
}

Response too_many() {
  Response response = json_response(
      R"({"errorCode":"TOO_MANY_ATTEMPTS","errorMessage":"Too many wrong PINs: wait a minute."})", 429);
  response.headers.push_back({"Retry-After", std::to_string(Guesses::kPause.count())});
  return response;
}

// One name a customer, however he types it; who does not exist is counted too, and reads the same.
std::string counted_as(const CustomerSpec* customer, const std::string& typed) {
  std::string name = customer == nullptr ? std::string{encaissement::trimmed(typed)} : customer->identifier;
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

Handled open_session(const Exchange& x) {
  const auto body = read_body(x.request.body);
  if (!body) return error_response("BAD_REQUEST", "Expected: a JSON object with identifier and pin.");
  Fields fields{*body};
  const std::string typed = fields.text("identifier"), pin = fields.text("pin");
  constexpr std::size_t kIdentifierMax = 1300;  // 320 characters (FRM-05) in UTF-8, and blanks around.
  if (typed.empty() || pin.empty() || fields.odd() || typed.size() > kIdentifierMax)
    return error_response("BAD_REQUEST", "Expected: identifier (number or e-mail) and pin, as texts.");
  const CustomerSpec* customer = x.world.customer_called(typed);
  const std::string name = counted_as(customer, typed);
  if (!x.sessions.guesses().is_heard(name)) return too_many();
  const bool right = encaissement::same_secret(pin, customer == nullptr ? "nobody's" : customer->pin);
  if (!right || customer == nullptr) {
    x.sessions.guesses().was_wrong(name);
    return wrong_pin();
  }
  x.sessions.guesses().was_right(name);
  const Session session = x.sessions.open({.door = Door::phone, .name = customer->identifier, .point = ""});
  return json_response(dump({{"token", session.id}, {"identifier", customer->identifier}, {"email", customer->email}}), 201);
}

Handled close_session(const Exchange& x) {
  if (x.speaker.name.empty()) return not_authentic();
  x.sessions.close(x.session);
  return Response{.status = 204, .headers = {}, .body = {}, .type = {}};
}

// -------- Looks ---------------------------------------------------------------------------------

Handled get_request(const Exchange& x) {
  if (x.speaker.name.empty()) return not_authentic();
  auto view = x.desk.look(x.speaker, x.path.front(), x.now);
  if (!view) view = look_by_code(x, x.path.front(), x.request.parameter("code").value_or(""));
  return view ? json_response(dump({{"request", request_json(x, *view)}})) : no_such_operation();
}

Handled get_balance(const Exchange& x) {
  if (x.speaker.name.empty()) return not_authentic();
  const auto wallet = x.desk.wallet(x.speaker.name, x.now);
  return wallet ? json_response(dump(to_json(*wallet))) : not_authentic();
}

// Query: after, the id of the last notice already read; latest, how many at most.
Handled get_inbox(const Exchange& x) {
  if (x.speaker.name.empty()) return not_authentic();
  constexpr std::uint64_t kMost = 999'999'999'999'999'999;
  const auto after = number_in<std::uint64_t>(x.request, "after", {.usual = 0, .most = kMost});
  const auto latest = number_in<std::uint64_t>(x.request, "latest", {.usual = kMost, .most = kMost});
  if (!after || !latest) return error_response("BAD_REQUEST", "Expected: after, the id of a notice; latest, a whole number.");
  const std::vector<NoticeView> all = x.desk.inbox(x.speaker, *after, x.now);
  Json notices = Json::array();
  for (std::size_t i = all.size() - std::min<std::uint64_t>(all.size(), *latest); i < all.size(); ++i) notices.push_back(to_json(all[i]));
  return json_response(dump({{"notices", std::move(notices)}}));
}

// -------- Acts ----------------------------------------------------------------------------------

// The answer, and the request as it is now: gone from sight when the refusal of a QR unbinds it (on_refusal = stay).
Handled submitted(const Exchange& x, Call call) {
  if (x.speaker.name.empty()) return not_authentic();
  call.who = x.speaker;
  call.idempotency_key = std::string{x.request.header("Idempotency-Key")};
  const Answer answer = x.desk.submit(call, x.now);
  if (answer.kind != Answer::Kind::done) return error_response(answer);
  auto view = x.desk.look(x.speaker, answer.number, x.now);
  if (!view) view = look_by_code(x, answer.number, call.code);
  if (view) recall(answer, *view);
  return json_response(dump({{"answer", to_json(answer)}, {"request", view ? request_json(x, *view) : Json{}}, {"code", call.code}}));
}

std::string amount_in(Fields& fields) {
  if (fields.has("amount")) return fields.text("amount");
  return typed_amount(fields.text("amountCents"));
}

// A body of code and amount; the code may stand alone, or name an operation that the path names already.
Handled act(const Exchange& x, Verb verb) {
  const auto body = read_body(x.request.body.empty() ? "{}" : x.request.body);
  if (!body) return error_response("BAD_REQUEST", "Expected: a JSON object.");
  Fields fields{*body};
  Call call;
  call.verb = verb;
  if (!x.path.empty()) call.operation = x.path.front();
  call.code = fields.text("code");
  if (verb == Verb::pay) call.amount = amount_in(fields);
  if (call.operation.empty() && call.code.empty()) call.code = "none";  // Which is forged, and refused as such.
  call.text = without_date(*body);
  return submitted(x, std::move(call));
}

Handled pay_request(const Exchange& x) { return act(x, Verb::pay); }
Handled refuse_request(const Exchange& x) { return act(x, Verb::refuse); }
Handled scan_code(const Exchange& x) { return act(x, Verb::scan); }

// What a photograph shows, as a finding: "+" and the payload, or "-" and why not.
std::string seen_on(const std::string& photo) {
  const auto picture = encaissement::read_picture(photo);
  if (const auto* error = std::get_if<encaissement::PictureError>(&picture)) return "-" + std::string{to_text(*error)};
  const auto payload = encaissement::read_photo(std::get<encaissement::GreyImage>(picture));
  return payload ? "+" + *payload : "-There is no QR code to be read on the picture.";
}

Handled scan_photo(const Exchange& x) {
  if (x.speaker.name.empty()) return not_authentic();
  if (x.finding == nullptr) return Later{[photo = x.request.body] { return seen_on(photo); }};
  if (!x.finding->starts_with('+')) return error_response("BAD_REQUEST", x.finding->substr(std::min<std::size_t>(1, x.finding->size())));
  Call call;
  call.verb = Verb::scan;
  call.code = x.finding->substr(1);
  if (call.code.empty()) call.code = "none";
  return submitted(x, std::move(call));
}

// -------- The table -----------------------------------------------------------------------------

constexpr std::string_view kActs = "BAD_REQUEST INVALID_SEAL TRANSACTION_NOT_FOUND OPERATION_TRANSACTION_NOT_ALLOWED";
constexpr std::string_view kPays =
    "BAD_REQUEST INVALID_SEAL TRANSACTION_NOT_FOUND OPERATION_TRANSACTION_NOT_ALLOWED INVALID_TRANSACTION_AMOUNT";

// A code that leads to no operation is a forged one (PAY-02).
constexpr std::string_view kByCode = "BAD_REQUEST INVALID_SEAL OPERATION_TRANSACTION_NOT_ALLOWED";

const Route kRoutes[] = {
    {.method = "POST", .path = "/customer/api/sessions", .caller = Caller::anyone, .changes = false,
     .handle = open_session, .id = "openCustomerSession", .summary = "A token for an identifier and its PIN",
     .takes = "OpenCustomerSession", .gives = "CustomerSession", .status = 201,
     .errors = "BAD_REQUEST INVALID_SEAL TOO_MANY_ATTEMPTS"},
    {.method = "DELETE", .path = "/customer/api/sessions", .caller = Caller::customer, .changes = false,
     .handle = close_session, .id = "closeCustomerSession", .summary = "End of the session", .status = 204,
     .errors = "INVALID_SEAL"},
    {.method = "GET", .path = "/customer/api/requests", .caller = Caller::customer, .changes = false,
     .handle = list_requests, .id = "listRequests", .summary = "The customer's requests, all or by pages",
     .gives = "CustomerRequests", .errors = "BAD_REQUEST INVALID_SEAL", .query = "requestPage requestSize"},
    {.method = "GET", .path = "/customer/api/requests/{id}", .caller = Caller::customer, .changes = false,
     .handle = get_request, .id = "getRequest", .summary = "One of the customer's requests", .gives = "CustomerRequest",
     .errors = "INVALID_SEAL TRANSACTION_NOT_FOUND", .query = "code"},
    {.method = "POST", .path = "/customer/api/scan", .caller = Caller::customer, .handle = scan_code, .id = "scanCode",
     .summary = "Bind a request by what its QR code says", .takes = "ScanCode", .gives = "CustomerAnswer",
     .errors = kByCode},
    {.method = "POST", .path = "/customer/api/scan/photo", .caller = Caller::customer, .handle = scan_photo,
     .id = "scanPhoto", .summary = "Bind a request by a photograph of its QR code, PNG or JPEG",
     .takes = "Photo", .gives = "CustomerAnswer", .errors = kByCode, .uploads = true, .takes_types = "image/png image/jpeg"},
    {.method = "POST", .path = "/customer/api/requests/{id}/pay", .caller = Caller::customer, .handle = pay_request,
     .id = "payRequest", .summary = "Pay a request, or a part of it", .takes = "PayRequest", .gives = "CustomerAnswer",
     .errors = kPays},
    {.method = "POST", .path = "/customer/api/requests/{id}/refuse", .caller = Caller::customer,
     .handle = refuse_request, .id = "refuseRequest", .summary = "Refuse a request", .takes = "RefuseRequest",
     .gives = "CustomerAnswer", .errors = kActs},
    {.method = "POST", .path = "/customer/api/pay", .caller = Caller::customer, .handle = pay_request,
     .id = "payByCode", .summary = "Pay what a QR code asks for", .takes = "PayByCode", .gives = "CustomerAnswer",
     .errors = "BAD_REQUEST INVALID_SEAL OPERATION_TRANSACTION_NOT_ALLOWED INVALID_TRANSACTION_AMOUNT"},
    {.method = "GET", .path = "/customer/api/balance", .caller = Caller::customer, .changes = false,
     .handle = get_balance, .id = "getBalance", .summary = "What is available and what is held", .gives = "Wallet",
     .errors = "INVALID_SEAL"},
    {.method = "GET", .path = "/customer/api/inbox", .caller = Caller::customer, .changes = false, .handle = get_inbox,
     .id = "getInbox", .summary = "The customer's pushes and mails", .gives = "Inbox",
     .errors = "BAD_REQUEST INVALID_SEAL", .query = "after latest"},
};

}  // namespace

std::span<const Route> customer_routes() { return kRoutes; }

}  // namespace parcours::http
