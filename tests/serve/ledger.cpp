#include "tests/serve/ledger.h"

#include <fmt/format.h>

#include <algorithm>

#include "reference/core/text.h"

namespace parcours::kill {
namespace {

constexpr std::size_t kRecent = 24;     // Operations that are acted on again.
constexpr std::size_t kRepeated = 8;    // Calls made again after a crash.
constexpr std::size_t kOldLooked = 16;  // Operations of earlier rounds that are looked at.

std::string money(Money amount) { return encaissement::format_amount(amount); }

std::string shop(std::size_t client) { return fmt::format("1000000{}", client); }
std::string point(std::size_t client) { return fmt::format("P00{}", client); }
std::string login(std::size_t client) { return fmt::format("7089000{}", client); }
std::string customer(std::size_t client) { return fmt::format("1000000300{}", client); }
std::string password(std::size_t client) { return fmt::format("Accueil-{}", client); }

std::string words_of(const Answer& a) {
  return fmt::format("{} {} {} {} {}/{}/{}", static_cast<int>(a.kind), a.code, a.status, a.api_state, money(a.requested),
                     money(a.received), money(a.remaining));
}

std::string words_of(const OperationView& v) {
  std::string text = fmt::format("{} {} {}, asked {}, received {}, remaining {}, validated {}, paid {}", v.basket, v.status,
                                 v.cause, money(v.requested), money(v.received), money(v.remaining), money(v.validated),
                                 money(v.paid));
  for (const std::string& line : v.history) text += "; " + line;
  return text;
}

// The lines in which two pictures differ, the first few.
std::vector<std::string> difference(const std::vector<std::string>& expected, const std::vector<std::string>& seen) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < std::max(expected.size(), seen.size()) && lines.size() < 4; ++i) {
    const std::string a = i < expected.size() ? expected[i] : "nothing", b = i < seen.size() ? seen[i] : "nothing";
    if (a != b) lines.push_back("acknowledged: " + a + " | there: " + b);
  }
  return lines;
}

}  // namespace

World crowd() {
  World world;
  world.accounts.push_back({.login = "708900", .convention = "708900", .point = "", .password = "Signataire-1", .email = "s@canoe.example"});
  for (std::size_t i = 1; i <= kClients; ++i) {
    world.points.push_back({.code = point(i), .name = "Club " + point(i), .convention = "708900", .shop = shop(i)});
    world.accounts.push_back({.login = login(i), .convention = "708900", .point = point(i), .password = password(i),
                              .email = fmt::format("p{}@canoe.example", i)});
    world.customers.push_back({.name = fmt::format("c{}", i), .identifier = customer(i),
                               .email = fmt::format("c{}@mail.example", i), .balance = Money::from_cents(100'000'000)});
    world.keys.push_back({.version = std::to_string(i), .shop = shop(i), .key = "cle-" + point(i)});
  }
  return world;
}

std::string crowd_as_file() {
  const World world = crowd();
  std::string text = "conventions: [\"708900\"]\npoints:\n";
  for (const PointSpec& p : world.points)
    text += fmt::format("  - {{code: {}, name: \"{}\", convention: \"708900\", shop: \"{}\"}}\n", p.code, p.name, p.shop);
  text += "accounts:\n";
  for (const AccountSpec& a : world.accounts)
    text += fmt::format("  - {{login: \"{}\", convention: \"708900\", {}password: \"{}\", email: {}}}\n", a.login,
                        a.point.empty() ? "" : "point: " + a.point + ", ", a.password, a.email);
  text += "customers:\n";
  for (const CustomerSpec& c : world.customers)
    text += fmt::format("  - {{name: {}, identifier: \"{}\", email: {}, balance: \"1000000,00 €\", pin: \"1234\"}}\n", c.name,
                        c.identifier, c.email);
  text += "keys:\n";
  for (const KeySpec& k : world.keys)
    text += fmt::format("  - {{version: \"{}\", shop: \"{}\", key: \"{}\"}}\n", k.version, k.shop, k.key);
  return text;
}

std::vector<std::string> settings() {
  return {"max_password_failures=100", "one_immediate_request_per_customer=off", "min_requested_cents=1"};
}

encaissement::Policies crowd_policies() {
  encaissement::Policies policies;
  for (const std::string& setting : settings()) {
    const std::size_t mark = setting.find('=');
    encaissement::find_policy(setting.substr(0, mark))->set(policies, setting.substr(mark + 1));
  }
  return policies;
}

Money all_money(Target& service, Instant now) {
  Money sum;
  for (const CustomerSpec& c : crowd().customers)
    if (const auto wallet = service.wallet(c.name, now)) sum = sum + wallet->available + wallet->held;
  for (const PointSpec& p : crowd().points) sum = sum + service.collected(p.code, now);
  return sum;
}

Ledger::Ledger(std::size_t client, std::uint64_t seed) : client_{client}, random_{Random{seed}.stream(client)} {
  book_.reset(crowd(), crowd_policies(), kStart, kSeed);
}

// -------- Calls -------------------------------------------------------------------------------------

Ledger::Act Ledger::draw() {
  ++drawn_;
  const std::uint64_t dice = here_.empty() ? 0 : random_.below(100);
  if (dice < 35) return draw_request();
  if (dice < 65) return on_one(Verb::pay, Door::phone);
  if (dice < 75) return on_one(Verb::cancel, Door::api);
  if (dice < 85) return on_one(Verb::validate, Door::api);
  if (dice < 90) return {{.who = {Door::control, "", ""}, .verb = Verb::credit, .amount = "5,00", .text = fmt::format("c{}", client_)}, {}};
  const bool right = random_.chance(1, 12);
  return {{.who = {Door::espace, login(client_), ""}, .verb = Verb::log_in, .text = right ? password(client_) : "Wrong-1"}, {}};
}

Ledger::Act Ledger::draw_request() {
  Call call{.who = {Door::api, shop(client_), ""}, .verb = Verb::request};
  const bool immediate = random_.chance(1, 2);
  call.form = {.parcours = immediate ? "A" : "C", .amount = fmt::format("{},{:02}", random_.between(20, 60), random_.below(100)),
               .basket = fmt::format("REF{}", drawn_), .mode = "identifier", .identifier = customer(client_)};
  if (!immediate) call.form.validation_days = 2;
  if (!immediate) call.form.notify_email = "caisse@canoe.example";
  call.form.label = "Location de canoë";
  call.form.payment_id = std::to_string(drawn_);
  call.idempotency_key = fmt::format("key-{}-{}", client_, drawn_);
  return {std::move(call), {}, true};
}

Ledger::Act Ledger::on_one(Verb verb, Door door) {
  const std::size_t back = static_cast<std::size_t>(random_.below(std::min(kRecent, here_.size())));
  Act act{{.who = {door, door == Door::api ? shop(client_) : customer(client_), ""}, .verb = verb}, here_.size() - 1 - back};
  if (verb == Verb::pay) act.call.amount = fmt::format("{},{:02}", random_.between(1, 40), random_.below(100));
  act.call.idempotency_key = fmt::format("key-{}-{}", client_, drawn_);
  return act;
}

Answer Ledger::tell(Desk& desk, const std::vector<std::string>& numbers, const Act& act, Instant now) {
  Call call = act.call;
  if (act.operation) call.operation = numbers[*act.operation];
  return desk.submit(call, now);
}

std::string Ledger::become(const Act& act, const Answer& answer, Instant now) {
  const Answer own = tell(book_, here_, act, now);
  if (own.kind == Answer::Kind::done && act.call.verb == Verb::credit) credited_ = credited_ + Money::from_cents(500);
  if (act.creates && own.kind == Answer::Kind::done && !own.remembered) {
    here_.push_back(own.number);
    there_.push_back(answer.number);
  }
  const std::string expected = words_of(own), given = words_of(answer);
  return expected == given ? "" : fmt::format("{}: expected {}, answered {}", to_string(act.call.verb), expected, given);
}

void Ledger::work(Target& service, Instant now, std::size_t calls, const std::atomic<bool>& stops) {
  first_of_round_ = here_.size();
  given_.clear();
  for (std::size_t i = 0; i < calls && !stops; ++i) {
    const Act act = draw();
    const Answer answer = tell(service, there_, act, now);
    if (answer.kind == Answer::Kind::lost) {
      if (service.lost().empty()) open_ = act;  // Else it was certainly never sent.
      return;
    }
    ++(answer.kind == Answer::Kind::done ? tally_.acknowledged : tally_.refused);
    if (!act.call.idempotency_key.empty()) given_.push_back({act, answer});
    if (const std::string odd = become(act, answer, now); !odd.empty()) odd_.push_back(odd);
  }
}

// -------- Comparison --------------------------------------------------------------------------------

std::vector<std::string> Ledger::picture(Desk& desk, const std::vector<std::string>& numbers, Instant now) const {
  const Speaker till{Door::api, shop(client_), ""}, signatory{Door::espace, "708900", ""};
  std::vector<std::string> lines;
  const auto list = desk.list(till, {.limit = 1, .with_csv = false}, now);
  lines.push_back(list ? fmt::format("{} operations", list->total) : "no list");
  const auto wallet = desk.wallet(fmt::format("c{}", client_), now);
  lines.push_back(wallet ? "available " + money(wallet->available) + ", held " + money(wallet->held) : "no wallet");
  lines.push_back("collected " + money(desk.collected(point(client_), now)));
  for (const AccountView& account : desk.accounts(signatory, now))
    if (account.login == login(client_)) lines.push_back(fmt::format("{} wrong passwords", account.failures));
  const std::size_t stride = std::max<std::size_t>(1, first_of_round_ / kOldLooked);
  const std::size_t recent = first_of_round_ - std::min(first_of_round_, kRecent);
  for (std::size_t i = 0; i < numbers.size(); i += i + stride < recent ? stride : 1) {
    const auto view = desk.look(till, numbers[i], now);
    lines.push_back(view ? words_of(*view) : fmt::format("operation {} is not there", i));
  }
  return lines;
}

std::vector<std::string> Ledger::compare(Target& service, Instant now) {
  std::vector<std::string> troubles = std::exchange(odd_, {});
  for (std::string& line : settle(service, now)) troubles.push_back(std::move(line));
  if (troubles.empty()) repeat(service, now, troubles);
  if (troubles.empty()) troubles = difference(picture(book_, here_, now), picture(service, there_, now));
  if (!service.lost().empty()) troubles.push_back(service.lost());
  for (std::string& line : troubles) line.insert(0, fmt::format("client {}: ", client_));
  return troubles;
}

// The call without an answer happened, or it did not: one of the two fits all that is seen.
std::vector<std::string> Ledger::settle(Target& service, Instant now) {
  book_.advance(now);
  const auto without = difference(picture(book_, here_, now), picture(service, there_, now));
  if (!open_ || without.empty()) {
    if (open_) ++tally_.open_did_not;
    return without;
  }
  Answer there;
  if (open_->creates) {
    const auto rows = service.list({Door::api, shop(client_), ""}, {.basket = open_->call.form.basket, .with_csv = false}, now);
    if (rows && rows->rows.size() == 1) there.number = rows->rows.front().number;
  }
  become(*open_, there, now);
  ++tally_.open_happened;
  return difference(picture(book_, here_, now), picture(service, there_, now));
}

// REP-01: the same key gives the same answer; and of the call without an answer there is one effect in the end.
void Ledger::repeat(Target& service, Instant now, std::vector<std::string>& troubles) {
  const std::size_t from = given_.size() - std::min(given_.size(), kRepeated);
  for (std::size_t i = from; i < given_.size(); ++i) {
    const auto& [act, before] = given_[i];
    const Answer again = tell(service, there_, act, now);
    if (!again.remembered || words_of(again) != words_of(before) || again.number != before.number)
      troubles.push_back(fmt::format("{} again: was {} {}, is {} {}{}", to_string(act.call.verb), before.number, words_of(before),
                                     again.number, words_of(again), again.remembered ? "" : ", not remembered"));
  }
  if (open_ && !open_->call.idempotency_key.empty())
    if (const std::string odd = become(*open_, tell(service, there_, *open_, now), now); !odd.empty()) troubles.push_back(odd);
  open_.reset();
}

}  // namespace parcours::kill
