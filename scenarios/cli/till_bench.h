// A service for one till, to look at the till and not to judge it: the reference in this process behind a wire, at an instant
// that stays, and what of the wire a doctor wants to know. The till itself is opened on wire().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/certify/stage_service.h"
#include "scenarios/cli/remote.h"
#include "sim/till.h"
#include "sim/wire.h"

namespace parcours {

class TillBench {
 public:
  TillBench();

  Wire& wire() { return wire_; }
  // Where wire() is reached, and the certificate to trust there; not called: in this process.
  void serve_at(const std::string& url, const std::string& authority = {}) { url_ = url, authority_ = authority; }
  const std::string& url() const { return url_; }
  bool in_process() const { return url_ == kHere; }

  // An empty service and what the till is told of it. A till whose clock cannot be moved is met in its own time.
  TillReset begin(const TillHello& hello);
  Instant now() { return service_.now(); }
  void move_to(Instant at) { service_.move_to(at); }

  // A sale of parcours A as the till can make it.
  TillOrder create(const TillHello& hello, const std::string& sale) const;

  // What the till said to the service since begin().
  std::vector<TracedCall> calls() const;

 private:
  static constexpr const char* kHere = "http://127.0.0.1";

  StageService service_;
  Wire wire_;
  std::string url_ = kHere, authority_;
};

// The lines of one examination, in the making.
class Examination {
 public:
  void good(const std::string& what, const std::string& found) { diagnosis_.lines.push_back({what, true, found}); }
  void wrong(const std::string& what, const std::string& found, const std::string& remedy) {
    diagnosis_.lines.push_back({what, false, found, remedy});
    if (diagnosis_.code == ExitCode::conforming) diagnosis_.code = ExitCode::usage;
  }
  void end(ExitCode code) { diagnosis_.code = code; }
  Diagnosis take() { return std::move(diagnosis_); }

 private:
  Diagnosis diagnosis_;
};

// How a reply reads: "ok", "error TIMEOUT (indefinite): …", "unsupported", "no answer to `tick` within 5 s".
std::string told(const TillReply& reply);
// "ACME Till 2.1; qr, identifier; clock virtual; notices adapter"
std::string told(const TillHello& hello);

// Says hello and names what is wrong with the answer. None: that was told, and the till cannot be spoken with.
std::optional<TillHello> greet(Till& till, Examination& out);
void tell_noise(Till& till, Examination& out);
// What is wrong with the PNG of a screen; empty: it can be read.
std::string picture_trouble(const std::string& screen);

}  // namespace parcours
