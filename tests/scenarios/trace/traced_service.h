// A service in this process, right or broken, with tills and customers that speak to it, and the trace of all that went
// over the wire: what a log in production would hold.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "fakes/broken_service.h"
#include "reference/core/text.h"
#include "reference/http/app.h"
#include "reference/http/wire.h"
#include "scenarios/trace/judge.h"

namespace parcours {

// How a till asks: what stands in `encaissement`, or nothing of ours.
struct Order {
  int total = 4000;
  std::string id = "REF1";
  http::Json own = nullptr;         // null: a client of the public API.
  std::string capture_date = {};    // Not empty: DEFERRED.
  std::string key = {};             // Idempotency-Key
  std::string shop = "10000001";
};

class TracedService {
 public:
  explicit TracedService(const std::string& defect = {}, const char* start = "24/06/2020 11:33:00.000",
                         encaissement::Policies policies = {});

  void wait(Duration length);           // What falls due happens, notifications are delivered.
  void until(const char* moment);
  Instant now() const { return now_; }

  // -------- Tills. Give back the body of the answer.
  http::Json create(const Order& order);
  http::Json name(const std::string& id, const std::string& who, int total = 4000);
  http::Json cancel(const std::string& id, const std::string& shop = "10000001", const std::string& key = {});
  http::Json validate(const std::string& id, int cents = 0, const std::string& key = {});
  http::Json change_mode(const std::string& id);
  http::Json status(const std::string& id, const std::string& shop = "10000001");
  http::Json list();
  void ill_sealed(bool wrong) { wrong_seal_ = wrong; }

  // -------- Customers, who are not seen on the wire.
  Answer scan(const std::string& who, const std::string& id);
  Answer pay(const std::string& who, const std::string& id, const std::string& amount);
  Answer refuse(const std::string& who, const std::string& id);

  Trace trace;
  bool delivers = true;  // Notifications come.
  int till_says = 200;   // What the till answers to them.

 private:
  http::Json call(const std::string& method, const std::string& path, http::Json body, const std::string& fields,
                  const std::string& shop, const std::string& key, bool ours);
  Answer act(Verb verb, const std::string& who, const std::string& id, const std::string& amount);
  void deliver();

  std::unique_ptr<InProcessTarget> target_;
  encaissement::Policies policies_;
  http::App app_{http::AppOptions{}};
  Instant now_;
  bool wrong_seal_ = false;
};

std::string id_of(const http::Json& answer);

Log log_of(const Trace& trace);

// The rules that the judge says were not kept, in order, joined: "TIM-01 VAL-03"; empty: none.
std::string broken_in(const Trace& trace, const TraceOptions& options = {.slack = Duration{0}});

}  // namespace parcours
