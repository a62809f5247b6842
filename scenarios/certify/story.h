// Tells a case in a few lines: what is asked, who pays, what goes wrong. Draws what the case leaves open (amounts, names
// of sales, people, the day) from its Fresh, within what the guide's world can pay. Used by the cases_*.cpp and by
// drawn.cpp; the result is plain data (case.h).
//   const Sale sale = s.sells({.parcours = "B"});  s.waits(hours{3});  s.pays(sale);  s.rests();
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "scenarios/certify/case.h"

namespace parcours {

using encaissement::Day;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Milliseconds = std::chrono::milliseconds;

// What a cashier is asked for. What is left empty is drawn, or is as the till can.
struct Ask {
  std::string parcours = "A";
  std::string mode = {};         // Empty: A as the till can, C by identifier, B and D by e-mail.
  std::string who = {};          // Empty: alice or bob.
  Money amount = {};             // Zero: 20,00 to 60,00 €.
  std::string typed = {};        // In place of the amount, as it is typed.
  std::string customer = {};     // In place of the identifier or e-mail of `who`.
  std::string name = {};         // Of the sale, in place of a fresh one.
  std::optional<int> payment_days = {};     // None where there are some: 2 to 20 days
  std::optional<int> validation_days = {};
  std::string notify_email = {};  // C and D. Empty: the shop's usual one.
};

// A sale as it was asked for.
struct Sale {
  std::string name, parcours, mode, who;
  Money amount;
  bool is_qr() const { return mode == "qr"; }
};

class Story {
 public:
  Story(Fresh& fresh, const TillHello& till) : fresh_{fresh}, till_{till} { starts(); }

  void starts();                              // A day of 2020 to 2031, in shop hours. Already done.
  void starts(Day day, Duration time_of_day); // On the Paris wall clock.
  Instant start() const { return story_.start; }
  encaissement::Policies& policies() { return story_.policies; }

  // The cashier.
  Sale sells(const Ask& ask = {});
  void types_in(const std::string& amount);   // A sale of which nothing comes.
  void validates(const Sale& sale, const std::string& typed = {});
  void validates(const Sale& sale, Money amount);
  void cancels(const Sale& sale) { orders(TillVerb::cancel, sale); }
  void retries(const Sale& sale) { orders(TillVerb::retry, sale); }
  void looks(const Sale& sale) { orders(TillVerb::look, sale); }
  // To a request by identifier; empty: to the sale's own customer.
  Sale changes_mode(const Sale& sale, const std::string& who = {});

  // The customer; `who` empty: the sale's own. A QR sale is scanned first where this person has not done so.
  void scans(const Sale& sale, const std::string& who = {}, const CameraShot& shot = {});
  void pays(const Sale& sale, Money part = {}, const std::string& who = {});
  void refuses(const Sale& sale, const std::string& who = {});
  void is_declined(const Sale& sale);  // The customer agrees, and the issuer refuses.

  // The clock.
  void waits(Duration length) { add(till_step::Wait{length}); }
  void breathes();  // 6 to 25 s, as people do.
  void until_payment_limit(const Sale& sale, Duration offset);
  void until_validation_limit(const Sale& sale, Duration offset);
  void rests(Duration length = Duration{0}) { add(till_step::Rest{length}); }  // 0: as long as manners allow.

  // Network and machines.
  void befalls(WireFault fault, ApiCall call, int times = 1) { add(till_step::WireTrouble{{fault, call, times}}); }
  void befalls(WireFault fault, int times) { add(till_step::WireTrouble{{fault, std::nullopt, times}}); }
  void notices(till_step::NoticeTrouble::Kind kind, int times = 1, Duration delay = Duration{0}) {
    add(till_step::NoticeTrouble{kind, times, delay});
  }
  void crashes() { add(till_step::TillCrash{}); }
  void restarts() { add(till_step::TillRestart{}); }
  void service_restarts() { add(till_step::ServiceRestart{}); }
  void skews(Duration ahead) { add(till_step::Skew{ahead}); }

  // What the ledger must have come to, else nothing was shown.
  void reaches(const Sale& sale, std::string status, std::optional<Money> received = std::nullopt) {
    add(till_step::Reach{sale.name, std::move(status), received});
  }

  // What a case may draw.
  Fresh& fresh() { return fresh_; }
  Random& random() { return fresh_.random(); }
  const TillHello& till() const { return till_; }
  std::string somebody() { return random().chance(1, 2) ? "alice" : "bob"; }
  std::string other_than(const std::string& who) const { return who == "alice" ? "bob" : "alice"; }
  std::string immediate_mode();               // "qr" or "identifier"; one of them at random where the till can both.
  Money misread_by_floats(Money least, Money most);  // Cents that (int)(euros * 100) gets wrong.

  void add(TillStep step) { story_.steps.push_back(std::move(step)); }
  TillStory take() { return std::move(story_); }

 private:
  void orders(TillVerb verb, const Sale& sale);
  void scans_if_new(const Sale& sale, const std::string& who);

  Fresh& fresh_;
  const TillHello& till_;
  TillStory story_ = {};
};

// As a cashier types it: "40,07".
std::string typed_amount(Money amount);
// What customer `who` of the guide's world is called in a request of this mode.
std::string called(const std::string& who, const std::string& mode);

}  // namespace parcours
