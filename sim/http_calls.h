// A call across the seam as the request that its caller would make, and the service's response as the answer. By door:
// http_pos.cpp, http_espace.cpp, http_phone.cpp, http_control.cpp. Used by HttpTarget only.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "reference/desk/exchange.h"
#include "sim/http_line.h"

namespace parcours {

// What a till's call may contain.
struct HttpTillManners {
  bool extensions = true;  // Idempotency keys, `encaissement` and the calls that are ours.
};

http::Request request_of_till(const Call& call, const HttpLine& line, const HttpTillManners& manners);
http::Request request_of_espace(const Call& call, HttpLine& line);
http::Request request_of_phone(const Call& call, HttpLine& line);
http::Request request_of_control(const Call& call);

Answer answer_to_till(const Call& call, const http::Response& response);
// An operation as a till, a merchant or a customer sees it: {"transaction"}, the view itself, {"request"}.
std::optional<OperationView> view_in(const nlohmann::ordered_json& body);
Answer answer_to_others(const http::Response& response);  // Espace, phone, control: the words of an Answer.
// An error in the form of the API. None: the response is none.
std::optional<Answer> refusal_in(const http::Response& response);

// What our status is where only the API's state is known: cancelled for every end that is none of the others.
std::string status_of_state(const std::string& state);

// A till's seals on a request that is otherwise whole. `fields`: what the public API seals; none: the call is ours alone.
void seal(http::Request& request, const HttpLine& line, const std::string& shop, const std::optional<std::string>& fields,
          const std::string& date, bool with_ours, bool valid = true);

// Text of the path with what has a meaning in one escaped; "-" for nothing.
std::string path_part(const std::string& text);
std::string query_part(const std::string& text);

inline constexpr std::string_view kPaymentTransactions = "/acquisition/api/public/v1/payment-transactions";

}  // namespace parcours
