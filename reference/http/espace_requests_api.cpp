// Asking for money, and what a merchant does with an operation: validate, lower, cancel, change the mode.
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/http/app.h"
#include "reference/http/espace_api.h"

namespace parcours::http::espace {
namespace {

RequestForm form_in(BodyReader& read) {
  RequestForm form;
  form.parcours = read.text("parcours");
  form.amount = read.text("amount");
  form.basket = read.text("basket");
  form.mode = read.text("mode");
  form.identifier = read.text("identifier");
  form.payment_days = read.days("paymentDays");
  form.validation_days = read.days("validationDays");
  form.notify_email = read.text("notifyEmail");
  read.flag("rememberEmail", form.remember_email);
  form.label = read.text("label");
  form.client_reference = read.text("clientReference");
  form.seller = read.text("seller");
  return form;
}

std::string path_of(const std::string& number) { return "/espace/api/operations/" + number; }

// With a QR: where its picture is.
Response with_picture(Response response, const Answer& answer) {
  if (answer.kind != Answer::Kind::done || answer.text.empty()) return response;
  Json body = to_json(answer);
  body["qr"] = Json{{"payload", answer.text}, {"png", path_of(answer.number) + "/qr.png"}, {"svg", path_of(answer.number) + "/qr.svg"}};
  response.body = dump(body);
  return response;
}

Handled ask_for_money(const Exchange& at, Verb verb, int status) {
  auto body = body_of(at);
  if (Response* refusal = std::get_if<Response>(&body)) return std::move(*refusal);
  BodyReader read{std::get<Json>(body)};
  Call call = call_of(at, verb);
  call.form = form_in(read);
  if (!read.trouble.empty()) return not_readable("\"" + read.trouble + "\" is of another type.");
  const Answer answer = at.desk.submit(call, at.now);
  Response response = with_picture(answer_response(answer, call, at.policies), answer);
  if (answer.kind == Answer::Kind::done) response.status = status;
  if (answer.kind == Answer::Kind::done && !answer.number.empty()) response.headers.push_back({"Location", path_of(answer.number)});
  return response;
}

Handled act(const Exchange& at, Verb verb) {
  auto body = body_of(at);
  if (Response* refusal = std::get_if<Response>(&body)) return std::move(*refusal);
  BodyReader read{std::get<Json>(body)};
  Call call = call_of(at, verb);
  call.operation = at.path[0];
  if (verb == Verb::validate) call.amount = read.text("amount");  // Absent: the whole (VAL-01).
  if (!read.trouble.empty()) return not_readable("\"" + read.trouble + "\" is of another type.");
  return answer_response(at, call);
}

}  // namespace

Handled prepare(const Exchange& at) { return ask_for_money(at, Verb::prepare, 200); }
Handled request(const Exchange& at) { return ask_for_money(at, Verb::request, 201); }
Handled validate(const Exchange& at) { return act(at, Verb::validate); }
Handled cancel(const Exchange& at) { return act(at, Verb::cancel); }
Handled change_mode(const Exchange& at) { return act(at, Verb::change_mode); }

}  // namespace parcours::http::espace
