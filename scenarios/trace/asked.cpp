#include "scenarios/trace/asked.h"

#include <nlohmann/json.hpp>

#include "reference/core/text.h"
#include "reference/http/pos_body.h"
#include "reference/seal/api_seal.h"

namespace parcours {
namespace {

using encaissement::Event;
using encaissement::EventKind;
using http::Fields;

std::string joined_fields(const std::vector<std::string>& fields) {
  std::string text;
  for (const std::string& field : fields) text += (&field == &fields.front() ? "" : "&") + field;
  return text;
}

void read_create(Fields& fields, AskedOf& asked) {
  const auto sealed = fields.sealed({"merchant.shopId", "merchant.serviceProviderId", "order.id", "order.paymentId",
                                     "order.amount.total"});
  asked.readable = sealed.has_value();
  if (!sealed) return;
  asked.shop = sealed->front();
  asked.sealed_fields = joined_fields(*sealed);
  asked.made.verb = Verb::request;
  asked.made.form = http::create_form(fields);
}

void read_payer(Fields& fields, AskedOf& asked) {
  const auto sealed = fields.sealed({"payer.beneficiaryId", "payer.amount.total"});
  asked.readable = sealed.has_value();
  if (!sealed) return;
  asked.sealed_fields = asked.number + "&" + joined_fields(*sealed);
  asked.made.verb = Verb::name_customer;
  asked.made.form.identifier = sealed->front();
  asked.made.amount = http::typed_amount(sealed->back());
  asked.made.form.currency = fields.text("payer.amount.currency");
}

void read_cancellation(Fields& fields, AskedOf& asked) {
  const auto sealed = fields.sealed({"reason"});
  asked.readable = sealed.has_value();
  if (sealed) asked.sealed_fields = asked.number + "&" + sealed->front();
  asked.made.verb = Verb::cancel;
}

void read_post(const http::Request& request, AskedOf& asked) {
  const auto body = http::read_body(request.body);
  if (!body) return;
  Fields fields{*body};
  const auto date = fields.sealed({"requestDate"});
  asked.date = date ? date->front() : "";
  asked.uses_ours = asked.uses_ours || fields.has("encaissement");
  asked.said = request.method + " " + request.path + " " + http::without_date(*body);
  asked.readable = true;
  switch (asked.call) {
    case ApiCall::create: read_create(fields, asked); break;
    case ApiCall::payer: read_payer(fields, asked); break;
    case ApiCall::cancellation: read_cancellation(fields, asked); break;
    case ApiCall::validation:
      asked.made.verb = Verb::validate;
      asked.made.amount = http::typed_amount(fields.text("amount.total"));
      if (fields.odd()) asked.made.amount = "not an amount";
      break;
    case ApiCall::change_mode: asked.made.verb = Verb::change_mode; break;
    case ApiCall::status: case ApiCall::qr: case ApiCall::list: case ApiCall::other: break;
  }
  asked.readable = asked.readable && date && http::read_request_date(asked.date);
}

}  // namespace

AskedOf read_asked(const http::Request& request) {
  AskedOf asked;
  asked.call = api_call(request);
  asked.number = number_in(request);
  asked.key = std::string{request.header("Idempotency-Key")};
  const std::string_view own = request.header(encaissement::kOwnSeal), open = request.header(encaissement::kPublicSeal);
  asked.uses_ours = !own.empty() || !asked.key.empty();
  if (const auto seal = encaissement::read_seal(open.empty() ? own : open)) asked.key_version = std::string{seal->version};
  asked.made.who.door = Door::api;
  asked.made.operation = asked.number;
  if (request.method == "POST") {
    read_post(request, asked);
  } else {
    asked.readable = true;
    asked.date = std::string{request.header(encaissement::kOwnDate)};
    if (asked.call == ApiCall::status) asked.sealed_fields = asked.number;
  }
  return asked;
}

std::optional<Event> event_of(const AskedOf& asked, Instant at, Money whole) {
  Event event{.at = at};
  switch (asked.call) {
    case ApiCall::validation: event.kind = EventKind::validate; break;
    case ApiCall::cancellation: event.kind = EventKind::cancel; break;
    case ApiCall::change_mode: event.kind = EventKind::change_mode; break;
    case ApiCall::payer: event.kind = EventKind::name; break;
    case ApiCall::create: case ApiCall::status: case ApiCall::qr: case ApiCall::list: case ApiCall::other:
      return std::nullopt;
  }
  event.amount = whole;
  if (event.kind == EventKind::name || !asked.made.amount.empty()) {
    const auto amount = encaissement::parse_amount(asked.made.amount);
    if ((event.kind == EventKind::name || event.kind == EventKind::validate) && !amount) return std::nullopt;
    if (amount) event.amount = *amount;
  }
  event.euros = event.kind != EventKind::name || asked.made.form.currency == "978";
  event.customer = encaissement::CustomerId{1};
  return event;
}

}  // namespace parcours
