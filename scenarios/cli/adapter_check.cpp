#include "scenarios/cli/adapter_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "reports/text.h"
#include "sim/till_process.h"
#include "sim/till_remote.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

constexpr const char* kNowhere = "http://127.0.0.1:1";  // Nobody listens at a port that only the system may open.
constexpr const char* kFirst = "CHECK-1";

class AdapterCheck {
 public:
  AdapterCheck(Till& till, TillBench& bench) : till_{till}, bench_{bench} {}

  Diagnosis check() {
    const auto hello = greet(till_, out_);
    if (hello) {
      hello_ = *hello;
      without_a_service() && with_a_service() && after_a_crash() && asked_what_nobody_knows() && begun_again();
      goodbye();
    }
    Diagnosis diagnosis = out_.take();
    if (!hello) diagnosis.code = ExitCode::could_not_judge;
    else if (diagnosis.code != ExitCode::conforming) diagnosis.code = ExitCode::nonconforming;
    return diagnosis;
  }

 private:
  bool without_a_service();
  bool with_a_service();
  bool after_a_crash();
  bool asked_what_nobody_knows();
  bool begun_again();
  void goodbye();
  bool answered_ok(const std::string& what, const TillReply& reply, const std::string& remedy);
  bool sales(const std::string& when, std::vector<SaleView>& into, const std::string& screen_of = {});
  bool ticks();
  void notified();

  Till& till_;
  TillBench& bench_;
  TillHello hello_;
  TillReset reset_;
  Examination out_;
};

// False: the till is gone, nothing more can be asked. What is answered but not ok is told, and the check goes on.
bool AdapterCheck::answered_ok(const std::string& what, const TillReply& reply, const std::string& remedy) {
  if (reply.is_ok()) out_.good(what, "ok");
  else out_.wrong(what, told(reply), remedy);
  return reply.kind != TillReply::Kind::lost;
}

bool AdapterCheck::sales(const std::string& when, std::vector<SaleView>& into, const std::string& screen_of) {
  auto told_sales = till_.observe(screen_of);
  into = std::move(told_sales.value);
  if (told_sales.reply.is_ok()) out_.good("observe " + when, plural(into.size(), "sale"));
  else out_.wrong("observe " + when, told(told_sales.reply), "Answer every sale since `reset`, an empty array where there is none.");
  return told_sales.reply.is_ok();
}

bool AdapterCheck::without_a_service() {
  reset_ = bench_.begin(hello_);
  TillReset nowhere = reset_;
  nowhere.base_url = kNowhere;
  if (bench_.in_process()) bench_.wire().order({.fault = WireFault::cut, .call = {}, .times = 1'000});  // Its line leads here anyway.
  if (!answered_ok("reset", till_.reset(nowhere), "Take service, shop, key and people from it, and forget every sale.")) return false;
  std::vector<SaleView> seen;
  if (!sales("after reset", seen)) return false;
  if (!seen.empty()) out_.wrong("reset", plural(seen.size(), "sale") + " right after it", "`reset` begins a new day: forget every sale.");
  const TillReply reply = till_.order(bench_.create(hello_, kFirst));
  if (reply.kind == TillReply::Kind::error) out_.good("do with nobody at baseUrl", told(reply));
  else out_.wrong("do with nobody at baseUrl", told(reply), "An error, `definite` where it certainly had no effect: nobody was there to be asked.");
  if (reply.kind == TillReply::Kind::lost || !ticks()) return false;
  if (!sales("after a create in vain", seen)) return false;
  const bool paid = std::any_of(seen.begin(), seen.end(), [](const SaleView& one) { return one.state == SaleState::paid || one.state == SaleState::to_validate; });
  if (paid) out_.wrong("observe after a create in vain", "a sale is paid, and nobody was asked", "Answer what the till shows, nothing else.");
  return true;
}

bool AdapterCheck::ticks() {
  const Instant now = bench_.now();
  const auto ticked = till_.tick(now);
  if (!ticked.reply.is_ok()) return answered_ok("tick", ticked.reply, "Do all that is due, then say when something is next.");
  if (ticked.value && *ticked.value <= now)
    out_.wrong("tick", "its next instant lies at or before now", "All that is due by now is done before `tick` is answered; next comes after it.");
  else out_.good("tick", ticked.value ? "ok" : "ok, it waits for nothing");
  return true;
}

bool AdapterCheck::with_a_service() {
  reset_ = bench_.begin(hello_);
  if (!answered_ok("reset with a service", till_.reset(reset_), "As before, at another address.")) return false;
  const TillReply reply = till_.order(bench_.create(hello_, kFirst));
  if (!answered_ok("do with a service", reply, "The service stands and a conforming create is taken: parcours doctor looks closer.")) return false;
  if (!ticks()) return false;
  std::vector<SaleView> seen;
  if (!sales("after a create", seen, kFirst)) return false;
  const auto sale = std::find_if(seen.begin(), seen.end(), [](const SaleView& one) { return one.sale == kFirst; });
  if (sale == seen.end()) {
    out_.wrong("observe after a create", fmt::format("the sale {} is not among them", kFirst), "Call each sale what `do` called it.");
  } else if (hello_.can("screen")) {
    const std::string trouble = picture_trouble(sale->screen);
    if (trouble.empty()) out_.good("screen", "a PNG that can be read");
    else out_.wrong("screen", trouble, "The customer's screen of the sale in `screenOf`, as a PNG in base64.");
  }
  if (hello_.notices == TillNotices::adapter) notified();
  return true;
}

void AdapterCheck::notified() {
  http::Request notice{.method = "POST", .path = "/notifications/" + std::string{kFirst}};
  notice.raw_path = notice.path;
  notice.headers = {{"Content-Type", "application/json"}};
  notice.body = "{}";
  const auto answer = till_.notify(notice);
  if (answer.reply.is_ok()) out_.good("notify of nothing", fmt::format("status {}", answer.value));
  else out_.wrong("notify of nothing", told(answer.reply), "Answer the HTTP status that the till would, 400 where it cannot read it.");
}

bool AdapterCheck::after_a_crash() {
  if (!hello_.can("crash")) return true;
  if (!answered_ok("crash", till_.crash(), "As if the power went.")) return false;
  if (!answered_ok("restart", till_.restart(reset_), "It is started again, says hello, and goes on.")) return false;
  std::vector<SaleView> seen;
  if (!sales("after a restart", seen)) return false;
  if (std::none_of(seen.begin(), seen.end(), [](const SaleView& one) { return one.sale == kFirst; }))
    out_.wrong("observe after a restart", fmt::format("the sale {} is forgotten", kFirst), "Keep sales in PARCOURS_TILL_STATE.");
  return true;
}

bool AdapterCheck::asked_what_nobody_knows() {
  auto* remote = dynamic_cast<RemoteTill*>(&till_);
  if (remote == nullptr) return true;
  const TillReply reply = remote->ask_unknown("dance");
  const bool good = reply.kind == TillReply::Kind::unsupported || reply.kind == TillReply::Kind::error;
  if (good) out_.good("a message nobody knows", told(reply));
  else out_.wrong("a message nobody knows", told(reply), "Answer `unsupported`, so that a later Parcours can still speak with it.");
  return reply.kind != TillReply::Kind::lost;
}

bool AdapterCheck::begun_again() {
  if (!answered_ok("reset once more", till_.reset(bench_.begin(hello_)), "Every case begins with one.")) return false;
  std::vector<SaleView> seen;
  if (!sales("after that reset", seen)) return false;
  if (!seen.empty()) out_.wrong("reset once more", plural(seen.size(), "sale") + " of the day before", "`reset` forgets every sale.");
  return true;
}

void AdapterCheck::goodbye() {
  till_.bye();
  tell_noise(till_, out_);
  const auto* process = dynamic_cast<const TillProcess*>(&till_);
  if (process == nullptr || !process->exit_status()) return;
  if (const int status = *process->exit_status(); status == 0) out_.good("bye", "it ended with exit status 0");
  else out_.wrong("bye", fmt::format("it ended with exit status {}", status), "After `bye` is answered the program ends, with 0.");
}

}  // namespace

Diagnosis check_adapter(Till& till, TillBench& bench) { return AdapterCheck{till, bench}.check(); }

}  // namespace parcours
