// Lifecycle and looks. Commands are in local_desk_commands.cpp, views in local_desk_views.cpp.
#include "reference/desk/local_desk.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "reference/core/text.h"
#include "reference/desk/populate.h"
#include "reference/seal/password.h"

namespace parcours {

using namespace encaissement;

namespace {

std::string seal_text(std::uint64_t seed) { return "parcours " + std::to_string(seed); }

// Latest, largest and last in the alphabet first, unless "asc" was asked for.
encaissement::Order order_of(const ListFilter& filter) {
  return {.by = find_column(filter.sort).value_or(Column::last_action), .ascending = filter.order == "asc"};
}

// An export has every row in its place, however many rows are shown beside it.
encaissement::Page page_of(const ListFilter& filter) {
  if (filter.with_csv) return {};
  return {.first = filter.offset, .count = filter.limit};
}

// That page of `all`. The counters are a point's: nothing here.
template <class RowOf>
ListView rows_of_page(const std::vector<const Operation*>& all, const ListFilter& filter, RowOf row_of) {
  ListView view;
  view.total = all.size();
  const std::size_t first = std::min(filter.offset, all.size());
  const std::size_t count = std::min(filter.limit.value_or(all.size()), all.size() - first);
  for (std::size_t i = first; i < first + count; ++i) view.rows.push_back(row_of(*all[i]));
  return view;
}

// A customer's requests: those that await him first, then the latest action first.
std::vector<const Operation*> requests_listed(const Encaissement& service, const Principal& customer) {
  std::vector<const Operation*> all;
  for (const Operation& o : service.operations())
    if (service.find(customer, service.number(o.id)) != nullptr) all.push_back(&o);
  std::sort(all.begin(), all.end(), [](const Operation* a, const Operation* b) {
    const bool a_awaits = a->status == Status::awaiting_customer, b_awaits = b->status == Status::awaiting_customer;
    if (a_awaits != b_awaits) return a_awaits;
    return a->last_action != b->last_action ? a->last_action > b->last_action : a->id > b->id;
  });
  return all;
}

}  // namespace

LocalDesk::LocalDesk(MakeHook make_hook, std::unique_ptr<Journal> journal)
    : make_hook_{std::move(make_hook)},
      journal_{journal == nullptr ? std::make_unique<MemoryJournal>() : std::move(journal)} {}

void LocalDesk::start(const World& world, const Policies& policies, Instant start, std::uint64_t seed) {
  world_ = world;
  policies_ = policies;
  seed_ = seed;
  journal_->clear();
  journal_->open(policies, seed);
  start_service();
  populate(*service_, world, start, [&](const std::string& password) { return hash_password(password, cost_); });
  journal_->commit();
  service_->advance(start);
}

void LocalDesk::add_people(const World& added, Instant now) {
  populate_more(*service_, world_, added, now, [&](const std::string& password) { return hash_password(password, cost_); });
  journal_->commit();
  world_.add(added);
}

void LocalDesk::stop() {
  service_.reset();
  journal_->lose_uncommitted();
}

std::optional<std::string> LocalDesk::reopen(const World& world, const Policies& policies, Instant now,
                                             std::uint64_t seed) {
  if (auto refused = journal_->open(policies, seed)) return refused;
  journal_->revive();
  world_ = world;
  policies_ = policies;
  seed_ = seed;
  start_service();
  if (auto broken = journal_->read([&](const Fact& fact) { service_->take(fact); })) return service_.reset(), broken;
  service_->advance(now);
  return std::nullopt;
}

void LocalDesk::copy_from(const LocalDesk& other) {
  world_ = other.world_;
  policies_ = other.policies_;
  seed_ = other.seed_;
  seal_ = std::make_unique<CodeSeal>(seal_text(seed_));
  service_ = std::make_unique<Encaissement>(other.service().silent_copy());
}

void LocalDesk::start_service() {
  hook_ = make_hook_ ? make_hook_() : nullptr;
  seal_ = std::make_unique<CodeSeal>(seal_text(seed_));
  service_ = std::make_unique<Encaissement>(policies_, seed_, journal_.get(), hook_.get());
}

bool LocalDesk::wake(Instant now) {
  if (!service_) return false;
  service_->advance(now);
  return true;
}

Answer LocalDesk::submit(const Call& call, Instant now) {
  if (!service_) return {};
  return answer_of(call, service_->execute(command_of(call), now));
}

void LocalDesk::advance(Instant now) { wake(now); }

std::optional<Instant> LocalDesk::next_deadline() const {
  return service_ ? service_->next_deadline() : std::nullopt;
}

std::optional<Instant> LocalDesk::next_after(Instant now) const {
  return service_ ? service_->next_after(now) : std::nullopt;
}

// -------- Looks ---------------------------------------------------------------------------------

std::optional<OperationView> LocalDesk::look(const Speaker& who, const std::string& number, Instant now) {
  const auto parsed = TransactionNumber::parse(number);
  if (!wake(now) || !parsed) return std::nullopt;
  const Operation* operation = service_->find(principal(who), *parsed);
  return operation == nullptr ? std::nullopt : std::optional{view_of(*operation)};
}

std::vector<const Operation*> LocalDesk::rows(PointId point, const Filter& filter) const {
  return encaissement::list(*service_, point, filter);
}

std::optional<ListView> LocalDesk::list(const Speaker& who, const ListFilter& filter, Instant now) {
  if (!wake(now)) return std::nullopt;
  if (const Principal p = principal(who); p.kind == Principal::Kind::customer && p.authentic)
    return rows_of_page(requests_listed(*service_, p), filter, [&](const Operation& o) { return row_of(o); });
  const PointId point = principal(who).point;
  if (point == PointId::none) return std::nullopt;
  const auto amount = [](const std::string& text) { return text.empty() ? std::nullopt : parse_amount(text); };
  const Filter narrowed{.from = parse_day(filter.from), .to = parse_day(filter.to), .basket = filter.basket,
                        .type = find_type(filter.type), .status = find_status(filter.status),
                        .min_amount = amount(filter.min_amount), .max_amount = amount(filter.max_amount),
                        .order = order_of(filter), .page = page_of(filter)};
  const auto operations = rows(point, narrowed);
  ListView view = rows_of_page(operations, filter, [&](const Operation& o) { return row_of(o); });
  view.to_validate = service_->point(point).to_validate;
  view.awaiting = service_->point(point).awaiting;
  if (filter.with_csv) view.csv = export_csv(*service_, operations);
  return view;
}

std::vector<OperationView> LocalDesk::requests_of(const Speaker& who, Instant now) {
  std::vector<OperationView> views;
  if (!wake(now)) return views;
  const Principal customer = principal(who);
  for (const Operation& o : service_->operations())
    if (service_->find(customer, service_->number(o.id)) != nullptr) views.push_back(view_of(o));
  return views;
}

std::optional<WalletView> LocalDesk::wallet(const std::string& customer, Instant now) {
  if (!wake(now)) return std::nullopt;
  const Principal who = principal({.door = Door::phone, .name = customer, .point = ""});
  if (!who.authentic) return std::nullopt;
  const Customer& c = service_->customer(who.customer);
  return WalletView{c.available, c.held};
}

Money LocalDesk::collected(const std::string& point, Instant now) {
  if (!wake(now)) return {};
  const Point* found = service_->find_point(point);
  return found == nullptr ? Money{} : found->collected;
}

// ACC-08: a signatory account sees the accounts of its convention; a point account only itself.
std::vector<AccountView> LocalDesk::accounts(const Speaker& signatory, Instant now) {
  std::vector<AccountView> views;
  if (!wake(now)) return views;
  const Principal who = principal(signatory);
  if (!who.authentic || who.kind != Principal::Kind::account) return views;
  const Account& seer = service_->account(who.account);
  for (const Account& a : service_->accounts()) {
    const bool seen = seer.point == PointId::none ? a.convention == seer.convention : a.id == seer.id;
    if (!seen) continue;
    const std::string point = a.point == PointId::none ? "" : std::string{service_->text(service_->point(a.point).code)};
    views.push_back({std::string{service_->text(a.login)}, point, a.may_collect, a.blocked, a.failures});
  }
  return views;
}

std::string LocalDesk::remembered_email(const Speaker& who, Instant now) {
  if (!wake(now) || principal(who).point == PointId::none) return "";
  return std::string{service_->text(service_->point(principal(who).point).remembered_email)};
}

std::string LocalDesk::code_of(const Speaker& who, const std::string& number, Instant now) {
  const auto parsed = TransactionNumber::parse(number);
  if (!wake(now) || !parsed || who.door == Door::phone) return "";
  const Operation* operation = service_->find(principal(who), *parsed);
  if (operation == nullptr || operation->mode != Mode::qr) return "";
  return seal_->payload(*parsed, operation->requested);
}

std::string LocalDesk::verifier(const std::string& login) const {
  const Account* account = service_ ? service_->find_account(login) : nullptr;
  return account == nullptr ? "" : std::string{service_->text(account->verifier)};
}

std::vector<NoticeView> LocalDesk::notices(std::uint64_t after) {
  std::vector<NoticeView> views;
  if (!service_) return views;
  const auto& all = service_->notices();
  for (std::size_t i = after; i < all.size(); ++i) views.push_back(view_of(all[i]));
  return views;
}

std::vector<NoticeView> LocalDesk::inbox(const Speaker& who, std::uint64_t after, Instant now) {
  std::vector<NoticeView> views;
  const Principal customer = wake(now) ? principal(who) : Principal{};
  if (customer.kind != Principal::Kind::customer || !customer.authentic) return views;
  const std::string_view email = service_->text(service_->customer(customer.customer).email);
  const auto& all = service_->notices();
  for (std::size_t i = after; i < all.size(); ++i) {
    if (!all.has(i)) continue;
    const Notice& n = all[i];
    const bool pushed = n.kind == NoticeKind::payment_request_push && n.customer == customer.customer;
    const bool mailed = n.kind == NoticeKind::payment_request_mail && same_identifier(service_->text(n.to), email);
    if (pushed || mailed) views.push_back(view_of(n));
  }
  return views;
}

std::vector<NoticeView> LocalDesk::deliveries_due(Instant now) {
  std::vector<NoticeView> views;
  if (!wake(now)) return views;
  for (const NoticeId id : service_->deliveries().due(now))
    views.push_back(view_of(service_->notices()[static_cast<std::size_t>(id) - 1]));
  return views;
}

void LocalDesk::delivery_answered(std::uint64_t notice, bool acknowledged, Instant now) {
  if (!service_) return;
  Command command;
  command.who.kind = Principal::Kind::control;
  command.body = DeliveryAnswered{notice, acknowledged};
  service_->execute(command, now);
}

}  // namespace parcours
