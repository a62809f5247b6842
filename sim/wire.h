// The wire between a till and a service: passes every call on, writes it into a trace, and lets happen to it what was
// ordered. Tills in this process speak through transport(); others over a socket (wire_server.h). Any thread, one call at
// a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/http_transport.h"
#include "sim/trace.h"

namespace parcours {

enum class WireFault : std::uint8_t {
  lost_before,  // The service never sees it, the till gets no answer.
  lost_after,   // It takes effect, the till gets no answer.
  slow,         // It takes effect, the answer comes after the till's patience.
  error_500,    // Not served; answered 500 with the API's INTERNAL_SERVER_ERROR.
  error_503,    // Not served; answered 503 without a body, as a proxy does.
  error_504,    // It takes effect; a proxy that waits for no answer any more says 504 without a body.
  truncated,    // It takes effect, the connection is cut in the middle of the answer's body.
  garbled,      // It takes effect, the answer is a page of HTML that somebody in between made.
  cut,          // Before anything is read: the connection, or its TLS, breaks off.
};
std::string_view to_string(WireFault fault);
std::optional<WireFault> wire_fault_from(std::string_view word);
bool takes_effect(WireFault fault);

struct WireOrder {
  WireFault fault{};
  std::optional<ApiCall> call = {};  // Which calls; none: any.
  int times = 1;                     // The next so many.
};

// Orders that wait for their calls.
class WireOrders {
 public:
  void add(const WireOrder& order) { orders_.push_back(order); }
  std::optional<WireFault> next(ApiCall call);  // The earliest order that fits befalls this call. None: nothing does.
  std::size_t left() const { return orders_.size(); }
  void clear() { orders_.clear(); }

 private:
  std::deque<WireOrder> orders_;
};

struct PassOptions {
  std::function<HttpReply(const http::Request&)> service;
  std::function<Instant()> now;
  std::chrono::milliseconds patience{0};  // A slow answer comes after half as long again.
};

// One call with what befalls it: how it went down in the trace, and what a caller behind a socket gets.
struct Passed {
  TracedCall call;
  http::Response response;
};
Passed pass_on(const http::Request& request, std::optional<WireFault> fault, const PassOptions& options);

class Wire {
 public:
  using Service = std::function<HttpReply(const http::Request&)>;

  // `patience`: how long the till waits for an answer by the wall; a slow answer comes after half as long again. The
  // service must not call the wire.
  Wire(Service service, std::function<Instant()> now, std::chrono::milliseconds patience);

  void order(const WireOrder& order);  // Befalls calls from now on; several orders: the earliest that fits.
  std::size_t orders_left() const;
  void clear_orders();

  // What a caller behind a socket gets. Sleeps for slow answers only by saying so in the response's delay.
  http::Response answer(const http::Request& request);
  // A till in this process: what it would know at its end of a socket, at once.
  std::unique_ptr<HttpTransport> transport();

  void note(TraceEntry entry);  // A notification, or a remark.
  // The last `most` entries, oldest first; also while calls are under way.
  std::vector<TraceEntry> last(std::size_t most) const;
  // Those from the `first` one on, and all of them; also while calls are under way.
  std::vector<TraceEntry> since(std::size_t first) const;
  Trace recorded() const;
  // Everything so far. Not while a call may come: a till that calls by itself must be asked with since().
  const Trace& trace() const { return trace_; }
  void forget();  // The trace and the orders.

 private:
  const PassOptions options_;
  mutable std::mutex mutex_;
  WireOrders orders_;
  Trace trace_;
};

}  // namespace parcours
