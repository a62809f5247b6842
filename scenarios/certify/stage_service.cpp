#include "scenarios/certify/stage_service.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <utility>

#include "sim/random.h"

namespace parcours {
namespace {

const Speaker kControl{.door = Door::control, .name = "", .point = ""};

std::string drawn_text(Random& random, std::size_t length) {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  std::string text;
  for (std::size_t i = 0; i < length; ++i) text += kLetters[static_cast<std::size_t>(random.below(kLetters.size()))];
  return text;
}

// A request as the socket would have read it: a till in this process may leave out what that would have filled in.
http::Request as_read(http::Request request) {
  if (request.raw_path.empty()) request.raw_path = request.path;
  if (request.path.size() > 1 && request.path.ends_with('/')) request.path.pop_back();
  if (request.peer.empty()) request.peer = "127.0.0.1";
  return request;
}

}  // namespace

World stage_world(std::uint64_t seed) {
  World world = guide_world();
  Random random = Random{seed}.stream("stage keys");
  for (KeySpec& key : world.keys)
    if (key.shop == kStageShop) key = {.version = "k" + drawn_text(random, 4), .shop = key.shop, .key = drawn_text(random, 32)};
  return world;
}

StageService::StageService() : app_{http::AppOptions{}} {}

void StageService::begin(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed,
                         bool by_the_wall) {
  const std::lock_guard lock{mutex_};
  world_ = world;
  policies_ = policies;
  now_ = start;
  by_the_wall_ = by_the_wall;
  desk_.reset(world, policies, start, seed);
  app_.know(world, policies);
}

Instant StageService::stand() {
  if (by_the_wall_)
    now_ = std::max(now_, std::chrono::floor<encaissement::Duration>(std::chrono::system_clock::now()));
  return now_;
}

HttpReply StageService::serve(const http::Request& sent) {
  const http::Request request = as_read(sent);
  const std::lock_guard lock{mutex_};
  const Instant now = stand();
  http::Found found = app_.find(request);
  if (found.route != nullptr && found.route->caller != http::Caller::till) found = {};
  http::Handled handled = app_.answer(request, found, desk_, now);
  std::string finding;
  while (const auto* later = std::get_if<http::Later>(&handled)) {
    finding = later->work();
    handled = app_.answer(request, found, desk_, now, &finding);
  }
  HttpReply reply;
  reply.response = std::get<http::Response>(std::move(handled));
  reply.fate = reply.response.lost ? HttpReply::Fate::unknown : HttpReply::Fate::answered;
  return reply;
}

Instant StageService::now() {
  const std::lock_guard lock{mutex_};
  return stand();
}

void StageService::move_to(Instant at) {
  const std::lock_guard lock{mutex_};
  if (!by_the_wall_) {
    assert(at >= now_);
    now_ = at;
  }
  desk_.advance(stand());
}

std::optional<Instant> StageService::next_after_now() {
  const std::lock_guard lock{mutex_};
  return desk_.next_after(stand());
}

std::optional<std::string> StageService::restart() {
  const std::lock_guard lock{mutex_};
  desk_.crash();
  return desk_.recover(stand(), policies_);
}

Answer StageService::submit(const Call& call) {
  const std::lock_guard lock{mutex_};
  return desk_.submit(call, stand());
}

std::vector<OperationView> StageService::operations() {
  const std::lock_guard lock{mutex_};
  return desk_.requests_of(kControl, stand());
}

std::optional<OperationView> StageService::operation(const std::string& number) {
  const std::lock_guard lock{mutex_};
  return desk_.look(kControl, number, stand());
}

std::string StageService::code_of(const std::string& number) {
  const std::lock_guard lock{mutex_};
  return desk_.code_of(kControl, number, stand());
}

Money StageService::money() {
  const std::lock_guard lock{mutex_};
  return desk_.service().total();
}

std::vector<NoticeView> StageService::deliveries_due() {
  const std::lock_guard lock{mutex_};
  return desk_.deliveries_due(stand());
}

void StageService::delivery_answered(std::uint64_t notice, bool acknowledged) {
  const std::lock_guard lock{mutex_};
  desk_.delivery_answered(notice, acknowledged, stand());
}

}  // namespace parcours
