// The words of operation.h as text: one switch an enum, so that a new word does not compile until it has a name.
#include "reference/core/operation.h"

namespace encaissement {

std::string_view to_string(Status status) {
  switch (status) {
    case Status::awaiting_customer: return "awaiting_customer";
    case Status::to_validate: return "to_validate";
    case Status::validated: return "validated";
    case Status::expired: return "expired";
    case Status::cancelled: return "cancelled";
  }
  return "";
}

std::string_view to_string(Cause cause) {
  switch (cause) {
    case Cause::none: return "";
    case Cause::merchant: return "merchant";
    case Cause::customer: return "customer";
    case Cause::issuer: return "issuer";
    case Cause::deadline: return "deadline";
  }
  return "";
}

std::string_view to_string(Parcours parcours) {
  switch (parcours) {
    case Parcours::a: return "A";
    case Parcours::b: return "B";
    case Parcours::c: return "C";
    case Parcours::d: return "D";
  }
  return "";
}

std::string_view to_string(Mode mode) {
  switch (mode) {
    case Mode::qr: return "qr";
    case Mode::identifier: return "identifier";
    case Mode::email: return "email";
    case Mode::unnamed: return "none";
  }
  return "";
}

std::string_view to_string(ApiState state) {
  switch (state) {
    case ApiState::initialized: return "INITIALIZED";
    case ApiState::processing: return "PROCESSING";
    case ApiState::authorized: return "AUTHORIZED";
    case ApiState::validated: return "VALIDATED";
    case ApiState::aborted: return "ABORTED";
    case ApiState::cancelled: return "CANCELLED";
    case ApiState::expired: return "EXPIRED";
    case ApiState::rejected: return "REJECTED";
  }
  return "";
}

std::string_view to_string(EventKind kind) {
  switch (kind) {
    case EventKind::scan: return "scan";
    case EventKind::name: return "name";
    case EventKind::pay: return "pay";
    case EventKind::refuse: return "refuse";
    case EventKind::change_mode: return "change mode";
    case EventKind::cancel: return "cancel";
    case EventKind::issuer_reject: return "issuer rejects";
    case EventKind::validate: return "validate";
    case EventKind::payment_deadline: return "payment deadline";
    case EventKind::validation_deadline: return "validation deadline";
    case EventKind::reminder: return "reminder";
  }
  return "";
}

}  // namespace encaissement
