#include "sim/fault.h"

namespace parcours {

std::string_view name_of(Leg leg) {
  switch (leg) {
    case Leg::request: return "request";
    case Leg::answer: return "answer";
  }
  return {};
}

std::string_view name_of(Happening what) {
  switch (what) {
    case Happening::sent: return "sent";
    case Happening::duplicated: return "duplicated";
    case Happening::delayed: return "delayed";
    case Happening::held: return "held";
    case Happening::released: return "released";
    case Happening::delivered: return "delivered";
    case Happening::lost: return "lost";
    case Happening::unanswered: return "unanswered";
    case Happening::ignored: return "ignored";
    case Happening::timed_out: return "timed_out";
    case Happening::unreachable: return "unreachable";
    case Happening::cut: return "cut";
    case Happening::mended: return "mended";
  }
  return {};
}

std::string_view name_of(CallFailure failure) {
  switch (failure) {
    case CallFailure::timed_out: return "timed_out";
    case CallFailure::cut: return "cut";
    case CallFailure::unreachable: return "unreachable";
  }
  return {};
}

}  // namespace parcours
