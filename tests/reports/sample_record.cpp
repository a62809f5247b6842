#include "tests/reports/sample_record.h"

namespace parcours {
namespace {

using encaissement::Level;

// Adds events one under the other, numbering them.
class Story {
 public:
  Story& add(std::string at, std::string from, std::string to, std::string kind, std::string label,
             Details details = {}) {
    events_.push_back({.seq = static_cast<std::int64_t>(events_.size()),
                       .at = std::move(at),
                       .from = std::move(from),
                       .to = std::move(to),
                       .kind = std::move(kind),
                       .label = std::move(label),
                       .details = std::move(details),
                       .operation = "foo2udp610"});
    return *this;
  }

  std::vector<HistoryEvent> events() const { return events_; }

 private:
  std::vector<HistoryEvent> events_;
};

std::vector<HistoryEvent> immediate_payment() {
  return Story()
      .add("22/06/2020 14:22:05.000", "cashier", "service", "call", "requests 40,00 €",
           {{"mode", "QR"}, {"basket", "7531"}})
      .add("22/06/2020 14:22:05.120", "service", "cashier", "answer", "shows the QR code",
           {{"status", "awaiting_customer"}})
      .add("22/06/2020 14:22:40.000", "alice", "service", "call", "scans")
      .add("22/06/2020 14:22:40.120", "service", "alice", "answer", "40,00 € to pay")
      .add("22/06/2020 14:23:10.000", "alice", "service", "call", "pays 30,00 €")
      .add("22/06/2020 14:23:10.050", "network", "", "fault", "answer to alice delayed by 2 s")
      .add("22/06/2020 14:23:12.170", "service", "alice", "answer", "paid", {{"wallet", "170,00 €"}})
      .add("22/06/2020 14:23:12.170", "service", "cashier", "notice", "Il reste 10,00 €",
           {{"received", "30,00 €"}, {"remaining", "10,00 €"}})
      .add("22/06/2020 14:23:12.170", "service", "mail", "notice", "receipt to alice@example.org")
      .add("22/06/2020 14:23:20.000", "cashier", "cashier", "note", "settles 10,00 € in cash")
      .add("22/06/2020 14:23:20.000", "clock", "", "expectation", "status is validated, received 30,00 €")
      .events();
}

std::vector<HistoryEvent> payment_at_the_deadline() {
  return Story()
      .add("24/06/2020 11:59:35.000", "cashier", "service", "call", "requests 40,00 € from bob",
           {{"mode", "e-mail"}, {"limit", "10 days"}})
      .add("24/06/2020 11:59:35.000", "service", "mail", "notice", "request to bob@example.org")
      .add("05/07/2020 00:00:00.000", "clock", "", "time", "10 d 12 h go by, to the deadline exactly")
      .add("05/07/2020 00:00:00.000", "bob", "service", "call", "pays 40,00 €")
      .add("05/07/2020 00:00:00.120", "service", "bob", "answer", "paid", {{"wallet", "160,00 €"}})
      .add("05/07/2020 00:00:00.120", "clock", "", "expectation", "the payment is refused as late")
      .events();
}

CaseResult fail_case() {
  CaseResult one{.id = "tim/deadline[at]",
                 .title = "Paying at the deadline itself is refused",
                 .file = "scenarios/tim/deadline.yaml",
                 .line = 31,
                 .column = 7,
                 .rules = {"TIM-08", "TIM-02"},
                 .level = Level::must,
                 .verdict = Verdict::fail};
  one.reason = "At 00:00:00 the deadline wins over any action, but the payment was accepted.";
  one.expected = {"refused: OPERATION_TRANSACTION_NOT_ALLOWED by TIM-08", "refused: TRANSACTION_NOT_FOUND"};
  one.actual = "accepted: validated, received 40,00 €";
  one.diverges_at = 4;
  one.history = payment_at_the_deadline();
  one.repro = "./parcours run 'tim/deadline[at]' --seed 42 --defect tim-08";
  return one;
}

CaseResult nasty_case() {
  CaseResult one{.id = "frm/nasty \"quotes\" & <b>tags</b>",
                 .title = "Text that is nobody's friend ]]> <script>alert(1)</script> 🎿",
                 .file = "scenarios/frm/nasty, with: signs%.yaml",
                 .line = 3,
                 .column = 1,
                 .rules = {"FRM-04"},
                 .level = Level::must,
                 .verdict = Verdict::crash};
  one.reason = std::string("escape \x1b[31mred\x1b[0m, bell \x07, nul ") + '\0' +
               ", stray \xff, right-to-left \u202e, fence ```` | ]]> " + "</script><img src=x onerror=alert(1)> " +
               std::string(10'000, 'x') + "\nlast line";
  one.expected = {"libellé kept: \"<script>alert('é')</script>\""};
  one.actual = "libellé lost \x01";
  one.history = Story()
                    .add("29/02/2020 23:59:59.999", "cashier", "service", "call",
                         "libellé </svg><script>alert(2)</script> 🎿🎿🎿", {{"libellé", "\"'<&>]]>"}})
                    .events();
  one.repro = "./parcours run 'frm/nasty \"quotes\" & <b>tags</b>'";
  return one;
}

CaseResult warn_case() {
  CaseResult one{.id = "tim/indicative-date",
                 .title = "The date on the confirmation is indicative",
                 .file = "scenarios/tim/indicative.yaml",
                 .line = 12,
                 .column = 3,
                 .rules = {"TIM-11"},
                 .level = Level::should,
                 .verdict = Verdict::warn};
  one.reason = "The date was not recomputed from the payment.";
  one.expected = {"26/06/2020"};
  one.actual = "29/06/2020";
  one.repro = "./parcours run tim/indicative-date --seed 42";
  return one;
}

CaseResult other_case(std::string id, Verdict verdict, std::string rule, std::string reason) {
  CaseResult one{
      .id = id, .title = "Case " + id, .file = "scenarios/" + id + ".yaml", .line = 1, .column = 1, .verdict = verdict};
  one.rules = {std::move(rule)};
  one.reason = std::move(reason);
  one.repro = "./parcours run " + id + " --seed 42";
  return one;
}

}  // namespace

CaseResult passed_case(const std::string& id, std::vector<std::string> rules) {
  CaseResult one{.id = id, .title = "Case " + id, .file = "scenarios/" + id + ".yaml", .line = 1, .column = 1};
  one.rules = std::move(rules);
  one.repro = "./parcours run " + id;
  return one;
}

Record sample_record() {
  Record record{.tool = {.version = "0.1.0"},
                .target = {.kind = "reference", .name = "defect tim-08", .capabilities = {"clock", "mail", "push"}},
                .seed = "42",
                .policies = {{"immediate_ttl_s", "300"}, {"limit_day", "inclusive"}, {"qr_binds_on", "scan"}}};
  CaseResult guide = passed_case("guide/a-partial-payment", {"PAY-03", "PAY-07", "PAY-09", "MON-01"});
  guide.title = "Parcours A: the customer pays 30,00 € of 40,00 €";
  guide.history = immediate_payment();
  record.cases = {
      fail_case(),
      nasty_case(),
      warn_case(),
      guide,
      other_case("val/after-a-crash", Verdict::blocked, "VAL-03", "The step before it failed."),
      other_case("acc/same-time", Verdict::not_testable, "ACC-07", "Time cannot be measured in process."),
      other_case("not/push", Verdict::unsupported, "NOT-04", "The target does not claim \"push\"."),
      other_case("lst/rounding", Verdict::xfail, "LST-01", "known failure: rounds up (owner Zoé, until 2026-03-31)")};
  complete(record);
  return record;
}

}  // namespace parcours
