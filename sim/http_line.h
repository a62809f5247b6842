// The judge's line to one service over HTTP: puts control's headers on every request, keeps the instant at which
// requests happen and when the service next does something by itself, opens sessions, and takes many looks at once.
// Parts of HttpTarget use it; nobody else.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reference/desk/exchange.h"
#include "reference/desk/world.h"
#include "sim/http_transport.h"

namespace parcours {

// Something to be seen of the service, before it is a request.
struct HttpLook {
  enum class What : std::uint8_t {
    operation, list, exported, requests, wallet, collected, accounts, remembered_email, notices, deliveries
  } what{};
  Speaker who = {};
  std::string text = {};   // Number, customer, point.
  ListFilter filter = {};  // list, exported
  bool same_as(const HttpLook& other) const;
};

class HttpLine {
 public:
  HttpLine(std::unique_ptr<HttpTransport> transport, std::string control_token, bool has_control);

  // Later requests happen at this instant; anything that was seen may be otherwise afterwards.
  void stand_at(Instant now);
  Instant now() const { return now_; }
  std::optional<Instant> next_deadline();
  // What was seen is no longer so.
  void forget_looks();
  // A new service: its people, no session, nothing seen.
  void begin(const World& world);
  const World& world() const { return world_; }

  // One request, with control's headers where there is control. A failure to reach the service makes it lost().
  HttpReply send(http::Request request);
  // What control is asked: a POST with a body or, without one, a GET.
  HttpReply control(const std::string& path, const std::string& body = {});
  // Control's order to begin anew: it belongs to no instant, for the new clock may stand before the old one.
  HttpReply restart(const std::string& path, const std::string& body);
  // What was seen of `look`. The looks that followed one another the last time are taken together.
  http::Response look(const HttpLook& look);
  // The next time `instead` is looked at where `look` was this time.
  void expect_instead(const HttpLook& look, const HttpLook& instead);

  // Headers of a session of this speaker, opened by control where there is none. Espace: cookie and csrf; phone: bearer.
  std::vector<http::Header> session_of(const Speaker& who);
  void keep_session(const Speaker& who, std::vector<http::Header> headers);
  void drop_session(const Speaker& who);
  void drop_sessions_of(const std::string& login);

  // Why nothing more can be known of the service; empty: all is well.
  const std::string& lost() const { return lost_; }
  void lose(const std::string& why) { lost_ = why; }
  std::string address() const { return transport_->address(); }
  bool has_control() const { return has_control_; }
  std::uint64_t requests() const { return requests_; }

 private:
  struct Seen {
    HttpLook look;
    http::Response response;
  };
  http::Response look_alone(const HttpLook& look);
  void look_ahead();
  void note_deadline(const HttpReply& reply);
  HttpReply carry(const http::Request& request);

  const std::unique_ptr<HttpTransport> transport_;
  const std::string token_;
  const bool has_control_;
  World world_;
  Instant now_{};
  std::optional<Instant> next_deadline_;
  bool stands_late_ = false;  // now_ was moved and the service has not been told yet.
  std::map<std::string, std::vector<http::Header>> sessions_;
  std::vector<HttpLook> taken_, habit_;  // Looks since the last change; those between the last two changes.
  std::deque<Seen> seen_;
  bool looked_ahead_ = false;
  std::string lost_;
  std::uint64_t requests_ = 0;
};

// The GET request of a look (http_looks.cpp).
http::Request request_of(const HttpLook& look, HttpLine& line);

}  // namespace parcours
