#include "sim/till_remote.h"

#include <fmt/format.h>

#include <utility>

#include "reports/text.h"

namespace parcours {
namespace {

constexpr std::size_t kNoiseMax = 20;

template <class T>
TillTold<T> told(TillReply reply, T value) {
  return {std::move(reply), std::move(value)};
}

}  // namespace

TillReply lost_till(std::string message, bool timed_out) {
  TillReply reply;
  reply.kind = TillReply::Kind::lost;
  reply.message = std::move(message);
  reply.timed_out = timed_out;
  return reply;
}

std::string words_of(std::chrono::milliseconds time) {
  return fmt::format("{:.3g} s", static_cast<double>(time.count()) / 1000.0);
}

TillTold<TillHello> RemoteTill::hello() {
  TillAnswer answer = ask(till_message::Hello{});
  return told(std::move(answer.reply), std::move(answer.hello));
}

TillReply RemoteTill::reset(const TillReset& reset) { return ask(till_message::Reset{reset}).reply; }

TillReply RemoteTill::order(const TillOrder& order) { return ask(till_message::Do{order}).reply; }

TillTold<std::optional<Instant>> RemoteTill::tick(Instant now) {
  TillAnswer answer = ask(till_message::Tick{now});
  return told(std::move(answer.reply), answer.next);
}

TillTold<int> RemoteTill::notify(const http::Request& notification) {
  TillAnswer answer = ask(till_message::Notify{notification});
  return told(std::move(answer.reply), answer.status);
}

TillReply RemoteTill::crash() { return ask(till_message::Crash{}).reply; }

TillReply RemoteTill::restart(const TillReset& as_before) { return ask(till_message::Restart{as_before}).reply; }

TillTold<std::vector<SaleView>> RemoteTill::observe(const std::string& screen_of) {
  TillAnswer answer = ask(till_message::Observe{screen_of});
  return told(std::move(answer.reply), std::move(answer.sales));
}

void RemoteTill::bye() { ask(till_message::Bye{}); }

std::vector<std::string> RemoteTill::take_noise() {
  std::vector<std::string> taken = std::exchange(noise_, {});
  const std::size_t count = std::exchange(noise_count_, 0);
  if (count > taken.size()) taken.push_back(fmt::format("… and {} lines more", count - taken.size()));
  return taken;
}

TillReply RemoteTill::ask_unknown(const std::string& name) {
  const std::int64_t id = ++last_id_;
  const Carried carried = carry(id, name, fmt::format(R"({{"id":{},"message":"{}"}})", id, name), budgets_.answer);
  return carried.trouble.is_ok() ? read_answer(till_message::Crash{}, carried.line).reply : carried.trouble;
}

TillAnswer RemoteTill::ask(const TillMessage& message) {
  const std::int64_t id = ++last_id_;
  Carried carried = carry(id, std::string{name_of(message)}, to_line(id, message), budget_of(message));
  if (carried.trouble.is_ok()) return read_answer(message, carried.line);
  TillAnswer answer;
  answer.reply = std::move(carried.trouble);
  return answer;
}

void RemoteTill::add_noise(std::string words) {
  if (noise_.size() < kNoiseMax) noise_.push_back(std::move(words));
  ++noise_count_;
}

std::chrono::milliseconds RemoteTill::budget_of(const TillMessage& message) const {
  return std::holds_alternative<till_message::Hello>(message) ? budgets_.hello : budgets_.answer;
}

}  // namespace parcours
