#include "reference/http/connection.h"

#include <algorithm>
#include <utility>

#include "reference/http/reply.h"

namespace parcours::http {
namespace {

using namespace std::chrono_literals;

constexpr auto kDrainTime = 1s;
constexpr std::size_t kDrainMax = 1024 * 1024;
constexpr std::size_t kSlowestReader = 64 * 1024;  // Bytes of an answer to be taken in the time for a request.
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

// The promise of one answer. Called from any thread, once; forgotten, it answers that we failed.
class Ticket {
 public:
  Ticket(std::weak_ptr<Connection> connection, std::shared_ptr<Hub> hub)
      : connection_{std::move(connection)}, hub_{std::move(hub)} {}
  ~Ticket() { use(socket_refusal(500, "The service gave no answer.")); }
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;

  void use(Response response) {
    if (used_.exchange(true)) return;
    hub_->dispatch([connection = std::move(connection_), response = std::move(response)]() mutable {
      if (const auto alive = connection.lock()) alive->answer(std::move(response));
    });
  }

 private:
  std::weak_ptr<Connection> connection_;
  std::shared_ptr<Hub> hub_;
  std::atomic<bool> used_ = false;
};

}  // namespace

const std::string& Hub::date() {
  const auto now = std::chrono::system_clock::now();
  const auto second = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
  if (second != date_at_ || date_.empty()) date_ = http_date(now);
  date_at_ = second;
  return date_;
}

Connection::Connection(Hub& hub, std::string peer, bool secure) : hub_{hub}, peer_{std::move(peer)}, secure_{secure} {}

void Connection::enter() {
  place_ = hub_.connections.insert(hub_.connections.end(), shared_from_this());
  ++hub_.open;
  due_in(hub_.options.request_time);
}

void Connection::open() {
  ++hub_.accepted;
  enter();
  greet();
}

void Connection::open_full() {
  ++hub_.refused;
  enter();
  keep_alive_ = false;
  Response response = socket_refusal(503, "Too many connections.");
  response.headers.push_back({"Retry-After", "1"});
  write(std::move(response));
}

void Connection::greeted() {
  if (phase_ == Phase::greeting) rest();
}

// Between requests: nothing is kept but the socket.
void Connection::rest() {
  if (hub_.stopping) return close();
  phase_ = Phase::idle;
  std::string{}.swap(pending_);
  due_in(hub_.options.idle_time);
  want_bytes();
}

void Connection::want_bytes() {
  if (!std::exchange(receiving_, true)) receive();
}

void Connection::received(std::string_view bytes) {
  receiving_ = false;
  if (phase_ == Phase::closed || phase_ == Phase::writing) return;  // Writing: it was refused while still sending.
  if (phase_ == Phase::draining) {
    drained_ += bytes.size();
    return drained_ > kDrainMax ? close() : want_bytes();
  }
  pending_.append(bytes);
  read_on();
}

void Connection::begin_request() {
  phase_ = Phase::reading;
  due_in(hub_.options.request_time);
  reader_.emplace(hub_.options);
}

void Connection::read_on() {
  if (pending_.empty() && phase_ == Phase::idle) return rest();
  if (phase_ == Phase::idle) begin_request();
  pending_.erase(0, reader_->feed(pending_));
  if (reader_->state() == RequestReader::State::done) return handle();
  if (reader_->state() == RequestReader::State::refused) {
    ++hub_.bad;
    return refuse(reader_->refusal().status, reader_->refusal().sentence);
  }
  if (!reader_->takes_continue()) return want_bytes();
  phase_ = Phase::continuing;
  send(std::string{kContinue}, {});
}

void Connection::handle() {
  ++hub_.requests;
  phase_ = Phase::answering;
  deadline_.reset();  // The service's own affair from here on.
  begun_ = Hub::Clock::now();
  keep_alive_ = reader_->keep_alive();
  head_only_ = reader_->is_head();
  Request request = reader_->take();
  reader_.reset();
  request.peer = peer_;
  request.secure = secure_;
  if (hub_.options.log) {
    method_ = head_only_ ? "HEAD" : request.method;
    path_ = request.raw_path;
  }
  if (!hub_.limiter.allow(peer_, begun_)) {
    ++hub_.limited;
    Response response = socket_refusal(429, "Too many requests from this address.");
    response.headers.push_back({"Retry-After", "1"});
    return answer(std::move(response));
  }
  const auto ticket = std::make_shared<Ticket>(weak_from_this(), hub_.shared_from_this());
  try {
    hub_.handler(std::move(request), [ticket](Response response) { ticket->use(std::move(response)); });
  } catch (...) {
    ticket->use(socket_refusal(500, "The service failed."));
  }
}

// The peer is not understood, or goes too far: it is told so, and what follows is not read as a request.
void Connection::refuse(int status, std::string_view sentence) {
  keep_alive_ = head_only_ = false;
  method_ = path_ = "?";
  begun_ = Hub::Clock::now();
  reader_.reset();
  std::string{}.swap(pending_);
  write(socket_refusal(status, sentence));
}

void Connection::answer(Response response) {
  if (phase_ != Phase::answering) return;
  if (response.delay.count() > 0) {
    const auto time = std::exchange(response.delay, 0ms);
    return hub_.later(time, [connection = weak_from_this(), response = std::move(response)] {
      if (const auto alive = connection.lock()) alive->answer(response);
    });
  }
  if (!response.lost) return write(std::move(response));
  response.status = 0;
  log(response);
  close();
}

void Connection::write(Response response) {
  phase_ = Phase::writing;
  keep_alive_ = keep_alive_ && !hub_.stopping;
  log(response);
  due_in(hub_.options.request_time);
  moved_ = 0;
  std::string head = head_of(response, keep_alive_, hub_.date());
  if (head_only_ || has_no_body(response.status)) response.body.clear();
  cut_ = response.cut_after.has_value();
  if (cut_) response.body.resize(std::min(*response.cut_after, response.body.size()));
  send(std::move(head), std::move(response.body));
}

void Connection::moved(std::size_t bytes) {
  if (phase_ != Phase::writing || bytes < moved_ + kSlowestReader) return;
  moved_ = bytes;
  due_in(hub_.options.request_time);
}

void Connection::sent() {
  if (phase_ == Phase::closed) return;
  if (cut_) return close();
  if (phase_ == Phase::continuing) {
    phase_ = Phase::reading;
    return want_bytes();
  }
  if (!keep_alive_) return drain();
  if (pending_.empty()) return rest();
  phase_ = Phase::idle;
  read_on();
}

// Closing at once with bytes unread would make the system throw our answer away before the peer has read it.
void Connection::drain() {
  phase_ = Phase::draining;
  due_in(kDrainTime);
  send_end();
  want_bytes();
}

// A peer that has ended may still wait for what is being written to it.
void Connection::failed(bool sending) {
  if (!sending) receiving_ = false;
  if (sending || phase_ != Phase::writing) close();
}

void Connection::check_deadline(Hub::Clock::time_point now) {
  if (!deadline_ || now < *deadline_) return;
  if (phase_ != Phase::idle && phase_ != Phase::draining) ++hub_.timed_out;
  if (phase_ != Phase::reading) return close();
  refuse(408, "The request did not arrive in time.");
}

void Connection::stop() {
  const bool under_way = phase_ == Phase::answering || phase_ == Phase::writing || phase_ == Phase::draining;
  if (!under_way) close();
}

void Connection::close() {
  if (std::exchange(phase_, Phase::closed) == Phase::closed) return;
  const auto alive = shared_from_this();
  deadline_.reset();
  shut();
  hub_.connections.erase(place_);
  --hub_.open;
  if (hub_.stopping && hub_.connections.empty()) hub_.on_empty();
}

void Connection::log(const Response& response) const {
  if (!hub_.options.log || method_.empty()) return;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Hub::Clock::now() - begun_);
  hub_.options.log(log_line({.at = std::chrono::system_clock::now(),
                             .method = method_,
                             .path = path_,
                             .peer = peer_,
                             .status = response.status,
                             .took = took,
                             .bytes = response.body.size()}));
}

}  // namespace parcours::http
