#include "scenarios/serve/courier.h"

#include <utility>

#include "reference/http/transaction.h"

namespace parcours {
namespace {

constexpr int kGenerationBits = 40;  // What the notifier calls a notice: its id, and above it the service's generation.
constexpr std::uint64_t kIdMask = (std::uint64_t{1} << kGenerationBits) - 1;

std::string path_of(const std::string& url) {
  const std::size_t host = url.find("://");
  const std::size_t path = host == std::string::npos ? std::string::npos : url.find('/', host + 3);
  return path == std::string::npos ? "/" : url.substr(path, url.find_first_of("?#", path) - path);
}

}  // namespace

void Courier::deliver(const std::vector<NoticeView>& due, const World& world, Instant now) {
  for (const NoticeView& notice : due)
    if (under_way_.insert(notice.id).second) send(notice, world, now);
}

void Courier::send(const NoticeView& notice, const World& world, Instant now) {
  const auto view = backend_.desk().look({.door = Door::control, .name = "", .point = ""}, notice.operation, now);
  const std::uint64_t name = generation_ << kGenerationBits | notice.id;
  if (!view) return done(name, true);  // Released since: there is nothing to tell any more.
  FaultCounter::Notification fault{};
  {
    const std::lock_guard lock{mutex_};
    fault = faults_.next_notification();
  }
  if (fault == FaultCounter::Notification::never) return done(name, true);
  const std::string body = http::notification_body(*view, now, notice.body);
  http::Notification sent{.notice = name, .url = notice.to, .body = body,
                          .headers = http::notification_headers(world, *view, path_of(notice.to), body, now)};
  if (fault == FaultCounter::Notification::twice) {
    http::Notification again = sent;
    again.notice |= std::uint64_t{1} << 63;  // Nobody hears what becomes of it.
    notifier_->send(std::move(again));
  }
  if (!notifier_->send(std::move(sent))) done(name, false);
}

void Courier::done(std::uint64_t notice, bool acknowledged) {
  if (notice >> 63 != 0) return;
  gate_.enqueue([this, notice, acknowledged](http::Backend& backend, Instant now) -> std::function<void()> {
    if (notice >> kGenerationBits != generation_) return {};
    const std::uint64_t id = notice & kIdMask;
    under_way_.erase(id);
    backend.desk().delivery_answered(id, acknowledged, now);
    return {};
  });
}

void Courier::use(const FaultProfile& profile) {
  const std::lock_guard lock{mutex_};
  faults_.use(profile);
}

void Courier::forget() {
  ++generation_;
  under_way_.clear();
}

}  // namespace parcours
