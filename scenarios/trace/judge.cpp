#include "scenarios/trace/judge.h"

#include <algorithm>

#include "scenarios/trace/scene.h"

namespace parcours {
namespace {

using encaissement::RuleId;

// Creates that were refused: nothing came of them, so that no transaction has them.
void judge_refused_creates(const TraceScene& scene, const std::map<std::size_t, Founding>& foundings, Books& books) {
  for (const auto& [i, founding] : foundings) {
    const SeenEntry& s = scene.seen[i];
    if (s.told.kind != ToldAnswer::Kind::error) continue;
    const std::string& code = s.told.code;
    const auto rule = encaissement::find_rule(founding.rule);
    if (code == founding.code && rule) {
      books.held(*rule);
      continue;
    }
    const bool names = !s.asked.made.form.identifier.empty();
    const bool unseen = code == "INVALID_SEAL" || code == "MERCHANT_NOT_ALLOWED" || code == "INTERNAL_SERVER_ERROR" ||
                        (code == "BAD_REQUEST" && !s.asked.key.empty()) ||  // Its first use may not be in the log (REP-01).
                        (!rule && names && (code == "BENEFICIARY_NOT_FOUND" || code == "OTHER_TRANSACTION_PENDING")) ||
                        (!rule && code == "BAD_REQUEST" && scene.options.policies.basket_unique != encaissement::BasketUnique::none);
    if (unseen) {
      books.unknown(code == "MERCHANT_NOT_ALLOWED" ? RuleId::acc_06 : names ? RuleId::frm_06 : RuleId::acc_01,
                    "why a create was refused is not in the log");
      continue;
    }
    RuleId about = rule.value_or(RuleId::frm_05);
    if (!rule && code == "INVALID_TRANSACTION_AMOUNT") about = RuleId::frm_01;
    if (!rule && code == "BENEFICIARY_NOT_FOUND") about = RuleId::frm_06;
    if (!rule && code == "OTHER_TRANSACTION_PENDING") about = RuleId::frm_11;
    books.fail({.rule = about, .number = {}, .at = s.at, .entries = {s.entry},
                .sentence = "A create was refused with a code that what was sent does not allow. " + founding.sentence,
                .expected = {rule ? founding.code : "done"}, .actual = code,
                .story = TraceStory{.create = s.asked.made, .created = s.at, .until = s.at}});
  }
}

void count(const TraceScene& scene, Books& books) {
  books.transactions = scene.dossiers.size();
  for (const SeenEntry& s : scene.seen) {
    ++(s.call != nullptr ? books.calls : books.notices);
    if (s.call == nullptr) continue;
    if (!s.call->answer) ++books.unanswered;
    else if (!s.answered && s.asked.call != ApiCall::qr) ++books.unread;
  }
}

}  // namespace

void Books::fail(TraceFinding finding) {
  const std::pair<int, std::string> key{static_cast<int>(finding.rule), finding.number};
  if (!finding.number.empty() && known_.contains(key)) return;
  known_[key] = findings_.size();
  findings_.push_back(std::move(finding));
}

void Books::tell_stories(const std::function<std::optional<TraceStory>(const std::string&)>& story) {
  constexpr std::size_t kMost = 1'000;  // Nobody exports more.
  std::size_t told = 0;
  for (TraceFinding& finding : findings_)
    if (!finding.story && !finding.number.empty() && ++told <= kMost) finding.story = story(finding.number);
}

Books judge_trace(const Log& log, const TraceOptions& options) {
  Books books;
  TraceScene scene = read_scene(log, options);
  count(scene, books);
  judge_repetition(scene, books);
  const auto foundings = found_all(scene);
  judge_refused_creates(scene, foundings, books);
  for (const Dossier& dossier : scene.dossiers) judge_dossier(scene, dossier, foundings, books);
  judge_callers(scene, books);
  judge_notices(scene, books);
  judge_busy(scene, books);
  books.tell_stories([&](const std::string& number) -> std::optional<TraceStory> {
    const auto at = scene.by_number.find(number);
    return at == scene.by_number.end() ? std::nullopt : story_of(scene, scene.dossiers[at->second], foundings);
  });
  return books;
}

}  // namespace parcours
