// Brings the service's notifications to the till, as a network does that loses, delays, repeats, reorders and forges some
// of them when it was ordered to (NOT-03, NOT-04). What never arrives was acknowledged by somebody in between: the service
// does not send it again, so that the till has to learn the truth by itself.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/certify/scene.h"
#include "sim/http_transport.h"

namespace parcours {

class StageCourier {
 public:
  explicit StageCourier(Scene& scene) : scene_{scene} {}

  void order(const till_step::NoticeTrouble& trouble) { troubles_.push_back(trouble); }
  // Whether there was anything to bring at this instant.
  bool deliver();
  // When a late one arrives. None: none is under way.
  std::optional<Instant> next_late() const;

 private:
  struct Letter {
    std::string operation, sale, state, url;
    http::Request request;  // As it is handed over.
  };
  struct Late {
    Instant at;
    Letter letter;
  };
  using Kind = till_step::NoticeTrouble::Kind;

  std::optional<Letter> letter_of(const NoticeView& notice) const;
  Letter written(const OperationView& view, const std::string& url, const std::string& state, const World& world) const;
  std::optional<Kind> next_trouble(const Letter& letter, Duration& delay);
  void bring(const NoticeView& notice);
  bool bring_with(Kind kind, const Letter& letter, Duration delay);  // Whether the service takes it for acknowledged.
  bool hand_over(const Letter& letter, const std::string& fault);
  int status_of(const Letter& letter);
  int post(const Letter& letter);
  void forge(const Letter& letter);
  void blame(const Letter& letter, Kind kind);

  Scene& scene_;
  std::deque<till_step::NoticeTrouble> troubles_;
  std::vector<Late> late_;
  std::map<std::string, Letter> before_;           // The last one of each operation.
  std::map<std::string, std::vector<Letter>> held_;  // Reordered: each waits for the next one of its operation.
  std::map<std::string, std::unique_ptr<HttpTransport>> lines_;  // By the till's address.
};

}  // namespace parcours
