#include "fakes/line.h"

#include <utility>

namespace parcours {

Line::Line(Surroundings& around, std::string name)
    : around_{around}, name_{std::move(name)}, link_{around.network.open(name_)} {}

Actor<Answer> Line::send(Call call) {
  if (call.idempotency_key.empty()) call.idempotency_key = "key-" + std::to_string(++around_.keys);
  last_ = call;
  if (around_.on_call) around_.on_call(name_, call);
  std::function<std::optional<Answer>()> work = [this, call] { return serve(call); };
  const CallResult<Answer> result =
      co_await parcours::call<Answer>(around_.stage, around_.network, link_, std::move(work), kPatience);
  Answer answer;
  std::optional<CallFailure> failure;
  if (const auto* failed = std::get_if<CallFailure>(&result)) failure = *failed;
  if (const auto* heard = std::get_if<Answer>(&result)) answer = *heard;
  if (around_.on_answer) around_.on_answer(name_, call, answer, failure);
  co_return answer;
}

std::optional<Instant> Line::first_served(const std::string& key) const {
  const auto found = served_.find(key);
  return found == served_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<Answer> Line::serve(const Call& call) {
  served_.try_emplace(call.idempotency_key, around_.stage.now());
  Answer answer = around_.target.submit(call, around_.stage.now());
  if (answer.kind != Answer::Kind::lost) return answer;
  around_.service_down = true;
  return std::nullopt;
}

}  // namespace parcours
