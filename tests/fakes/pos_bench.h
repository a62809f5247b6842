// A till of fakes/pos with the reference in this process: customers, notifications and a line on which answers get lost.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "fakes/pos/fake_till.h"
#include "reference/http/app.h"
#include "sim/in_process_target.h"
#include "sim/trace.h"

namespace parcours {

enum class LineTrouble { none, lost_before, lost_after, error_500, garbled };

class PosBench {
 public:
  explicit PosBench(std::string_view defect = {});

  TillReply order(TillOrder order);
  TillReply create(const std::string& sale, const std::string& amount, const std::string& parcours = "A",
                   const std::string& mode = "qr", const std::string& customer = {});
  TillReply press(TillVerb verb, const std::string& sale, const std::string& amount = {});
  SaleView view(const std::string& sale);
  std::string code_on_screen(const std::string& sale);  // Read from the picture; empty: none.

  void pass(encaissement::Duration length);  // Everything due on the way happens at its own instant.
  void trouble(std::initializer_list<LineTrouble> next) { troubles_.assign(next); }
  void down(bool is_down) { down_ = is_down; }
  Answer customer(Verb verb, const std::string& sale, const std::string& amount = {}, const std::string& who = "alice");
  std::vector<http::Request> take_notices();  // As they would be POSTed; the service takes them for acknowledged.
  void deliver();                             // All of them to the till.
  void crash() { till_->crash(); }
  void restart();
  void set_clock(encaissement::Duration ahead) { ahead_ = ahead; }

  std::vector<OperationView> ledger();         // Oldest first.
  int calls(const std::string& method, const std::string& end_of_path = {}) const;
  const std::vector<http::Request>& sent() const { return sent_; }
  Till& till() { return *till_; }
  Instant now() const { return now_; }

 private:
  class Line;
  HttpReply serve(http::Request request);
  TillReset reset() const;
  void tick();

  http::App app_;
  InProcessTarget service_;
  std::unique_ptr<Till> till_;
  Instant now_;
  encaissement::Duration ahead_{0};
  std::optional<Instant> till_next_;
  std::deque<LineTrouble> troubles_;
  bool down_ = false;
  std::vector<http::Request> sent_;
};

}  // namespace parcours
