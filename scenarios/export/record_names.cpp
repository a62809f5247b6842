#include "scenarios/export/record_names.h"

#include <algorithm>

#include "scenarios/language/grammar.h"

namespace parcours {
namespace {

struct CodeParts {
  std::string number, cents;
};

// "CVC1:foo2udp610:4000:check"
CodeParts parts_of(const std::string& payload) {
  const std::size_t first = payload.find(':');
  const std::size_t second = first == std::string::npos ? first : payload.find(':', first + 1);
  const std::size_t third = second == std::string::npos ? second : payload.find(':', second + 1);
  if (third == std::string::npos) return {};
  return {payload.substr(first + 1, second - first - 1), payload.substr(second + 1, third - second - 1)};
}

}  // namespace

RecordNames::RecordNames(World world, std::vector<NoticeView> notices, const Recording& recording)
    : world_{std::move(world)} {
  for (NoticeView& notice : notices)
    if (notice.kind == "recovery") recoveries_.push_back(std::move(notice));
  name_keys(recording);
}

// A key that was forgotten (key_ttl_s) and does something anew is another one: a scenario knows operations by their keys.
void RecordNames::name_keys(const Recording& recording) {
  struct Life {
    const Recorded* first = nullptr;
    std::optional<Instant> done = {};
    std::string name = {};
  };
  const std::chrono::seconds kept{recording.policies.key_ttl_s};
  std::map<Said, Life> lives;
  int repeated = 0;
  for (const Recorded& event : recording.events) {
    if (event.call.idempotency_key.empty()) continue;
    Life& life = lives[said(event.call)];
    const bool anew = event.answer.kind == Answer::Kind::done && !event.answer.remembered;
    if (life.done && anew && event.at >= *life.done + kept) life = {};
    if (anew && !life.done) life.done = event.at;
    if (life.first == nullptr) {
      life.first = &event;
      continue;
    }
    if (life.name.empty()) keys_[life.first] = life.name = "again-" + std::to_string(++repeated);
    keys_[&event] = life.name;
  }
}

std::optional<std::string> RecordNames::speaker(const Speaker& who) const {
  if (who.door == Door::control) return "operator";
  if (who.door == Door::phone) {
    const std::string name = customer(who.name);
    return world_.customer(name) == nullptr ? std::nullopt : std::optional{name};
  }
  for (const SpeakerSpec& known : speakers())
    if (known.door == who.door && known.account == who.name) return std::string{known.name};
  return std::nullopt;
}

std::string RecordNames::customer(const std::string& named) const {
  if (world_.customer(named) != nullptr) return named;
  const CustomerSpec* called = world_.customer_called(named);
  return called == nullptr ? named : called->name;
}

std::string RecordNames::operation(const std::string& number) const {
  const auto found = std::find(numbers_.begin(), numbers_.end(), number);
  return found == numbers_.end() ? "unknown" : "op" + std::to_string(found - numbers_.begin() + 1);
}

std::optional<std::string> RecordNames::made(const Answer& answer) {
  if (answer.number.empty() || operation(answer.number) != "unknown") return std::nullopt;
  numbers_.push_back(answer.number);
  payloads_.push_back(answer.text);
  return operation(answer.number);
}

std::optional<RecordNames::ShownCode> RecordNames::code(const std::string& payload) const {
  std::optional<ShownCode> shown;
  const CodeParts read = parts_of(payload);
  for (std::size_t i = 0; i < payloads_.size(); ++i) {
    if (payloads_[i].empty()) continue;
    const std::string name = operation(numbers_[i]);
    if (payloads_[i] == payload) return ShownCode{name, "genuine"};
    const CodeParts known = parts_of(payloads_[i]);
    const char* word = known.number != read.number ? "unknown" : known.cents == read.cents ? "forged" : "altered amount";
    if (!shown || known.number == read.number) shown = ShownCode{name, word};
  }
  return shown;
}

RecordNames::Said RecordNames::said(const Call& call) const {
  return {to_string(call.verb) == "log in" ? call.who.name : speaker(call.who).value_or(call.who.name), call.idempotency_key};
}

std::string RecordNames::key(const Recorded& event) const {
  const auto found = keys_.find(&event);
  return found == keys_.end() ? "" : found->second;
}

void RecordNames::asked(const Call& call, const Answer& answer) {
  const AccountSpec* account = world_.account(call.who.name);
  if (account != nullptr && answer.kind != Answer::Kind::refused && !answer.remembered) ++asked_[account->email];
}

RecordNames::Link RecordNames::link(const std::string& token, Instant at) const {
  const auto mail = std::find_if(recoveries_.begin(), recoveries_.end(), [&](const NoticeView& n) { return n.token == token; });
  if (token.empty() || mail == recoveries_.end()) return {"", "forged"};
  const auto account = std::find_if(world_.accounts.begin(), world_.accounts.end(),
                                    [&](const AccountSpec& a) { return a.email == mail->to; });
  if (account == world_.accounts.end()) return {};
  // Of mails of the same instant only those that had been asked for.
  std::vector<std::string> there;
  const auto asked = asked_.find(mail->to);
  for (const NoticeView& n : recoveries_)
    if (n.to == mail->to && n.at <= at && asked != asked_.end() && there.size() < asked->second) there.push_back(n.token);
  const char* word = there.empty() ? "" : there.back() == token ? "last" : there.front() == token ? "first" : "";
  return {account->login, word};
}

// The same where the call is made again under its key: it is the same call.
std::string RecordNames::new_password(const Call& call) {
  if (call.text.empty()) return "";
  if (call.idempotency_key.empty()) return "Nouveau-" + std::to_string(++passwords_set_);
  std::string& known = passwords_[said(call)];
  if (known.empty()) known = "Nouveau-" + std::to_string(++passwords_set_);
  return known;
}

}  // namespace parcours
