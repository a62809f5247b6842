#include "scenarios/cli/till_doctor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"
#include "reports/text.h"
#include "sim/http_client.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using http::Json;

constexpr const char* kSale = "DOCTOR-1";

// How far a date may be from what tick() said: a till that is told its time has it to the second.
constexpr encaissement::Duration kClockMax = 5s;

// A member of a body, by the names that lead to it; null where there is none.
Json member(const std::string& body, std::initializer_list<const char*> names) {
  const auto json = http::read_body(body);
  Json at = json ? *json : Json{};
  for (const char* name : names) {
    if (!at.is_object() || !at.contains(name)) return nullptr;
    Json inner = at[name];
    at = std::move(inner);
  }
  return at;
}

std::string text(const Json& value) { return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump(); }

// "2020-06-24T09:06:00Z", the fraction optional. None: another form.
std::optional<Instant> date_in(std::string date) {
  if (!date.ends_with('Z')) return std::nullopt;
  date.pop_back();
  const std::size_t point = date.find('.');
  std::string fraction = point == std::string::npos ? "" : date.substr(point + 1);
  fraction.resize(3, '0');
  return http::instant_from_wire(date.substr(0, point) + '.' + fraction + 'Z');
}

// Whether an address is this machine's: nothing else is called.
bool is_here(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return false;
  const std::string host = url.substr(scheme + 3, url.find_first_of(":/", scheme + 3) - scheme - 3);
  return host == "localhost" || host.starts_with("127.") || url.compare(scheme + 3, 5, "[::1]") == 0;
}

class TillDoctor {
 public:
  TillDoctor(Till& till, TillBench& bench) : till_{till}, bench_{bench} {}

  Diagnosis examine() {
    const auto hello = greet(till_, out_);
    if (hello && begins(*hello)) {
      hello_ = *hello;
      look_at_the_wire();
      look_at_the_screen();
      look_at_notices();
      look_at_crashes();
    }
    till_.bye();
    tell_noise(till_, out_);
    return out_.take();
  }

 private:
  bool begins(const TillHello& hello);
  void look_at_the_wire();
  void look_at_seal(const TracedCall& call);
  void look_at_clock(const TracedCall& call);
  void look_at_the_screen();
  void look_at_notices();
  void look_at_crashes();
  bool stands(const TillReply& reply, const std::string& what);
  std::optional<SaleView> sale(bool with_screen);

  Till& till_;
  TillBench& bench_;
  TillHello hello_;
  TillReset reset_;
  Examination out_;
  TillReply created_;
  std::string return_url_, create_answer_;
  bool lost_ = false;
};

// False, and told: the till is gone, or answered nonsense.
bool TillDoctor::stands(const TillReply& reply, const std::string& what) {
  if (lost_ || reply.kind != TillReply::Kind::lost) return !lost_;
  lost_ = true;
  out_.wrong(what, reply.message, "Try it alone: parcours adapter check.");
  return false;
}

bool TillDoctor::begins(const TillHello& hello) {
  reset_ = bench_.begin(hello);
  const TillReply reply = till_.reset(reset_);
  if (!stands(reply, "reset")) return false;
  if (!reply.is_ok()) {
    out_.wrong("reset", told(reply), "It must take service, shop and people from `reset`, each time anew.");
    return false;
  }
  created_ = till_.order(bench_.create(hello, kSale));
  if (!stands(created_, "create")) return false;
  return stands(till_.tick(bench_.now()).reply, "tick");
}

void TillDoctor::look_at_the_wire() {
  const std::vector<TracedCall> calls = bench_.calls();
  if (calls.empty()) {
    out_.wrong("service", fmt::format("no call arrived at {} after a create; the till answered {}", bench_.url(), told(created_)),
               "It must call the baseUrl that `reset` gives, past any proxy, and not an address of its own configuration.");
    return;
  }
  const auto create = std::find_if(calls.begin(), calls.end(), [](const TracedCall& one) { return api_call(one.request) == ApiCall::create; });
  const TracedCall& call = create == calls.end() ? calls.front() : *create;
  if (create == calls.end())
    out_.wrong("service", fmt::format("the first call is {} {}, no create", call.request.method, one_line(call.request.raw_path, 80)),
               "The path of the API comes after the baseUrl: /acquisition/api/public/v1/payment-transactions/");
  else
    out_.good("service", fmt::format("its create arrived at {}", bench_.url()));
  look_at_clock(call);
  look_at_seal(call);
  return_url_ = text(member(call.request.body, {"redirectUrls", "returnUrl"}));
  if (call.answer) create_answer_ = call.answer->body;
}

void TillDoctor::look_at_clock(const TracedCall& call) {
  const std::string date = text(member(call.request.body, {"requestDate"}));
  const auto said = date_in(date);
  if (!said) return out_.wrong("clock", "requestDate is \"" + one_line(date, 40) + '"', "It is UTC: 2020-06-24T09:06:00Z.");
  const auto off = std::chrono::abs(*said - call.at);
  const std::string found = fmt::format("requestDate {}, and it was {}", date, http::to_wire(call.at));
  if (off <= kClockMax) return out_.good("clock", found);
  out_.wrong("clock", found, hello_.clock == TillClock::wall ? "The clock of this machine or its zone is set wrongly."
                                                             : "Its time is what `reset` and `tick` say; dates on the wire are UTC.");
}

void TillDoctor::look_at_seal(const TracedCall& call) {
  const std::string code = call.answer ? text(member(call.answer->body, {"errorCode"})) : "";
  const auto seal = encaissement::read_seal(call.request.header(encaissement::kPublicSeal));
  const std::string shop = text(member(call.request.body, {"merchant", "shopId"}));
  const std::string remedy = "It must sign with the shop, key version and key that `reset` gives.";
  if (code.empty()) return out_.good("seal", "good");
  if (code != "INVALID_SEAL" && code != "MERCHANT_NOT_ALLOWED")
    return out_.wrong("create", "the service refused it: " + code + ", " + text(member(call.answer->body, {"errorMessage"})),
                      "Every call's form is in the API's document: parcours serve, /docs.");
  if (!seal) return out_.wrong("seal", "no seal of the form HmacSHA256.VERSION.SEAL in " + std::string{encaissement::kPublicSeal}, remedy);
  if (!shop.empty() && shop != reset_.shop.shop_id)
    return out_.wrong("seal", fmt::format("{}: shop {} instead of {}", code, one_line(shop, 20), reset_.shop.shop_id), remedy);
  if (seal->version != reset_.shop.key_version)
    return out_.wrong("seal", fmt::format("{}: key version {} instead of {}", code, one_line(seal->version, 20), reset_.shop.key_version), remedy);
  out_.wrong("seal", code + ": another key, or other sealed fields", remedy);
}

std::optional<SaleView> TillDoctor::sale(bool with_screen) {
  auto told_sales = till_.observe(with_screen ? kSale : "");
  if (!stands(told_sales.reply, "observe")) return std::nullopt;
  for (SaleView& one : told_sales.value)
    if (one.sale == kSale) return std::move(one);
  return std::nullopt;
}

void TillDoctor::look_at_the_screen() {
  if (lost_ || !hello_.can("screen")) return;
  const auto seen = sale(true);
  if (lost_) return;
  const std::string trouble = !seen ? "`observe` does not know the sale " + std::string{kSale} : picture_trouble(seen->screen);
  if (trouble.empty()) return out_.good("screen", "a PNG that can be read");
  out_.wrong("screen", trouble, "Give the customer's screen of the sale in `screenOf` as a PNG in base64, or do not claim \"screen\".");
}

void TillDoctor::look_at_notices() {
  if (lost_ || hello_.notices != TillNotices::http) return;
  const std::string remedy = "It must listen at the return URL of its create call, on this machine, or not claim notices \"http\".";
  if (return_url_.empty()) return out_.wrong("notices", "its create call gave no return URL", remedy);
  const std::string shown = one_line(return_url_, 100);
  if (!is_here(return_url_)) return out_.wrong("notices", shown + " is not on this machine", remedy);
  HttpClientOptions options{.url = return_url_.substr(0, return_url_.find('?'))};
  options.connect_time = 2s, options.answer_time = 5s;
  const auto client = connect_http(options);
  const auto* transport = std::get_if<std::unique_ptr<HttpTransport>>(&client);
  if (transport == nullptr) return out_.wrong("notices", shown + ": " + std::get<std::string>(client), remedy);
  http::Request notice{.method = "POST"};
  if (const std::size_t query = return_url_.find('?'); query != std::string::npos) notice.query = return_url_.substr(query + 1);
  notice.body = create_answer_;
  const HttpReply reply = (*transport)->send(notice);
  if (reply.fate != HttpReply::Fate::answered) return out_.wrong("notices", shown + ": " + reply.why, remedy);
  out_.good("notices", fmt::format("{} answers with {}", shown, reply.response.status));
}

void TillDoctor::look_at_crashes() {
  if (lost_ || !hello_.can("crash")) return;
  const auto before = sale(false);
  if (lost_ || !before) return;
  if (!stands(till_.crash(), "crash")) return;
  reset_.now = bench_.now();
  const TillReply reply = till_.restart(reset_);
  if (!stands(reply, "restart")) return;
  if (!reply.is_ok()) return out_.wrong("restart", told(reply), "After a crash it is started again, and goes on with what it kept.");
  const auto after = sale(false);
  if (lost_) return;
  const std::string remedy = "Keep what was acknowledged in the folder PARCOURS_TILL_STATE before it is answered, or do not claim \"crash\".";
  if (!after) return out_.wrong("crash", "after a crash it has forgotten the sale " + std::string{kSale}, remedy);
  if (after->number != before->number)
    return out_.wrong("crash", fmt::format("after a crash its number is \"{}\", it was \"{}\"", one_line(after->number, 20), one_line(before->number, 20)), remedy);
  out_.good("crash", "it remembers its sale");
}

}  // namespace

Diagnosis examine(Till& till, TillBench& bench) { return TillDoctor{till, bench}.examine(); }

}  // namespace parcours
