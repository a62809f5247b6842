#include "sim/state_parts.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace parcours {

using namespace encaissement;

// Reads the parts of one service; texts it points to become the canonical ones.
class StateParts::Reader {
 public:
  Reader(StateParts& parts, const Service& service, std::size_t known) : parts_{parts}, service_{service}, known_{known} {}

  Text canonical(Text text) const {
    if (text.empty()) return {};
    return text.begin < known_ ? text : parts_.canonical(service_, text);
  }
  // The operation without what its place and its history decide.
  Operation operation(const Operation& o) const {
    Operation part = o;
    part.id = OperationId::none;
    part.previous_of_point = OperationId::none;
    part.last_step = 0;
    for (Text* text : {&part.basket, &part.label, &part.client_reference, &part.seller, &part.contact,
                       &part.notify_email, &part.payment_id, &part.return_url, &part.cancel_url})
      *text = canonical(*text);
    return part;
  }
  Point point(Point p) const {
    for (Text* text : {&p.code, &p.name, &p.shop, &p.remembered_email}) *text = canonical(*text);
    return p;
  }
  Account account(Account a) const {
    for (Text* text : {&a.login, &a.email, &a.verifier, &a.recovery_token}) *text = canonical(*text);
    return a;
  }
  Customer customer(Customer c) const {
    for (Text* text : {&c.identifier, &c.email}) *text = canonical(*text);
    return c;
  }
  const Service& service() const { return service_; }

 private:
  StateParts& parts_;
  const Service& service_;
  std::size_t known_;
};

namespace {

template <class... Field>
void put_all(FieldBytes& bytes, const Field&... field) {
  (bytes.put(field), ...);
}

void put(FieldBytes& b, const Operation& o) {
  put_all(b, o.point, o.customer, o.parcours, o.mode, o.status, o.cause, o.from_api, o.named, o.reached, o.refunded,
          o.reminded, o.requested, o.received, o.validated, o.paid, o.created, o.last_action, o.payment_deadline,
          o.paid_at, o.validation_deadline, o.payment_limit, o.validation_limit, o.validation_days,
          o.validation_limit_fixed);
  put_all(b, o.basket, o.label, o.client_reference, o.seller, o.contact, o.notify_email, o.payment_id, o.return_url,
          o.cancel_url);
}

void put(FieldBytes& b, const Point& p) {
  put_all(b, p.id, p.convention, p.enabled, p.code, p.name, p.shop, p.remembered_email, p.collected, p.to_validate,
          p.awaiting);
}

void put(FieldBytes& b, const Account& a) {
  put_all(b, a.id, a.convention, a.point, a.may_collect, a.blocked, a.failures, a.login, a.email, a.verifier,
          a.recovery_token, a.recovery_expiry);
}

void put(FieldBytes& b, const Customer& c) {
  put_all(b, c.id, c.blocked, c.immediate_awaiting, c.identifier, c.email, c.available, c.held);
}

void put(FieldBytes& b, const Outcome& o) {
  put_all(b, o.refusal, o.operation, o.status, o.cause, o.api, o.requested, o.received, o.validated, o.account, o.point,
          o.shown_limit, o.remembered);
}

// Answers that are still good, whoever keeps them.
template <class Answers, class Kept>
void put_answers(FieldBytes& b, const Answers& answers, Instant now, Duration ttl, Kept& kept) {
  for (const auto& [key, answer] : answers) {
    if (now >= answer.at + ttl) continue;
    kept.emplace(key, answer);
    put_all(b, key.first, answer.digest, answer.at);
    b.put_text(key.second);
    put(b, answer.outcome);
  }
  b.put(std::uint64_t{0});  // What follows belongs to somebody else.
}

}  // namespace

template <class Value>
template <class Make>
std::uint32_t StateParts::Parts<Value>::number_of(std::string_view bytes, const Make& make) {
  if (last < values.size() && table.view(last) == bytes) return last;
  bool is_new = false;
  const std::uint32_t number = table.number_of(bytes, is_new);
  if (is_new) values.push_back(make());
  return number;
}

StateParts::StateParts(const Service& service) : texts_{service.texts()}, own_texts_{texts_.size()} {}

Text StateParts::canonical(const Service& service, Text text) {
  const std::string_view content = service.text(text);
  const auto found = places_.find(content);
  if (found != places_.end()) return found->second;
  const Text place{static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(content.size())};
  texts_.append(content);
  places_.emplace(content, place);
  return place;
}

std::uint32_t StateParts::operation_number(const Operation& o, const Reader& reader) {
  const Operation part = reader.operation(o);
  bytes_.clear();
  put(bytes_, part);
  for (const Service::Due& due : due_)
    if (due.operation == o.id) put_all(bytes_, due.at, due.kind);
  return operations_.number_of(bytes_.view(), [&] {
    OperationPart made{part, {}};
    for (const Service::Due& due : due_)
      if (due.operation == o.id) made.due.push_back(due);
    return made;
  });
}

std::uint32_t StateParts::wallets_number(const Service& service, const Reader& reader) {
  bytes_.clear();
  for (const Point& p : service.points()) put(bytes_, reader.point(p));
  for (const Customer& c : service.customers()) put(bytes_, reader.customer(c));
  return wallets_.number_of(bytes_.view(), [&] {
    WalletsPart made;
    for (const Point& p : service.points()) made.points.push_back(reader.point(p));
    for (const Customer& c : service.customers()) made.customers.push_back(reader.customer(c));
    return made;
  });
}

std::uint32_t StateParts::accounts_number(const Service& service, const Reader& reader) {
  bytes_.clear();
  for (const Account& a : service.accounts()) put(bytes_, reader.account(a));
  return accounts_.number_of(bytes_.view(), [&] {
    std::vector<Account> made;
    for (const Account& a : service.accounts()) made.push_back(reader.account(a));
    return made;
  });
}

std::uint32_t StateParts::answers_number(const Service& service, const Monitor::Memory& memory) {
  if (service.answers().empty() && memory.empty() && !answers_.values.empty()) return 0;  // The first one ever seen.
  const Duration ttl = std::chrono::seconds{service.policies().key_ttl_s};
  bytes_.clear();
  AnswersPart kept;
  put_answers(bytes_, service.answers(), service.now(), ttl, kept.answers);
  put_answers(bytes_, memory, service.now(), ttl, kept.memory);
  return answers_.number_of(bytes_.view(), [&] { return kept; });
}

StateKey StateParts::key_of(const Service& service, const Monitor::Memory& memory, bool sorted, bool same_pool) {
  const Reader reader{*this, service, same_pool ? loaded_texts_ : own_texts_};
  StateKey key;
  key.operations.fill(kNoOperation);
  service.save_due(due_);
  std::size_t place = 0;
  for (const Operation& o : service.operations()) {
    operations_.last = last_key_.operations[place];
    key.operations[place++] = operation_number(o, reader);
  }
  assert(place <= kOperationsMost);
  if (sorted) std::sort(key.operations.begin(), key.operations.begin() + static_cast<std::ptrdiff_t>(place));
  const PeoplePart people{wallets_number(service, reader), accounts_number(service, reader),
                          answers_number(service, memory)};
  bytes_.clear();
  put_all(bytes_, people.wallets, people.accounts, people.answers);
  key.people = people_.number_of(bytes_.view(), [&] { return people; });
  bytes_.clear();
  bytes_.put(service.now());
  key.now = instants_.number_of(bytes_.view(), [&] { return service.now(); });
  return key;
}

std::vector<std::size_t> StateParts::order_of(const Service& service, bool same_pool) {
  const Reader reader{*this, service, same_pool ? loaded_texts_ : own_texts_};
  service.save_due(due_);
  std::vector<std::pair<std::uint32_t, std::size_t>> numbered;
  for (const Operation& o : service.operations()) numbered.emplace_back(operation_number(o, reader), numbered.size());
  std::sort(numbered.begin(), numbered.end());
  std::vector<std::size_t> order;
  for (const auto& [number, place] : numbered) order.push_back(place);
  return order;
}

void StateParts::put_together(const StateKey& key, Service::State& into, Monitor::Memory& memory) {
  last_key_ = key;
  loaded_texts_ = texts_.size();
  const PeoplePart& people = people_.values[key.people];
  people_.last = key.people;
  instants_.last = key.now;
  wallets_.last = people.wallets;
  accounts_.last = people.accounts;
  answers_.last = people.answers;
  into.now = instants_.values[key.now];
  into.points = wallets_.values[people.wallets].points;
  into.customers = wallets_.values[people.wallets].customers;
  into.accounts = accounts_.values[people.accounts];
  const AnswersPart& answers = answers_.values[people.answers];
  if (!answers.answers.empty() || !into.answers.empty()) into.answers = answers.answers;
  if (!answers.memory.empty() || !memory.empty()) memory = answers.memory;
  into.operations.clear();
  into.due.clear();
  for (const std::uint32_t number : key.operations) {
    if (number == kNoOperation) break;
    const OperationPart& part = operations_.values[number];
    into.operations.push_back(part.operation);
    const auto id = static_cast<OperationId>(into.operations.size());
    for (const Service::Due& due : part.due) into.due.push_back({due.at, due.kind, id});
  }
  const auto order = [](const Service::Due& d) { return std::tuple{d.at, d.kind == EventKind::reminder, d.operation}; };
  std::sort(into.due.begin(), into.due.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
}

std::size_t StateParts::memory() const {
  const auto of = [](const auto& parts, std::size_t each) { return parts.table.memory() + parts.values.capacity() * each; };
  constexpr std::size_t kTwoDue = 2 * sizeof(Service::Due);
  return of(operations_, sizeof(OperationPart) + kTwoDue) + of(wallets_, sizeof(WalletsPart) + 3 * (sizeof(Point) + sizeof(Customer))) +
         of(accounts_, sizeof(std::vector<Account>) + 5 * sizeof(Account)) + of(answers_, sizeof(AnswersPart)) +
         of(people_, sizeof(PeoplePart)) + of(instants_, sizeof(Instant)) + texts_.capacity();
}

}  // namespace parcours
