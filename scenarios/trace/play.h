// One transaction played beside the log. Used inside scenarios/trace only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "scenarios/trace/scene.h"

namespace parcours {

// What is told, in words: "VALIDATED, 30,00 € granted, paid 24/06/2020 09:01:00.000".
std::string words_of(const Told& told);
// What the worlds allow to be told, a phrase each.
std::vector<std::string> words_of(const MayBes& worlds);

// A world as `told` says it is: from then on the service is taken at its word.
MayBe taken_at_its_word(const Told& told, Instant at, const MayBe* before);

// Amounts and limits that are told, each by its own rule. Gives back whether the times told are good.
struct FactsAsked {
  const AskedOf* create = nullptr;   // Null: not in the log.
  const SeenEntry* shown = nullptr;
};
void check_amounts(const Told& told, const FactsAsked& asked, std::size_t entry, Instant at, Books& books);

class TracePlay {
 public:
  TracePlay(const TraceScene& scene, const Dossier& dossier, const std::map<std::size_t, Founding>& foundings, Books& books);
  void run();
  // What became of it, to be played again; none: its beginning is not in the log.
  std::optional<TraceStory> whole_story() const { return worlds_.empty() ? std::nullopt : story({}, scene_.seen[dossier_.pieces.back().first].at); }

 private:
  using Explain = std::function<MayBes(const Leniency&)>;
  struct Diagnosis {
    encaissement::RuleId rule{};
    std::string why;
    MayBes worlds;
    std::optional<encaissement::Event> broke;
    std::string code = {};  // With which it was to be refused.
  };

  bool is_of_before(const SeenEntry& seen, std::size_t which) const;
  void piece(const SeenEntry& seen, const Told* told);
  void create(const SeenEntry& seen, const Told& told);
  void refused_by_core(const SeenEntry& seen, const Told& told, const Founding& founding);
  void look(const SeenEntry& seen, const Told& told);
  void accepted(const SeenEntry& seen, const Told& told);
  void refused(const SeenEntry& seen);
  void notice(const SeenEntry& seen, const Told& told);

  MayBes explain_look(const SeenEntry& seen, const Told& told, const Leniency& lenient) const;
  MayBes explain_accepted(const SeenEntry& seen, const Told& told, const Leniency& lenient) const;
  MayBes explain_refused(const SeenEntry& seen, const std::string& code, bool& direct) const;
  MayBes explain_notice(const SeenEntry& seen, const Told& told, const Leniency& lenient) const;
  std::vector<Instant> instants(const SeenEntry& seen, const Told* told, const MayBe& world) const;
  std::vector<std::pair<encaissement::Event, const encaissement::Refusal*>> tries(const SeenEntry& seen, const MayBe& world,
                                                                                  Instant at) const;

  std::optional<Diagnosis> diagnose(const Explain& explain, const SeenEntry& seen) const;
  std::optional<Diagnosis> diagnose(const Explain& explain, const SeenEntry& seen, bool whatever_is_told) const;
  Diagnosis lenient_diagnosis(const Leniency& lenient, MayBes found, const SeenEntry& seen) const;
  void fail(const SeenEntry& seen, encaissement::RuleId rule, std::string sentence, std::vector<std::string> expected,
            std::string actual, const std::optional<encaissement::Event>& broke);
  void fail_refused(const SeenEntry& seen, bool syntax);
  bool was_refused_wrongly(const SeenEntry& seen, const Explain& explain);
  void fail_told(const SeenEntry& seen, const Told& told, const Explain& explain);
  void settle(MayBes worlds, const SeenEntry& seen);
  void note_held(const MayBes& before, const SeenEntry& seen, const Told& told);
  void note_payment(const Told& told);
  void check_limits(const SeenEntry& seen, const Told& told);
  std::optional<TraceStory> story(const std::optional<encaissement::Event>& broke, Instant until) const;
  Evidence evidence() const;

  const TraceScene& scene_;
  const Dossier& dossier_;
  const std::map<std::size_t, Founding>& foundings_;
  Books& books_;
  const Histories histories_;
  // A call that was refused for what only something hidden explains, and the worlds before it.
  const SeenEntry* doubtful_ = nullptr;
  MayBes before_doubt_;
  MayBes worlds_;
  bool failed_ = false;  // Something was found wrong with the operation.
  bool pays_ = false, expires_ = false;  // Seen and noted.
  std::vector<std::size_t> trail_;  // Entries, the last two of which are named in a finding.
};

}  // namespace parcours
