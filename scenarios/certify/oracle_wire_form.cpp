// POS-02: every call is one of the acquisition API, with every field of its body and each of its type.
#include <algorithm>

#include "reference/core/text.h"
#include "reference/http/capture_date.h"
#include "reference/http/pos_body.h"
#include "reports/text.h"
#include "scenarios/certify/wire_checks.h"
#include "scenarios/certify/wire_schema.h"

namespace parcours {
namespace {

using enum TillRuleId;

constexpr std::size_t kOrderIdMax = 20, kPaymentIdMax = 30;

std::string_view schema_of(ApiCall kind) {
  switch (kind) {
    case ApiCall::create: return "CreateTransaction";
    case ApiCall::payer: return "NamePayer";
    case ApiCall::cancellation: return "CancelTransaction";
    case ApiCall::validation: return "ValidateTransaction";
    case ApiCall::change_mode: return "DatedCall";
    case ApiCall::status:
    case ApiCall::qr:
    case ApiCall::list:
    case ApiCall::other: break;
  }
  return {};
}

bool is_cents(const std::string& text) {
  return !text.empty() && text.size() <= 15 && text.find_first_not_of("0123456789") == text.npos;
}

class FormCheck final : public WireCheck {
 public:
  void see(const SaidCall& one, const Knowledge&, Findings& findings) override {
    said_ = &one;
    findings_ = &findings;
    const http::Request& request = one.call->request;
    if (one.kind == ApiCall::other)
      return fail("It is no call of the acquisition API.", "a call of the acquisition API", request.method + ' ' + one_line(request.path, 100));
    const std::string_view schema = schema_of(one.kind);
    if (schema.empty()) return;
    if (one.body == nullptr) return fail("Its body is not a JSON object.", "a JSON object", one_line(request.body, 100));
    check_type(request);
    const auto troubles = schema_troubles(*one.body, schema);
    for (const SchemaTrouble& trouble : troubles)
      fail("Its body is not as the API's schema has it.", "the schema " + std::string{schema},
           (trouble.where.empty() ? "the body" : trouble.where) + ": " + one_line(trouble.what, 200));
    for (const std::string& name : unknown_members(*one.body, schema))
      find(Verdict::warn, "Its body has a member that the API does not know.", "members of " + std::string{schema}, one_line(name, 100));
    check_date();
    if (one.kind == ApiCall::create) check_create();
    if (one.kind == ApiCall::payer) check_amount("payer.amount", true);
    if (one.kind == ApiCall::validation && one.has("amount")) check_amount("amount", false);
  }

 private:
  void find(Verdict verdict, const std::string& what, std::string expected, std::string actual) {
    findings_->push_back(finding_at(pos_02, *said_, "The call " + std::string{to_string(said_->kind)} + ": " + what,
                                    {std::move(expected)}, std::move(actual), verdict));
  }
  void fail(const std::string& what, std::string expected, std::string actual) {
    find(Verdict::fail, what, std::move(expected), std::move(actual));
  }

  void check_type(const http::Request& request) {
    const std::string type{request.header("Content-Type")};
    if (!type.empty() && type.find("json") == type.npos) find(Verdict::warn, "It does not say that its body is JSON.", "Content-Type: application/json", type);
  }

  void check_date() {
    const std::string date = said_->text("requestDate");
    if (!date.empty() && !http::read_request_date(date))
      fail("Its requestDate is not an instant in UTC.", "2020-06-24T09:06:00Z", one_line(date, 60));
  }

  void check_length(const char* name, std::size_t most) {
    const std::string text = said_->text(name);
    const std::size_t length = code_points(text);
    if (said_->has(name) && (length == 0 || length > most))
      fail("Its " + std::string{name} + " has not 1 to " + std::to_string(most) + " characters.",
           "1 to " + std::to_string(most) + " characters", std::to_string(length) + " characters: " + one_line(text, 60));
  }

  void check_amount(const std::string& name, bool needs_currency) {
    const std::string total = said_->text(name + ".total"), currency = said_->text(name + ".currency");
    if (said_->has(name + ".total") && !is_cents(total))
      fail("Its total is not whole cents.", "a whole number of cents", one_line(total, 60));
    if (currency != "978" && (needs_currency || said_->has(name + ".currency")))
      fail("Its currency is not 978.", "978", currency.empty() ? "no currency" : one_line(currency, 60));
  }

  void check_create() {
    check_length("order.id", kOrderIdMax);
    check_length("order.paymentId", kPaymentIdMax);
    check_amount("order.amount", true);
    const std::string mode = said_->text("paymentMethod.tspdMode"), date = said_->text("paymentMethod.captureDate");
    if (!mode.empty() && mode != "001") find(Verdict::warn, "Its tspdMode is not 001.", "001", one_line(mode, 60));
    const bool deferred = said_->text("paymentMethod.captureMode") == "DEFERRED";
    if (deferred && !date.empty() && (date.size() > 40 || !encaissement::parse_capture_date(date)))
      fail("Its captureDate cannot be read.", "2020-06-26T12:00:00Z, or Jun 26, 2020 2:00:00 PM (Paris)", one_line(date, 60));
  }

  const SaidCall* said_ = nullptr;
  Findings* findings_ = nullptr;
};

}  // namespace

std::unique_ptr<WireCheck> make_form_check(const WireOptions&) { return std::make_unique<FormCheck>(); }

}  // namespace parcours
