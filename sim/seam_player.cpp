#include "sim/seam_player.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "reference/core/text.h"
#include "sim/cast.h"

namespace parcours {

using namespace encaissement;

int Known::index_of(const std::string& number) const {
  const auto found = std::find(numbers.begin(), numbers.end(), number);
  return found == numbers.end() ? -1 : static_cast<int>(found - numbers.begin());
}

std::string as_typed(Money amount) {
  const std::int64_t cents = amount.cents() < 0 ? -amount.cents() : amount.cents();
  return fmt::format("{}{},{:02}", amount.cents() < 0 ? "-" : "", cents / 100, cents % 100);
}

// -------- Acts as calls -------------------------------------------------------------------------

namespace {

Verb verb_of(ActKind kind) {
  switch (kind) {
    case ActKind::request: return Verb::request;
    case ActKind::prepare: return Verb::prepare;
    case ActKind::name: return Verb::name_customer;
    case ActKind::change_mode: return Verb::change_mode;
    case ActKind::cancel: return Verb::cancel;
    case ActKind::validate: return Verb::validate;
    case ActKind::scan: return Verb::scan;
    case ActKind::pay: return Verb::pay;
    case ActKind::refuse: return Verb::refuse;
    case ActKind::issuer_rejects: return Verb::issuer_rejects;
    case ActKind::credit: return Verb::credit;
    case ActKind::block: return Verb::block_customer;
    case ActKind::unblock: return Verb::unblock_customer;
    case ActKind::enable: return Verb::enable_point;
    case ActKind::disable: return Verb::disable_point;
    case ActKind::resume: return Verb::resume_notifications;
    case ActKind::log_in: return Verb::log_in;
    case ActKind::ask_recovery: return Verb::ask_recovery;
    case ActKind::set_password: return Verb::set_password;
    case ActKind::give_right: return Verb::give_right;
    case ActKind::take_right: return Verb::take_right;
    case ActKind::wait: case ActKind::look: case ActKind::retry: case ActKind::crash: break;
  }
  assert(false && "REQUIRES: an act that is a call");
  return Verb::request;
}

std::string amount_typed(const Act& act) {
  if (act.twist == Twist::amount_missing) return "";
  if (act.twist == Twist::amount_malformed) return "40,000";
  if (act.kind == ActKind::validate && act.amount.is_zero()) return "";  // The whole.
  std::string text = as_typed(act.amount);
  if (act.twist == Twist::amount_with_point) text.replace(text.find(','), 1, ".");
  return text;
}

// PAY-02. Another letter in the check, or a euro less beside the check as it was.
std::string code_shown(const Act& act, const Known& known) {
  if (act.code == CodeShown::none) return "";
  const bool has_one = act.operation < known.payloads.size() && !known.payloads[act.operation].empty();
  std::string code = has_one ? known.payloads[act.operation] : kNobodysCode;
  const std::size_t check = code.rfind(':'), cents = code.rfind(':', check - 1);
  if (act.code == CodeShown::genuine || cents == std::string::npos) return code;
  if (act.code == CodeShown::altered) {
    const std::int64_t asked = std::atoll(code.c_str() + cents + 1);
    return code.substr(0, cents + 1) + std::to_string(asked - 100) + code.substr(check);
  }
  char& letter = code[check + 1 + (code.size() - check - 1) / 2];
  letter = letter == 'A' ? 'B' : 'A';
  return code;
}

std::string password_right(const Known& known, std::string_view login) {
  const auto found = known.passwords.find(login);
  return found == known.passwords.end() ? "no such account" : found->second;
}

void fill_access(Call& call, const Act& act, const Known& known) {
  const bool with_link = act.kind == ActKind::set_password && act.right_word && !known.link.empty();
  call.who = {Door::espace, with_link ? known.link_login : std::string{login_of(act.who)}, ""};
  if (act.kind == ActKind::log_in) {
    const std::string right = password_right(known, login_of(act.who));
    call.text = act.twist == Twist::amount_missing ? "" : (act.right_word ? right : "not " + right);
  }
  if (act.kind != ActKind::set_password) return;
  call.token = with_link ? known.link : "recovery-0";
  if (act.twist != Twist::amount_missing) call.text = fmt::format("Nouveau-{}", known.passwords_set + 1);
}

}  // namespace

Call call_of(const Act& act, const Known& known, Day today) {
  Call call;
  call.who = speaker_of(act.who);
  call.verb = verb_of(act.kind);
  call.seal_valid = act.twist != Twist::wrong_seal;
  if (act.key != 0) call.idempotency_key = {static_cast<char>('a' + act.key / 26), static_cast<char>('a' + act.key % 26)};
  const std::string number = act.operation < known.numbers.size() ? known.numbers[act.operation] : kNobodysNumber;
  switch (act.kind) {
    case ActKind::request: case ActKind::prepare:
      call.form = typed_form(act.form, act.amount, act.twist, act.who, today);
      break;
    case ActKind::name:
      call.operation = number;
      call.amount = amount_typed(act);
      call.form.identifier = identifier_of(act.form.addressee, act.form.by_email);
      if (act.twist == Twist::other_currency) call.form.currency = "840";
      break;
    case ActKind::validate:
      call.amount = amount_typed(act);
      [[fallthrough]];
    case ActKind::change_mode: case ActKind::cancel: case ActKind::issuer_rejects: case ActKind::resume:
      call.operation = number;
      break;
    case ActKind::pay:
      call.amount = amount_typed(act);
      [[fallthrough]];
    case ActKind::scan: case ActKind::refuse:
      call.code = code_shown(act, known);
      if (act.kind != ActKind::scan && call.code.empty()) call.operation = number;
      break;
    case ActKind::credit:
      call.amount = as_typed(act.amount);
      [[fallthrough]];
    case ActKind::block: case ActKind::unblock: call.text = to_string(act.target); break;
    case ActKind::enable: case ActKind::disable: call.text = point_code(act.target); break;
    case ActKind::give_right: case ActKind::take_right: call.text = login_of(act.target); break;
    case ActKind::log_in: case ActKind::ask_recovery: case ActKind::set_password: fill_access(call, act, known); break;
    case ActKind::wait: case ActKind::look: case ActKind::retry: case ActKind::crash: break;
  }
  return call;
}

Call with_other_body(Call call) {
  const bool in_form = call.verb == Verb::request || call.verb == Verb::prepare;
  std::string& amount = in_form ? call.form.amount : call.amount;
  if (const auto read = parse_amount(amount)) amount = as_typed(*read + 1_cents);
  else if (call.who.door == Door::phone) amount = "0,01";
  else call.form.basket = "REF99";
  return call;
}

// -------- Playing -------------------------------------------------------------------------------

SeamPlayer::SeamPlayer(Target& target, const Capabilities& can, const Policies& policies, Instant start,
                       std::uint64_t seed)
    : target_{target}, can_{can}, policies_{policies} {
  target_.reset(guide_world(), policies, start, seed);
  for (const AccountSpec& account : guide_world().accounts) known_.passwords[account.login] = account.password;
}

void SeamPlayer::advance(Instant now) {
  target_.advance(now);
  read_notices();
  take_deliveries(now);
}

std::vector<Answer> SeamPlayer::play(const Act& act, Instant now) {
  if (act.kind == ActKind::wait || act.kind == ActKind::look) return {};
  if (act.kind == ActKind::crash) {
    restart(now);
    return {};
  }
  std::optional<Call>& last = last_[static_cast<std::size_t>(act.who)];
  std::optional<Act>& last_act = last_act_[static_cast<std::size_t>(act.who)];
  const bool again = act.kind == ActKind::retry;
  if (again && !last) return {};
  Call call = again ? *last : call_of(act, known_, paris_day(now));
  if (again && act.twist == Twist::other_body) call = with_other_body(std::move(call));
  if (!again) {
    last = call;
    last_act = act;
  }
  Act done = *last_act;
  done.mishap = act.mishap;
  std::vector<Answer> answers;
  if (done.mishap == Mishap::request_lost) return answers;
  for (int times = done.mishap == Mishap::duplicated ? 2 : 1; times > 0; --times)
    answers.push_back(submit(done, call, now));
  read_notices();
  take_deliveries(now);
  return answers;
}

// A target that cannot crash plays a crash as what it looks like from outside.
Answer SeamPlayer::submit(const Act& act, const Call& call, Instant now) {
  const bool dies = act.mishap == Mishap::crash_before || act.mishap == Mishap::crash_after;
  if (dies && !can_.crashes && act.mishap == Mishap::crash_before) return {};
  if (dies && can_.crashes)
    target_.crash_next(act.mishap == Mishap::crash_before ? CrashPoint::before_commit : CrashPoint::after_commit);
  Answer answer = target_.submit(call, now);
  if (dies && can_.crashes) restart(now);
  learn(act, call, answer, now);
  return dies ? Answer{} : answer;
}

// REP-03: what was kept must not open under other settings.
void SeamPlayer::restart(Instant now) {
  if (!can_.crashes) return;
  target_.crash();
  Policies others = policies_;
  ++others.immediate_ttl_s;
  const bool opened = !target_.recover(now, others);
  opened_under_others_ = opened_under_others_ || opened;
  if (!opened) target_.recover(now, policies_);
}

void SeamPlayer::learn(const Act& act, const Call& call, const Answer& answer, Instant now) {
  if (call.verb == Verb::request || call.verb == Verb::prepare) {
    if (answer.kind == Answer::Kind::lost) return find_lost(act, call, now);
    if (answer.kind != Answer::Kind::done || answer.number.empty()) return;
    learn_number(call, answer.number);
    const int index = known_.index_of(answer.number);
    if (!answer.text.empty()) known_.payloads[static_cast<std::size_t>(index)] = answer.text;
  }
  if (call.verb == Verb::set_password && answer.kind == Answer::Kind::done) {
    known_.passwords[call.who.name] = call.text;
    ++known_.passwords_set;
  }
}

void SeamPlayer::learn_number(const Call& call, const std::string& number) {
  if (known_.index_of(number) >= 0) return;
  known_.numbers.push_back(number);
  known_.payloads.emplace_back();
  known_.urls_fail.push_back(trimmed(call.form.basket) == "REF3");  // typed_form() of basket 3
}

// What a request without an answer made, if it made anything, is in the list of the point.
void SeamPlayer::find_lost(const Act& act, const Call& call, Instant now) {
  if (!can_.espace) return;
  const Role role = is_till(act.who) ? static_cast<Role>(static_cast<int>(act.who) - static_cast<int>(Role::till)) : act.who;
  const Speaker looks = speaker_of(is_till(act.who) && role == Role::signatory ? Role::parc : role);
  const auto view = target_.list(looks, {}, now);
  if (!view) return;
  for (auto row = view->rows.rbegin(); row != view->rows.rend(); ++row) learn_number(call, row->number);
}

void SeamPlayer::read_notices() {
  if (!can_.reads_outbox) return;
  for (NoticeView& notice : target_.notices(read_up_to_)) {
    read_up_to_ = std::max(read_up_to_, notice.id);
    if (notice.kind == "recovery") {
      known_.link = notice.token;
      for (const AccountSpec& account : guide_world().accounts)
        if (account.email == notice.to) known_.link_login = account.login;
    }
    notices_.push_back(std::move(notice));
  }
}

void SeamPlayer::take_deliveries(Instant now) {
  constexpr int kRoundsMax = 1000;  // A service that never lets go of an acknowledged one.
  if (!can_.reads_outbox) return;
  for (int round = 0; round < kRoundsMax; ++round) {
    std::vector<NoticeView> due = target_.deliveries_due(now);
    if (due.empty()) return;
    for (NoticeView& notice : due) {
      const int index = known_.index_of(notice.operation);
      const bool ok = index < 0 || !known_.urls_fail[static_cast<std::size_t>(index)];
      target_.delivery_answered(notice.id, ok, now);
      deliveries_.push_back({std::move(notice), ok});
    }
  }
}

}  // namespace parcours
