// Goes to routes with every wrong identity there is, and says where one of them is let in, where the answer is not the
// one designed, or where anything changed. What it expects follows from who a route is for, so that a new route is
// walked by itself; a route for anybody has to be named here.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "reference/desk/local_desk.h"
#include "reference/http/app.h"

namespace parcours::http {

class SecurityWalk {
 public:
  SecurityWalk();

  // One sentence a trouble; empty: none was let in.
  std::vector<std::string> walk(const std::vector<const Route*>& routes);

  // The answer to the one whose route it is: shows that the wrong ones are refused for who they are.
  int status_for_the_right_one(const Route& route);

  int attempts() const { return attempts_; }

 private:
  struct Attempt {
    std::string who;
    Request request;
    std::set<int> expected;
    App* app = nullptr;
  };
  using Dress = std::function<void(Request&)>;

  void ask_for_money();
  Request request_for(const Route& route) const;
  std::string body_for(const Route& route) const;
  std::string place_for(const std::string& name) const;
  Response answer(const Route& route, const Attempt& attempt);
  void check(const Route& route, const Attempt& attempt, std::vector<std::string>& troubles);

  Attempt dressed(const Route& route, std::string who, std::set<int> expected, const Dress& dress);
  std::vector<Attempt> attempts_on(const Route& route);
  std::vector<Attempt> by_merchants(const Route& route);
  std::vector<Attempt> by_customers(const Route& route);
  std::vector<Attempt> by_tills(const Route& route);
  std::vector<Attempt> by_testers(const Route& route);
  void seal(const Route& route, Request& request, const std::string& version, const std::string& key) const;

  LocalDesk desk_;
  App app_, open_app_;  // With a control token; with none, where loopback has control.
  Instant now_{};
  Session cashier_, signatory_, olivet_, parc_, alice_, bob_, ended_;
  std::string number_, qr_number_, payload_;
  int attempts_ = 0;
};

}  // namespace parcours::http
