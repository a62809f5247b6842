// A stage with the conforming till on it, and the means to make that till lie in just one thing.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "fakes/pos/fake_till.h"
#include "reference/core/text.h"
#include "reference/desk/world.h"
#include "scenarios/certify/player.h"

namespace parcours {

using encaissement::operator""_cents;
using namespace std::chrono_literals;

// The conforming till, but for what is set: then what it says goes through that first.
struct Twist {
  std::function<void(TillHello&)> hello = {};
  std::function<void(std::vector<SaleView>&)> views = {};
  std::function<std::optional<TillReply>(const TillOrder&)> order = {};      // Instead of the till's own doing.
  std::function<void(const TillOrder&, TillReply&)> reply = {};
  std::function<void(Instant now, std::optional<Instant>& next)> next = {};
  std::function<std::optional<int>(const http::Request&)> notice = {};       // Instead of telling the till.
  std::function<TillReply()> tick = {};                                      // What a tick comes to; not ok: nothing else.
};

std::unique_ptr<Till> twisted(std::unique_ptr<Till> till, Twist twist);

class StageFixture : public ::testing::Test {
 protected:
  static constexpr const char* kSale = "S1";
  const Instant start = encaissement::parse_moment("24/06/2020 11:00:00.000").value();

  // -------- Steps
  static TillStep ask(const std::string& amount, const std::string& sale = kSale) {
    return till_step::Cashier{{.verb = TillVerb::create, .sale = sale, .parcours = "A", .amount = amount, .mode = "qr"}};
  }
  static TillStep ask_alice(const std::string& amount, const std::string& sale = kSale) {
    return till_step::Cashier{{.verb = TillVerb::create, .sale = sale, .parcours = "A", .amount = amount, .mode = "identifier",
                               .customer = guide_world().customer("alice")->identifier}};
  }
  static TillStep ask_to_validate(const std::string& amount, int days = 2) {
    return till_step::Cashier{{.verb = TillVerb::create, .sale = kSale, .parcours = "C", .amount = amount, .mode = "identifier",
                               .customer = guide_world().customer("alice")->identifier, .validation_days = days,
                               .notify_email = "caisse@canoe.example"}};
  }
  static TillStep ask_later(const std::string& amount, int days) {
    return till_step::Cashier{{.verb = TillVerb::create, .sale = kSale, .parcours = "B", .amount = amount, .mode = "email",
                               .customer = guide_world().customer("alice")->email, .payment_days = days}};
  }
  static TillStep press(TillVerb verb, const std::string& amount = "", const std::string& sale = kSale) {
    return till_step::Cashier{{.verb = verb, .sale = sale, .amount = amount}};
  }
  static TillStep change_to_alice() {
    return till_step::Cashier{{.verb = TillVerb::change_mode, .sale = kSale, .mode = "identifier",
                               .customer = guide_world().customer("alice")->identifier}};
  }
  static TillStep pays(const std::string& amount = "", const std::string& who = "alice", const std::string& sale = kSale) {
    return till_step::Customer{till_step::Customer::Act::pay, who, sale, amount};
  }
  static TillStep scans(const std::string& who = "alice") {
    return till_step::Customer{till_step::Customer::Act::scan, who, kSale, ""};
  }
  static TillStep refuses(const std::string& who = "alice") {
    return till_step::Customer{till_step::Customer::Act::refuse, who, kSale, ""};
  }
  static TillStep wait(Duration length) { return till_step::Wait{length}; }
  static TillStep rest(Duration length = 60s) { return till_step::Rest{length}; }
  static TillStep wire(WireFault fault, std::optional<ApiCall> call = std::nullopt, int times = 1) {
    return till_step::WireTrouble{{fault, call, times}};
  }
  static TillStep notices(till_step::NoticeTrouble::Kind kind, int times = 1, Duration delay = 0s) {
    return till_step::NoticeTrouble{kind, times, delay};
  }
  static TillStep reach(const std::string& status, std::optional<Money> received = std::nullopt) {
    return till_step::Reach{kSale, status, received};
  }

  // -------- Playing
  std::unique_ptr<Till> conforming() {
    return make_fake_till([this](const TillReset&) { return stage.wire().transport(); });
  }
  std::unique_ptr<Till> broken(const std::string& name) {
    return make_fake_till([this](const TillReset&) { return stage.wire().transport(); }, find_pos_defect(name));
  }
  Played play(Till& till, std::vector<TillStep> steps);
  Played play(std::vector<TillStep> steps) { return play(*conforming(), std::move(steps)); }
  Played play_twisted(Twist twist, std::vector<TillStep> steps) {
    return play(*twisted(conforming(), std::move(twist)), std::move(steps));
  }
  // The conforming till, which lies about its sale.
  Played play_lying(std::function<void(SaleView&)> lie, std::vector<TillStep> steps);

  TillStage stage;
  PlayOptions options;
  encaissement::Policies policies;
};

// "POS-06 POS-10": the rules found broken, in the order in which it was seen.
std::string rules_in(const Played& played);
// All of a history as text, for a test's reader.
std::string text_of(const Played& played);
bool tells(const Played& played, const std::string& part);  // Whether a label of the history holds it.

}  // namespace parcours
