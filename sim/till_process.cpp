#include "sim/till_process.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>
#include <utility>

#include "reports/text.h"
#include "sim/till_spawn.h"

namespace parcours {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kShown = 120;

std::string fresh_folder() {
  std::error_code trouble;
  std::string name = (std::filesystem::temp_directory_path(trouble) / "parcours-till-XXXXXX").string();
  return mkdtemp(name.data()) == nullptr ? std::string{} : name;
}

}  // namespace

TillProcess::TillProcess(TillProcessOptions options) : options_{std::move(options)}, state_{fresh_folder()} {
  budgets_ = options_.budgets;
}

TillProcess::~TillProcess() {
  if (child_) child_->end(options_.end_time);
  std::error_code ignored;
  if (!state_.empty()) std::filesystem::remove_all(state_, ignored);
}

TillTold<TillHello> TillProcess::hello() {
  if (!child_)
    if (TillReply reply = start(); !reply.is_ok()) return {std::move(reply), {}};
  return RemoteTill::hello();
}

TillReply TillProcess::reset(const TillReset& reset) {
  if (!child_)
    if (TillReply reply = revive(); !reply.is_ok()) return reply;
  return RemoteTill::reset(reset);
}

TillReply TillProcess::crash() {
  if (child_) child_->kill();
  child_.reset();
  gone_ = "it was killed, and not started again";
  return {};
}

TillReply TillProcess::restart(const TillReset& as_before) {
  if (child_) crash();
  if (TillReply reply = revive(); !reply.is_ok()) return reply;
  return RemoteTill::restart(as_before);
}

void TillProcess::bye() {
  if (!child_) return;
  RemoteTill::bye();
  if (!child_) return;
  child_->close_input();
  if (!child_->dies_by(Clock::now() + options_.end_time)) {
    add_noise(fmt::format("it was still there {} after `bye`, and was killed", words_of(options_.end_time)));
  } else if (const int others = child_->company(); others > 0) {
    add_noise(fmt::format("it ended and left {} of its own running, which were killed", plural(static_cast<std::size_t>(others), "program")));
  }
  child_->end(options_.end_time);
  exit_status_ = child_->exit_status();
  child_.reset();
  gone_ = "bye was said";
}

std::optional<int> TillProcess::exit_status() const { return exit_status_; }

TillReply TillProcess::start() {
  if (state_.empty()) return lost_till("no folder for its state can be made: is the disk full, or TMPDIR wrong?");
  auto child = Spawned::start(options_.command, {std::string{kTillState} + '=' + state_}, options_.line_max);
  if (auto* why = std::get_if<std::string>(&child)) return lost_till(std::move(*why));
  child_ = std::get<std::unique_ptr<Spawned>>(std::move(child));
  died_ = false;
  exit_status_.reset();
  return {};
}

// Started again, it is greeted again.
TillReply TillProcess::revive() {
  if (TillReply reply = start(); !reply.is_ok()) return reply;
  return RemoteTill::hello().reply;
}

RemoteTill::Carried TillProcess::carry(std::int64_t id, const std::string& name, const std::string& line,
                                       std::chrono::milliseconds budget) {
  if (!child_) return {lost_till("the till is gone: " + gone_), {}};
  const auto deadline = Clock::now() + budget;
  child_->listen();
  if (const std::string wrong = leftovers(id, deadline); !wrong.empty()) return gone(wrong);
  child_->put(line);
  for (;;) {
    const Spawned::Line said = child_->next_line(deadline);
    switch (said.kind) {
      case Spawned::Line::Kind::line: break;
      case Spawned::Line::Kind::late:
        return gone(fmt::format("no answer to `{}` within {}", name, words_of(budget)), true);
      case Spawned::Line::Kind::too_long:
        return gone(fmt::format("standard output: line {} is longer than {} bytes: {}…", said.number, options_.line_max,
                                one_line(said.text, kShown)));
      case Spawned::Line::Kind::ended:
        child_->dies_by(Clock::now() + std::chrono::seconds{1});  // Its standard output closes a moment before.
        exit_status_ = child_->exit_status();
        died_ = true;
        return gone(fmt::format("the program {} before it answered `{}`", child_->ending(), name));
    }
    const auto answered = answer_id(said.text);
    if (!answered) {
      note_noise(said.number, said.text);
      if (Clock::now() >= deadline) return gone(fmt::format("no answer to `{}` within {}", name, words_of(budget)), true);
      continue;
    }
    if (*answered == id) return {{}, said.text};
    return gone(fmt::format("standard output: line {}: `{}` is message {}, the answer says another id: {}", said.number, name,
                            id, one_line(said.text, kShown)));
  }
}

// What it said since its last answer: noise, or an answer that nobody asked for.
std::string TillProcess::leftovers(std::int64_t id, Clock::time_point deadline) {
  while (Clock::now() < deadline) {
    const Spawned::Line said = child_->next_line({});  // Only what is at hand.
    if (said.kind != Spawned::Line::Kind::line) return "";
    if (!answer_id(said.text)) {
      note_noise(said.number, said.text);
      continue;
    }
    return fmt::format("standard output: line {}: an answer to nothing asked, after the answer to message {}: {}", said.number,
                       id - 1, one_line(said.text, kShown));
  }
  return "";
}

// It can be no more trusted to be in step: it is ended.
RemoteTill::Carried TillProcess::gone(std::string why, bool timed_out) {
  why = with_errors(std::move(why));
  child_->kill();
  child_.reset();
  gone_ = why;
  return {lost_till(std::move(why), timed_out), {}};
}

std::string TillProcess::with_errors(std::string why) {
  const std::string errors = child_->last_errors();
  return errors.empty() ? why : why + "; its standard error ends: " + errors;
}

void TillProcess::note_noise(int number, const std::string& text) {
  add_noise(fmt::format("standard output: line {} is no answer: \"{}\" (log to standard error)", number, one_line(text, kShown)));
}

}  // namespace parcours
