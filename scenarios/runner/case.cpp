#include "scenarios/runner/case.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "reference/core/text.h"
#include "scenarios/runner/labels.h"

namespace parcours {
namespace {

encaissement::Policies policies_of(const Scenario& scenario, const RunOptions& options) {
  encaissement::Policies policies = options.policies;
  scenario.apply_settings(policies);
  return policies;
}

// Each case has its own numbers, whatever cases were run before it.
std::uint64_t seed_of(const Scenario& scenario, const RunOptions& options) {
  return Random{options.seed}.stream(scenario.id).seed();
}

std::string recipient(const NoticeView& notice) { return notice.channel.empty() ? "mail" : notice.channel; }

}  // namespace

Case::Case(const Scenario& played, Target& under_test, const RunOptions& options)
    : scenario{played},
      target{under_test},
      policies{policies_of(played, options)},
      can{under_test.capabilities()},
      seed{seed_of(played, options)},
      stage{played.start},
      network{stage.scheduler(), Random{seed}.stream("network")},
      around{stage, network, target},
      mailbox{stage, channels},
      sink{stage, target, channels},
      own_phone_{options.phone ? nullptr : std::make_unique<PhoneReader>()},
      phone_{options.phone ? *options.phone : *own_phone_} {
  for (const AccountSpec& account : scenario.world.accounts) passwords[account.login] = account.password;
  listen();
}

void Case::listen() {
  around.on_call = [this](const std::string& who, const Call& call) {
    note({.from = who,
          .to = "service",
          .kind = "call",
          .label = label_of(call),
          .details = details_of(call),
          .operation = call.operation});
  };
  around.on_answer = [this](const std::string& who, const Call& call, const Answer& answer,
                            std::optional<CallFailure> failure) {
    const std::string& number = answer.number.empty() ? call.operation : answer.number;
    History::Entry entry{.from = "service",
                         .to = who,
                         .kind = "answer",
                         .label = label_of(answer),
                         .details = details_of(answer),
                         .operation = number};
    if (failure)
      entry = {.from = who, .to = "", .kind = "note", .label = "has no answer: " + std::string{name_of(*failure)}};
    answer_seq[call.idempotency_key] = note(std::move(entry));
    remember(who, call, answer);
  };
  network.listen([this](const LegEvent& event) {
    const std::string label = label_of(event);
    if (!label.empty()) note({.from = network.name(event.link), .to = "network", .kind = "fault", .label = label});
  });
  listen_to_channels();
}

void Case::listen_to_channels() {
  mailbox.on_fate = [this](const NoticeView& notice, const ChannelFate& fate) {
    note({.from = recipient(notice),
          .kind = "fault",
          .label = notice.kind + " is " + std::string{to_string(fate.fault)},
          .operation = notice.operation});
  };
  mailbox.on_arrival = [this](const Arrival& a) {
    note({.from = "service",
          .to = recipient(a.notice),
          .kind = "notice",
          .label = a.notice.kind + " to " + a.notice.to + (a.copy > 1 ? ", again" : ""),
          .details = {{"subject", a.notice.subject}, {"body", a.notice.body}},
          .operation = a.notice.operation});
  };
  sink.on_call = [this](const NoticeView& notice, std::string_view answer) {
    note({.from = "service",
          .to = "integrator",
          .kind = "notice",
          .label = notice.body + " to " + notice.to + ": " + std::string{answer},
          .operation = notice.operation});
  };
}

// -------- What answers tell ---------------------------------------------------------------------

void Case::remember(const std::string& who, const Call& call, const Answer& answer) {
  const Line* spoke_on = line(who);
  const Instant served = spoke_on ? spoke_on->first_served(call.idempotency_key).value_or(now()) : now();
  const bool done = answer.kind == Answer::Kind::done;
  if (call.verb == Verb::request || call.verb == Verb::prepare) return remember_request(who, call, answer);
  if (call.verb == Verb::ask_recovery && answer.kind != Answer::Kind::refused) recovery_asked = served;
  if (call.verb == Verb::credit && answer.kind != Answer::Kind::refused)
    (done ? credited : maybe_credited) += encaissement::parse_amount(call.amount).value_or(Money{});
  if (!done) return;
  if (call.verb == Verb::set_password) passwords[call.who.name] = call.text;
  Made* paid = call.verb == Verb::pay ? by_number(answer.number.empty() ? call.operation : answer.number) : nullptr;
  if (paid && !paid->paid) paid->paid = served;
}

// An operation whose request had no answer may exist: it is kept, and found by its key or in the list.
void Case::remember_request(const std::string& who, const Call& call, const Answer& answer) {
  const bool lost = answer.kind == Answer::Kind::lost;
  const bool makes_one = call.verb == Verb::request || call.form.mode == "qr";
  if (answer.kind == Answer::Kind::refused || !makes_one || (!lost && answer.number.empty())) return;
  Made* known = by_number(answer.number);
  if (!known) known = by_key(call.idempotency_key);
  if (!known) {
    operations.push_back(std::make_unique<Made>(Made{who, call.who, call.form, call.idempotency_key}));
    known = operations.back().get();
  }
  if (const Line* spoke_on = line(who); spoke_on && !known->created)
    known->created = spoke_on->first_served(call.idempotency_key);
  if (known->number.empty()) known->number = answer.number;
  if (known->payload.empty()) known->payload = answer.text;
}

// -------- People --------------------------------------------------------------------------------

Merchant& Case::merchant(const std::string& name) {
  auto& slot = merchants_[name];
  if (slot) return *slot;
  const auto named = speaker_named(name, scenario.world);
  assert(named && "the parser knows every speaker");
  slot = std::make_unique<Merchant>(around, name, *named);
  links_[name] = slot->line().link();
  return *slot;
}

CustomerApp& Case::customer(const std::string& name) {
  auto& slot = customers_[name];
  if (slot) return *slot;
  slot = std::make_unique<CustomerApp>(around, name, phone_);
  links_[name] = slot->line().link();
  return *slot;
}

Line& Case::line_of_operator() {
  if (!operator_) operator_ = std::make_unique<Line>(around, "operator");
  return *operator_;
}

const Line* Case::line(const std::string& name) const {
  if (const auto m = merchants_.find(name); m != merchants_.end()) return &m->second->line();
  if (const auto c = customers_.find(name); c != customers_.end()) return &c->second->line();
  return name == "operator" ? operator_.get() : nullptr;
}

LinkId Case::link_of(const std::string& onlooker) {
  if (find_speaker(onlooker))
    merchant(onlooker);
  else
    customer(onlooker);
  return links_.at(onlooker);
}

Speaker Case::speaker(const std::string& onlooker) {
  const auto found = merchants_.find(onlooker);
  if (found != merchants_.end()) return found->second->speaker();
  return speaker_named(onlooker, scenario.world).value_or(Speaker{});
}

const std::string& Case::identifier_of(const std::string& customer) const {
  const CustomerSpec* spec = scenario.world.customer(customer);
  assert(spec && "the parser knows every customer");
  return spec->identifier;
}

// -------- Operations ----------------------------------------------------------------------------

Made* Case::made(const std::string& alias) {
  if (alias.empty()) return operations.empty() ? nullptr : operations.back().get();
  const auto found = aliases.find(alias);
  return found == aliases.end() ? nullptr : found->second;
}

// Whoever looks at the list for that speaker: for a till, the account of its point.
Speaker Case::at_espace(const Speaker& speaker) const {
  if (speaker.door != Door::api) return speaker;
  for (const PointSpec& point : scenario.world.points)
    for (const AccountSpec& account : scenario.world.accounts)
      if (point.shop == speaker.name && account.point == point.code) return {Door::espace, account.login, point.code};
  return speaker;
}

const std::string& Case::number_of(Made& made) {
  if (!made.number.empty()) return made.number;
  const std::string basket{encaissement::trimmed(made.form.basket)};
  const auto view = target.list(at_espace(made.speaker), {.basket = basket}, now());
  if (!view) return made.number;
  const auto row = std::find_if(view->rows.begin(), view->rows.end(),
                                [&](const ListRow& r) { return r.basket == basket && !by_number(r.number); });
  if (row != view->rows.end()) made.number = row->number;
  return made.number;
}

std::optional<std::string> Case::number(const std::string& alias) {
  if (alias == "unknown") return kUnknownNumber;
  Made* found = made(alias);
  return found ? std::optional{number_of(*found)} : std::nullopt;
}

Made* Case::by_number(const std::string& number) {
  const auto found = std::find_if(operations.begin(), operations.end(),
                                  [&](const auto& m) { return !number.empty() && m->number == number; });
  return found == operations.end() ? nullptr : found->get();
}

Made* Case::by_key(const std::string& key) {
  const auto found = std::find_if(operations.begin(), operations.end(), [&](const auto& m) { return m->key == key; });
  return found == operations.end() ? nullptr : found->get();
}

std::optional<OperationView> Case::look(const Made& made) {
  if (made.number.empty()) return std::nullopt;
  return target.look(made.speaker, made.number, now());
}

}  // namespace parcours
