#include "fakes/pos/pos_work.h"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

namespace parcours {
namespace {

using encaissement::Duration;
using namespace std::chrono_literals;

constexpr Duration kAskApart = 1s;       // One transaction is never asked about twice within this.
constexpr Duration kPauseMax = 30s, kSilenceMax = 5min;
constexpr Duration kFindAfter = 1h;      // Older creates are looked for: the service forgets keys.

// 1 s, 2 s, 4 s …
Duration pause_after(int attempts, Duration most) {
  const Duration pause = 1s * (1 << std::clamp(attempts - 1, 0, 10));
  return std::min(pause, most);
}

bool is_immediate(const PosSale& sale) {
  return sale.told.state == SaleState::pending && (sale.wish.parcours == "A" || sale.wish.parcours == "C");
}

std::optional<Instant> deadline_of(const PosTold& told) {
  if (told.state == SaleState::pending) return told.payment_deadline;
  if (told.state == SaleState::to_validate) return told.validation_deadline;
  return std::nullopt;
}

// How long until a sale that waits is asked about again; `now` by the service's clock.
Duration pause_before_asking(const PosSale& sale, Instant now) {
  const auto deadline = deadline_of(sale.told);
  const Duration age = now - sale.told.created;
  if (deadline && now >= *deadline) return now - *deadline < 1h ? Duration{1min} : Duration{1h};  // Until the sweep.
  if (is_immediate(sale)) return age < 15min ? Duration{3s} : Duration{1min};
  const Duration usual = age < 24h ? Duration{1h} : Duration{6h};
  return deadline ? std::min<Duration>(usual, *deadline - now + 1s) : usual;
}

// Our own change of mode was done when we learn from elsewhere that the merchant cancelled.
bool is_ours(const PosIntent& intent, const PosTold& told) {
  return intent.act == PosAct::change_mode && told.api_state == "CANCELLED";
}

}  // namespace

PosWork::PosWork(PosClient client, PosStore& store, const PosHabits& habits)
    : client_{std::move(client)}, store_{store}, habits_{habits} {}

void PosWork::want(PosSale& sale, PosAct act, http::Json body, Money amount, Instant now) {
  if (habits_.body) habits_.body(act, sale, body);
  sale.intents.push_back({.act = act, .key = sale.sale + "-" + std::to_string(++sale.calls), .body = http::dump(body),
                          .amount = amount, .wanted = now, .attempts = 0, .next = now});
  store_.write(sale);
}

PosHeard PosWork::attempt(PosSale& sale, Instant now) {
  assert(!sale.intents.empty());
  PosHeard heard;
  do heard = attempt_first(sale, now);
  while (heard.kind == PosHeard::Kind::done && !sale.intents.empty());
  return heard;
}

PosHeard PosWork::attempt_first(PosSale& sale, Instant now) {
  PosIntent& first = sale.intents.front();
  const bool again = first.attempts > 0;
  ++first.attempts;
  first.next = now + pause_after(first.attempts, kPauseMax);
  store_.write(sale);
  PosIntent intent = first;
  if (habits_.attempt) habits_.attempt(intent);
  const bool find = again && intent.act == PosAct::create && now - intent.wanted >= kFindAfter && !habits_.trusts_keys_for_ever;
  PosHeard heard = find ? client_.find(sale.sale, payment_id_of(sale), now) : client_.send(intent, sale.told.number, now);
  // A seal that is refused now says nothing of the attempts before.
  if (again && heard.code == "INVALID_SEAL") heard.kind = PosHeard::Kind::silence;
  if (habits_.heard) habits_.heard(intent, sale, heard);
  conclude(sale, intent, heard, now);
  return heard;
}

void PosWork::conclude(PosSale& sale, const PosIntent& intent, const PosHeard& heard, Instant now) {
  if (heard.kind == PosHeard::Kind::silence) return;
  if (heard.kind == PosHeard::Kind::refused) return refused(sale, intent, heard, now);
  sale.intents.erase(sale.intents.begin());
  sale.refusal = sale.refusal_code = "";
  if (heard.told.answered != Instant{}) ahead_ = heard.told.answered - now;
  if (intent.act == PosAct::create) {
    sale.told = {};
    sale.code_void = false;
  }
  take(sale, heard.told, now);
  if (intent.act == PosAct::create && intent.attempts > 1) sale.next_poll = now + kAskApart;  // It may be further.
}

// Nothing came of it, nor of what was to follow. The service knows something that the till does not: it is asked.
void PosWork::refused(PosSale& sale, const PosIntent& intent, const PosHeard& heard, Instant now) {
  sale.intents.clear();
  sale.refusal = heard.message;
  sale.refusal_code = heard.code;
  sale.sure = true;
  if (intent.act == PosAct::change_mode) {
    sale.code_void = false;
    sale.wish.mode = "qr";
    sale.wish.customer.clear();
  }
  sale.next_poll = is_open(sale) ? std::optional{now + kAskApart} : std::nullopt;
  store_.write(sale);
}

bool PosWork::may_ask(const PosSale& sale, Instant now) const {
  const bool open = !sale.told.number.empty() && !is_final(sale.told.state);
  return open && (!sale.last_poll || now - *sale.last_poll >= kAskApart || now < *sale.last_poll);
}

bool PosWork::ask(PosSale& sale, Instant now) {
  sale.last_poll = now;
  const PosHeard heard = client_.status(sale.told.number);
  sale.sure = heard.kind == PosHeard::Kind::done;
  if (!sale.sure) {
    sale.next_poll = now + pause_after(++sale.silent_polls, kSilenceMax);
    if (habits_.next_poll) habits_.next_poll(sale, now, sale.next_poll);
    return false;
  }
  sale.silent_polls = 0;
  if (heard.told.answered != Instant{}) ahead_ = heard.told.answered - now;
  take(sale, heard.told, now);
  return true;
}

void PosWork::take(PosSale& sale, PosTold told, Instant now) {
  if (habits_.told) habits_.told(sale, told);
  const bool replaces = habits_.replaces ? habits_.replaces(sale, told) : is_newer(sale, told);
  if (replaces) {
    if (told.code.empty() && told.number == sale.told.number) told.code = sale.told.code;
    if (told.state != sale.told.state) sale.refusal = sale.refusal_code = "";
    sale.told = std::move(told);
    if (is_final(sale.told.state) && !sale.intents.empty() && sale.intents.front().act != PosAct::create) {
      const bool ours = is_ours(sale.intents.front(), sale.told);
      sale.intents.erase(sale.intents.begin(), ours ? sale.intents.begin() + 1 : sale.intents.end());
    }
    store_.write(sale);
  }
  schedule(sale, now);
}

void PosWork::schedule(PosSale& sale, Instant now) const {
  sale.next_poll = std::nullopt;
  if (!sale.told.number.empty() && !is_final(sale.told.state))
    sale.next_poll = now + pause_before_asking(sale, service_time(now));
  if (habits_.next_poll) habits_.next_poll(sale, now, sale.next_poll);
}

std::optional<Instant> PosWork::due(const PosSale& sale) const {
  return sale.intents.empty() ? sale.next_poll : std::optional{sale.intents.front().next};
}

// What is late is not asked for again: how the sale stands tells whether it was done in time.
void PosWork::do_due(PosSale& sale, Instant now) {
  if (!sale.intents.empty() && sale.intents.front().act != PosAct::create && is_late(sale, now)) {
    sale.intents.clear();
    sale.next_poll = std::max(now, sale.last_poll.value_or(now - kAskApart) + kAskApart);
    store_.write(sale);
  }
  const auto when = due(sale);
  if (!when || *when > now) return;
  if (!sale.intents.empty()) attempt(sale, now);
  else ask(sale, now);
}

bool PosWork::is_late(const PosSale& sale, Instant now) const {
  const auto deadline = deadline_of(sale.told);
  return deadline && service_time(now) >= *deadline;
}

}  // namespace parcours
