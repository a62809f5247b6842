#include "scenarios/certify/attended_page.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "reference/core/text.h"
#include "reference/http/app.h"
#include "reference/http/server.h"
#include "reference/http/wire.h"
#include "reference/seal/random.h"
#include "scenarios/certify/attended_embedded.h"

namespace parcours {
namespace {

using http::Json;
using http::Request;
using http::Response;

constexpr std::string_view kTokenHeader = "Parcours-Token";
constexpr std::size_t kUploadMax = 16U << 20;
constexpr std::size_t kWaitingMax = 16;  // Answers that nobody took yet; more are refused.

Response refused(int status, std::string_view sentence) {
  return http::json_response(http::dump({{"error", std::string{sentence}}}), status);
}

Json json_of(const AttendedSheet& sheet) {
  const Question& question = sheet.question;
  return {{"number", sheet.number},         {"kind", std::string{to_string(question.kind)}},
          {"instruction", question.instruction}, {"text", question.text},
          {"choices", question.choices},    {"way", way_to_answer(question)},
          {"mayBeUnknown", question.may_be_unknown}, {"mayBeEmpty", question.may_be_empty},
          {"remark", sheet.remark},         {"calls", sheet.calls},
          {"given", sheet.given},           {"over", sheet.over}};
}

class Page final : public AttendedPage {
 public:
  ~Page() override {
    if (server_) server_->stop();
    if (thread_.joinable()) thread_.join();
    if (wake_ >= 0) close(wake_);
  }

  std::string listen(std::uint16_t port) {
    wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (wake_ < 0) return "the page could not be opened: no more files can be";
    http::ServerOptions options;
    options.port = port;
    options.upload_max = kUploadMax;
    options.takes_uploads = [](std::string_view path) { return path == "/picture"; };
    auto started = http::Server::start(std::move(options), [this](Request request, http::Server::Respond respond) { respond(answer(request)); });
    if (auto* why = std::get_if<std::string>(&started)) return std::move(*why);
    server_ = std::get<std::unique_ptr<http::Server>>(std::move(started));
    thread_ = std::thread{[this] { server_->run(); }};
    return {};
  }

  std::string url() const override { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/#" + token_; }

  void show(AttendedSheet sheet) override {
    const std::lock_guard lock{mutex_};
    sheet_ = std::move(sheet);
  }

  std::optional<AttendedEntry> take() override {
    const std::lock_guard lock{mutex_};
    if (entries_.empty()) {
      std::uint64_t count = 0;
      [[maybe_unused]] const auto taken = read(wake_, &count, sizeof count);
      return std::nullopt;
    }
    AttendedEntry entry = std::move(entries_.front());
    entries_.pop_front();
    return entry;
  }

  int wake() const override { return wake_; }

 private:
  // The page itself holds nothing of interest: what is asked and answered goes with the token only.
  Response answer(const Request& request) {
    const bool looks = request.method == "GET";
    if (looks && request.path == "/") return text(attended::kPage, "text/html; charset=utf-8");
    if (looks && request.path == "/attended.css") return text(attended::kStyle, "text/css; charset=utf-8");
    if (looks && request.path == "/attended.js") return text(attended::kScript, "text/javascript; charset=utf-8");
    if (http::is_foreign(request) || request.header(kTokenHeader) != token_)
      return refused(403, "The address as the terminal shows it, with what stands behind #, opens this page.");
    const std::lock_guard lock{mutex_};
    if (looks && request.path == "/sheet") return http::json_response(http::dump(json_of(sheet_)));
    if (request.method == "POST" && request.path == "/answer") return take_answer(request);
    if (request.method == "POST" && request.path == "/picture") return take_picture(request);
    return refused(404, "There is nothing here.");
  }

  static Response text(std::string_view body, std::string type) {
    Response response;
    response.headers = {{"Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}};
    response.body = std::string{body};
    response.type = std::move(type);
    return response;
  }

  Response take_answer(const Request& request) {
    const auto body = http::read_body(request.body);
    const bool fits = body && body->contains("number") && (*body)["number"].is_number_integer() && body->contains("text") &&
                      (*body)["text"].is_string();
    if (!fits) return refused(400, "Expected: a JSON object with number and text.");
    const auto typed = (*body)["text"].get<std::string>();
    return put({(*body)["number"].get<int>(), Entry{.text = std::string{encaissement::trimmed(typed)}}});
  }

  Response take_picture(const Request& request) {
    const std::string number = request.parameter("number").value_or("");
    if (number != std::to_string(sheet_.number)) return refused(409, "This question is answered already.");
    return put({sheet_.number, Entry{.text = request.body, .is_bytes = true}});
  }

  Response put(AttendedEntry entry) {
    if (sheet_.over || entry.number != sheet_.number) return refused(409, "This question is answered already.");
    if (entries_.size() >= kWaitingMax) return refused(409, "Too many answers at once.");
    entries_.push_back(std::move(entry));
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(wake_, &one, sizeof one);
    return http::json_response(R"({"taken":true})", 202);
  }

  const std::string token_ = encaissement::random_text();
  std::mutex mutex_;
  AttendedSheet sheet_;
  std::deque<AttendedEntry> entries_;
  int wake_ = -1;
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

}  // namespace

std::variant<std::unique_ptr<AttendedPage>, std::string> AttendedPage::start(std::uint16_t port) {
  auto page = std::make_unique<Page>();
  if (std::string why = page->listen(port); !why.empty()) return why;
  return std::unique_ptr<AttendedPage>{std::move(page)};
}

}  // namespace parcours
