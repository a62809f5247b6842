#include "sim/wire.h"

#include <algorithm>
#include <array>
#include <utility>

#include "reference/http/app.h"

namespace parcours {
namespace {

constexpr std::array<std::string_view, 9> kFaults = {"lost_before", "lost_after", "slow",    "error_500", "error_503",
                                                     "error_504",   "truncated",  "garbled", "cut"};

// What a captive portal says in place of whom it stands before.
constexpr const char* kSomebodysPage =
    "<!DOCTYPE html>\n<html><head><title>Network login</title></head><body><p>Please log in to use this network.</p></body></html>\n";

TracedCall::Fate fate_of(const HttpReply& reply) {
  switch (reply.fate) {
    case HttpReply::Fate::answered: return TracedCall::Fate::answered;
    case HttpReply::Fate::not_sent: return TracedCall::Fate::not_served;
    case HttpReply::Fate::unknown: break;
  }
  return TracedCall::Fate::unknown;
}

http::Response cut_off() { return {.status = 0, .lost = true}; }

http::Response error_answer(WireFault fault) {
  if (fault == WireFault::error_503) return {.status = 503, .headers = {{"Retry-After", "1"}}, .type = ""};
  return http::error_response("INTERNAL_SERVER_ERROR", "The service failed.");
}

bool is_error(WireFault fault) { return fault == WireFault::error_500 || fault == WireFault::error_503; }

// What `fault` makes of the answer that the service gave; `patience` as Wire has it.
http::Response damaged(WireFault fault, http::Response answer, std::chrono::milliseconds patience) {
  switch (fault) {
    case WireFault::slow:
      answer.delay = patience + patience / 2;
      return answer;
    case WireFault::truncated:
      answer.cut_after = answer.body.size() / 2;
      return answer;
    case WireFault::error_504: return {.status = 504, .type = ""};
    case WireFault::garbled: return {.status = 200, .body = kSomebodysPage, .type = "text/html; charset=utf-8"};
    case WireFault::lost_before:
    case WireFault::lost_after:
    case WireFault::error_500:
    case WireFault::error_503:
    case WireFault::cut: break;
  }
  return cut_off();
}

// A caller at a socket, to whom the connection is all there is.
HttpReply as_known(http::Response response) {
  using Fate = HttpReply::Fate;
  if (response.lost) return {.fate = Fate::unknown, .why = "the connection ended before an answer came"};
  if (response.delay.count() > 0) return {.fate = Fate::unknown, .why = "no answer came in time"};
  if (response.cut_after) return {.fate = Fate::unknown, .why = "the connection ended in the middle of the answer"};
  return {.fate = Fate::answered, .response = std::move(response)};
}

class WireTransport final : public HttpTransport {
 public:
  explicit WireTransport(Wire& wire) : wire_{wire} {}

  HttpReply send(const http::Request& request) override {
    http::Request read = request;
    const std::string target = request.path + (request.query.empty() ? "" : "?" + request.query);
    if (!http::read_target(target, read)) return {.fate = HttpReply::Fate::not_sent, .why = "the path is none"};
    if (!read.body.empty() && read.header("Content-Type").empty()) read.headers.push_back({"Content-Type", "application/json"});
    if (read.peer.empty()) read.peer = "127.0.0.1";
    return as_known(wire_.answer(read));
  }

  std::string address() const override { return "http://127.0.0.1"; }

 private:
  Wire& wire_;
};

}  // namespace

std::string_view to_string(WireFault fault) { return kFaults[static_cast<std::size_t>(fault)]; }

std::optional<WireFault> wire_fault_from(std::string_view word) {
  const auto found = std::find(kFaults.begin(), kFaults.end(), word);
  if (found == kFaults.end()) return std::nullopt;
  return static_cast<WireFault>(found - kFaults.begin());
}

bool takes_effect(WireFault fault) {
  switch (fault) {
    case WireFault::lost_after:
    case WireFault::slow:
    case WireFault::error_504:
    case WireFault::truncated:
    case WireFault::garbled: return true;
    case WireFault::lost_before:
    case WireFault::error_500:
    case WireFault::error_503:
    case WireFault::cut: break;
  }
  return false;
}

std::optional<WireFault> WireOrders::next(ApiCall call) {
  const auto fits = [call](const WireOrder& one) { return one.times > 0 && (!one.call || *one.call == call); };
  const auto found = std::find_if(orders_.begin(), orders_.end(), fits);
  if (found == orders_.end()) return std::nullopt;
  const WireFault fault = found->fault;
  if (--found->times == 0) orders_.erase(found);
  return fault;
}

Passed pass_on(const http::Request& request, std::optional<WireFault> fault, const PassOptions& options) {
  TracedCall call{.at = options.now(), .request = request, .fate = TracedCall::Fate::not_served};
  if (fault) call.fault = to_string(*fault);
  if (fault && !takes_effect(*fault)) {
    http::Response response = is_error(*fault) ? error_answer(*fault) : cut_off();
    if (response.lost) return {std::move(call), std::move(response)};
    call.fate = TracedCall::Fate::answered;
    call.answer = response;
    call.answered = call.at;
    return {std::move(call), std::move(response)};
  }
  HttpReply reply = options.service(request);
  call.fate = fate_of(reply);
  if (reply.fate != HttpReply::Fate::answered) return {std::move(call), cut_off()};
  call.answered = options.now();
  call.answer = reply.response;
  if (!fault) return {std::move(call), std::move(reply.response)};
  call.fate = TracedCall::Fate::lost;
  return {std::move(call), damaged(*fault, std::move(reply.response), options.patience)};
}

Wire::Wire(Service service, std::function<Instant()> now, std::chrono::milliseconds patience)
    : options_{std::move(service), std::move(now), patience} {}

void Wire::order(const WireOrder& order) {
  const std::lock_guard lock{mutex_};
  orders_.add(order);
}

std::size_t Wire::orders_left() const {
  const std::lock_guard lock{mutex_};
  return orders_.left();
}

void Wire::clear_orders() {
  const std::lock_guard lock{mutex_};
  orders_.clear();
}

// The service is asked under the lock: one call at a time, and the trace in the order of the calls.
http::Response Wire::answer(const http::Request& request) {
  const std::lock_guard lock{mutex_};
  Passed passed = pass_on(request, orders_.next(api_call(request)), options_);
  trace_.entries.emplace_back(std::move(passed.call));
  return std::move(passed.response);
}

std::unique_ptr<HttpTransport> Wire::transport() { return std::make_unique<WireTransport>(*this); }

void Wire::note(TraceEntry entry) {
  const std::lock_guard lock{mutex_};
  trace_.entries.push_back(std::move(entry));
}

std::vector<TraceEntry> Wire::last(std::size_t most) const {
  const std::lock_guard lock{mutex_};
  const std::size_t from = trace_.entries.size() - std::min(most, trace_.entries.size());
  return {trace_.entries.begin() + static_cast<std::ptrdiff_t>(from), trace_.entries.end()};
}

std::vector<TraceEntry> Wire::since(std::size_t first) const {
  const std::lock_guard lock{mutex_};
  const std::size_t from = std::min(first, trace_.entries.size());
  return {trace_.entries.begin() + static_cast<std::ptrdiff_t>(from), trace_.entries.end()};
}

Trace Wire::recorded() const {
  const std::lock_guard lock{mutex_};
  return trace_;
}

void Wire::forget() {
  const std::lock_guard lock{mutex_};
  trace_.entries.clear();
  orders_.clear();
}

}  // namespace parcours
