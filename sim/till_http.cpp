#include "sim/till_http.h"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>
#include <utility>

#include "reports/text.h"
#include "sim/http_client.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Transport = std::unique_ptr<HttpTransport>;

// A pause that holds up nothing but its caller.
void pause(std::chrono::milliseconds length) {
  std::mutex mutex;
  std::condition_variable nobody;
  std::unique_lock lock{mutex};
  nobody.wait_for(lock, length, [] { return false; });
}

class TillHttp final : public RemoteTill {
 public:
  TillHttp(HttpClientOptions client, std::string path, const TillBudgets& budgets)
      : client_{std::move(client)}, path_{std::move(path)} {
    budgets_ = budgets;
  }

  // It may go before it can answer: that is what it was asked for.
  TillReply crash() override {
    crashing_ = true;
    TillReply reply = RemoteTill::crash();
    crashing_ = false;
    return reply;
  }

  // Somebody starts it again; until it listens nobody answers.
  TillReply restart(const TillReset& as_before) override {
    const auto deadline = Clock::now() + budgets_.hello;
    TillReply hello = RemoteTill::hello().reply;
    while (hello.kind == TillReply::Kind::lost && not_sent_ && Clock::now() < deadline) {
      pause(50ms);
      hello = RemoteTill::hello().reply;
    }
    return hello.is_ok() ? RemoteTill::restart(as_before) : hello;
  }

 private:
  Carried carry(std::int64_t id, const std::string& name, const std::string& line, std::chrono::milliseconds budget) override {
    http::Request request{.method = "POST", .path = path_, .body = line};
    const auto begun = Clock::now();
    HttpTransport& transport = line_with(budget);
    const HttpReply reply = transport.send(request);
    not_sent_ = reply.fate == HttpReply::Fate::not_sent;
    const bool timed_out = Clock::now() - begun >= budget;
    if (crashing_ && reply.fate == HttpReply::Fate::unknown && !timed_out) return {{}, fmt::format(R"({{"id":{},"ok":{{}}}})", id)};
    if (reply.fate != HttpReply::Fate::answered)
      return {lost_till(timed_out ? fmt::format("no answer to `{}` within {}", name, words_of(budget))
                                  : fmt::format("{}: {} (`{}`)", transport.address(), reply.why, name), timed_out), {}};
    return judged(id, name, reply.response);
  }

  // One connection at most: a till that serves one after the other must not wait for us to leave the first.
  HttpTransport& line_with(std::chrono::milliseconds budget) {
    if (line_ && client_.answer_time == budget) return *line_;
    line_.reset();
    client_.answer_time = budget;
    line_ = std::get<Transport>(connect_http(client_));  // The address was read before.
    return *line_;
  }

  Carried judged(std::int64_t id, const std::string& name, const http::Response& response) {
    const std::string shown = one_line(response.body, 120);
    if (response.status != 200)
      return {lost_till(fmt::format("`{}` was answered with HTTP {}: {}", name, response.status, shown)), {}};
    const auto answered = answer_id(response.body);
    if (!answered) return {lost_till(fmt::format("the answer to `{}` is no JSON object with an id: {}", name, shown)), {}};
    if (*answered != id) return {lost_till(fmt::format("`{}` is message {}, the answer says another id: {}", name, id, shown)), {}};
    return {{}, response.body};
  }

  HttpClientOptions client_;
  const std::string path_;
  Transport line_;  // Waits as long as `client_` says.
  bool crashing_ = false, not_sent_ = false;
};

// What the client asks for at an address that has a path of its own: nothing more.
std::string path_after(const std::string& url) {
  const std::size_t host = url.find("://");
  const std::size_t slash = host == std::string::npos ? host : url.find('/', host + 3);
  return slash == std::string::npos || url.find_first_not_of('/', slash) == std::string::npos ? "/" : "";
}

}  // namespace

std::variant<std::unique_ptr<Till>, std::string> connect_till(const TillHttpOptions& options) {
  const HttpClientOptions client{.url = options.url, .authorities = options.authorities};
  auto tried = connect_http(client);  // Connects to nobody yet: it reads the address.
  if (auto* why = std::get_if<std::string>(&tried)) return std::move(*why);
  return std::make_unique<TillHttp>(client, path_after(options.url), options.budgets);
}

}  // namespace parcours
