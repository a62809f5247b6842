#include "reference/http/pos_answers.h"

#include "reference/http/app.h"

namespace parcours::http {

using encaissement::Code;
using encaissement::RuleId;

Response refused_by(RuleId rule, Code code, const std::string& sentence) {
  return error_response(to_string(code), sentence, to_string(rule));
}

Response unreadable(const std::string& expected) {
  return error_response(to_string(Code::bad_request), "Expected: a JSON object with requestDate (UTC, with Z)" + expected + ".");
}

Response not_authentic() {
  return refused_by(RuleId::acc_01, Code::invalid_seal, "The caller is not authenticated.");
}

Response no_such_operation() {
  return refused_by(RuleId::acc_05, Code::transaction_not_found, "There is no such operation.");
}

Response answer_to(const Exchange& x, const Till& till, const Answer& answer, Told told) {
  if (answer.kind == Answer::Kind::lost) return Response{.lost = true};
  if (answer.kind == Answer::Kind::refused) return error_response(answer);
  OperationView view = x.desk.look(till.speaker, answer.number, x.now).value_or(OperationView{});
  view.number = answer.number;
  recall(answer, view);
  told.limit = answer.limit;
  told.code = answer.text.empty() ? x.desk.code_of(till.speaker, answer.number, x.now) : answer.text;
  told.remembered = answer.remembered;
  return json_response(answer_body(view, told, x.now));
}

}  // namespace parcours::http
