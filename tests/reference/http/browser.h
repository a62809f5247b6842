// A merchant's browser on the app, without a socket: keeps the cookie and the control token, and does aside what a
// handler asks for. Its fields are public: a test forges what it wants.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "reference/desk/local_desk.h"
#include "reference/http/app.h"

namespace parcours::http {

// The service a browser speaks to: the guide's people, at an instant the test moves.
struct Espace {
  explicit Espace(encaissement::PasswordCost cost = encaissement::PasswordCost::simulated, AppOptions options = {});

  void at(const std::string& paris);  // "24/06/2020 11:33", from now on.
  Response answer(const Request& request);
  // Bob's or Alice's phone.
  Answer by_customer(const std::string& name, Verb verb, const std::string& number, const std::string& amount = "",
                     const std::string& code = "");

  LocalDesk desk;
  App app;
  Instant now{};
  int asides = 0;  // How often work was done aside.
};

struct Reply {
  int status = 0;
  nlohmann::ordered_json body = nlohmann::ordered_json::object();  // What is no JSON is in `raw` alone.
  Response raw;

  std::string text(const char* name) const { return body.value(name, ""); }
  std::string_view header(std::string_view name) const;
};

class Browser {
 public:
  explicit Browser(Espace& espace) : espace_{espace} {}

  Reply get(const std::string& path_and_query);  // Below /espace/api.
  Reply post(const std::string& path, const nlohmann::ordered_json& body = nlohmann::ordered_json::object());
  Reply log_in(const std::string& login, const std::string& password);
  Reply send(Request request);

  std::string cookie, csrf;
  std::vector<Header> extra;  // Sent with every request.

 private:
  Espace& espace_;
};

}  // namespace parcours::http
