// Whoever asks for money: a cashier or signatory at the Espace d'encaissement, or a till on the POS API. Fills in the
// form as a person would, keeps the draft, the point it chose, and its last call for a retry. Scenarios tell it what to
// do; populations will too.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fakes/line.h"

namespace parcours {

// How a call is made, where it matters.
struct Manner {
  std::string key = {};    // Empty: a new one.
  bool seal_valid = true;  // POS API.
};

// What the form's filler leaves to the merchant's habits.
struct LeftOpen {
  bool basket = false, mode = false, notify = false;
};

// What is changed when the last call is made again with the same key.
struct RetryChanges {
  std::optional<std::string> amount = {};  // As typed.
  std::optional<std::string> basket = {};
};

class Merchant {
 public:
  Merchant(Surroundings& around, std::string name, Speaker speaker);

  // Fills in by habit what is left open: a basket number of the guide's kind ("REF202006241"), the mode by parcours and
  // door, an e-mail for notifications on C and D.
  RequestForm filled(RequestForm form, LeftOpen open);

  // -------- The Espace's and the till's verbs; each is one call --------
  Actor<Answer> request(RequestForm form, Manner manner = {});
  Actor<Answer> prepare(RequestForm form, Manner manner = {});  // Keeps the form as the draft.
  Actor<Answer> send_draft(Manner manner = {});                 // REQUIRES: draft(). The draft is gone.
  void leave() { draft_.reset(); }
  Actor<Answer> name_customer(const std::string& number, const std::string& identifier, const std::string& amount,
                              Manner manner = {});
  Actor<Answer> act(Verb verb, const std::string& number, const std::string& amount = "", Manner manner = {});
  Actor<Answer> log_in(const std::string& account, const std::string& password, Manner manner = {});
  Actor<Answer> ask_recovery(const std::string& account, Manner manner = {});
  Actor<Answer> set_password(const std::string& account, const std::string& token, const std::string& password,
                             Manner manner = {});
  Actor<Answer> choose_point(const std::string& point, Manner manner = {});  // Stands on it once it is told yes.
  Actor<Answer> change_right(Verb verb, const std::string& account, Manner manner = {});
  Actor<Answer> retry(const RetryChanges& changes);  // REQUIRES: line().last()

  const Speaker& speaker() const { return speaker_; }
  const RequestForm* draft() const { return draft_ ? &*draft_ : nullptr; }
  const Line& line() const { return line_; }

 private:
  Call call_of(Verb verb, const Manner& manner) const;
  std::string next_basket();

  Surroundings& around_;
  Line line_;
  Speaker speaker_;
  std::optional<RequestForm> draft_;
  int baskets_ = 0;
};

// PAY-07: what the merchant tells the customer at the counter: "Il reste 10,00 €". None when nothing remains.
std::optional<std::string> remainder_told(const OperationView& operation);

}  // namespace parcours
