// How a scenario calls what a recording speaks of: people, operations, QR codes, keys, recovery links. Used inside
// scenarios/export only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/export/recording.h"

namespace parcours {

class RecordNames {
 public:
  // `world`: everybody there ever was. `notices`: all that was written.
  RecordNames(World world, std::vector<NoticeView> notices, const Recording& recording);

  const World& world() const { return world_; }

  // "cashier", "alice"; none: the language has no name for them.
  std::optional<std::string> speaker(const Speaker& who) const;
  std::string customer(const std::string& named) const;  // By name, identifier or e-mail; as it stands when it is nobody's.

  // -------- Operations: op1, op2 … in the order in which answers told of them --------
  std::string operation(const std::string& number) const;  // "unknown" when no answer told of it.
  // Named where the answer tells of a new one; none: it does not.
  std::optional<std::string> made(const Answer& answer);
  const std::vector<std::string>& numbers() const { return numbers_; }

  struct ShownCode {
    std::string operation;
    std::string code;  // "genuine", "forged", "altered amount", "unknown"
  };
  // None: nobody has been shown a code that this one could stand beside.
  std::optional<ShownCode> code(const std::string& payload) const;

  // -------- Said again --------
  // The name of a key that is used more than once; empty: a key of its own. REQUIRES: an event of the recording.
  std::string key(const Recorded& event) const;

  // -------- Passwords --------
  void asked(const Call& call, const Answer& answer);  // Recovery.
  struct Link {
    std::string login;  // Whose link it is; empty: nobody's.
    std::string word;   // "last", "first", "forged"; empty: neither the first nor the last.
  };
  Link link(const std::string& token, Instant at) const;
  std::string new_password(const Call& call);  // In place of one that was not kept.

 private:
  using Said = std::pair<std::string, std::string>;  // Who, key.
  Said said(const Call& call) const;
  void name_keys(const Recording& recording);

  World world_;
  std::vector<NoticeView> recoveries_;
  std::vector<std::string> numbers_, payloads_;
  std::map<const Recorded*, std::string> keys_;
  std::map<Said, std::string> passwords_;
  std::map<std::string, std::size_t> asked_;  // By address.
  int passwords_set_ = 0;
};

}  // namespace parcours
