// One case while it is played: its clock, network, people, operations and history, and what went otherwise than the
// scenario says. The parts of the runner (clock, steps, expectations, watch) work on it; nobody else sees it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fakes/customer_app.h"
#include "fakes/mailbox.h"
#include "fakes/merchant.h"
#include "reports/verdict.h"
#include "scenarios/language/model.h"
#include "scenarios/runner/runner.h"
#include "scenarios/runner/history.h"

namespace parcours {

// Where a case parts from what was expected of it.
struct Departure {
  Verdict verdict = Verdict::fail;
  std::string rule = {};                   // Empty: the case's own.
  std::string reason = {};                 // A sentence.
  std::vector<std::string> expected = {};  // Any of them would have done.
  std::string actual = {};
  Place place = {};       // Filled in by the player: of the step.
  std::int64_t seq = -1;  // Of the event where they part; -1: the last one.
};

// An operation a merchant of the case asked for.
struct Made {
  std::string by;   // "cashier"
  Speaker speaker;  // As it stood then.
  RequestForm form;
  std::string key;           // Of the call that made it.
  std::string number = {};   // Empty: no answer has told it yet.
  std::string payload = {};  // QR only.
  std::optional<Instant> created = {}, paid = {};
};

struct Case {
  Case(const Scenario& played, Target& under_test, const RunOptions& options);
  ~Case() { stage.end(); }
  Case(const Case&) = delete;
  Case& operator=(const Case&) = delete;

  Instant now() const { return stage.now(); }
  std::int64_t note(History::Entry entry) { return history.add(now(), std::move(entry)); }

  // -------- People; made when first spoken of --------
  Merchant& merchant(const std::string& name);     // REQUIRES: a speaker of the grammar.
  CustomerApp& customer(const std::string& name);  // REQUIRES: a customer of the world.
  Line& line_of_operator();
  const Line* line(const std::string& name) const;  // Null: that person has said nothing yet.
  LinkId link_of(const std::string& onlooker);
  Speaker speaker(const std::string& onlooker);  // As it stands now.
  const std::string& identifier_of(const std::string& customer) const;

  // -------- Operations --------
  // By alias; empty: the last one made. Null: none was made.
  Made* made(const std::string& alias);
  // Its number, looked up in the merchant's list when its answer was lost. Empty: there is none.
  const std::string& number_of(Made& made);
  // The same for an alias, `unknown` included. None: no operation of that name was ever asked for.
  std::optional<std::string> number(const std::string& alias);
  Made* by_number(const std::string& number);
  Made* by_key(const std::string& key);
  std::optional<OperationView> look(const Made& made);  // As whoever asked for it sees it.

  const Scenario& scenario;
  Target& target;
  const encaissement::Policies policies;
  const Capabilities can;
  const std::uint64_t seed;

  Stage stage;
  Network network;
  Surroundings around;
  Channels channels;
  Mailbox mailbox;
  NotificationSink sink;
  History history;
  std::uint64_t notices_read = 0;

  std::vector<std::unique_ptr<Made>> operations;
  std::map<std::string, Made*> aliases;
  std::map<std::string, Answer> named_answers;
  std::map<std::string, std::string> passwords;  // By login, as last set.
  std::optional<Instant> recovery_asked;
  Money credited;                                  // From outside, since the start (MON-01).
  Money maybe_credited;                            // The same where no answer said so.
  std::map<std::string, std::int64_t> answer_seq;  // The event of the last answer, by the key of its call.
  std::optional<Departure> departure;              // The first; later steps are not played.

 private:
  Speaker at_espace(const Speaker& speaker) const;
  void listen();
  void listen_to_channels();
  void remember(const std::string& who, const Call& call, const Answer& answer);
  void remember_request(const std::string& who, const Call& call, const Answer& answer);

  std::unique_ptr<PhoneReader> own_phone_;
  PhoneReader& phone_;
  std::map<std::string, std::unique_ptr<Merchant>> merchants_;
  std::map<std::string, std::unique_ptr<CustomerApp>> customers_;
  std::unique_ptr<Line> operator_;
  std::map<std::string, LinkId> links_;
};

// A number no service gave.
inline constexpr const char* kUnknownNumber = "fzzzzzzzz9";

}  // namespace parcours
