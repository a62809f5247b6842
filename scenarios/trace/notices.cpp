// NOT-04: each change of state is told, in order, to the right URL. And FRM-11, which needs several transactions.
#include <algorithm>

#include "reference/core/text.h"
#include "scenarios/trace/play.h"

namespace parcours {
namespace {

using namespace encaissement;

bool goes_to_cancel_url(ApiState state) {
  return state == ApiState::aborted || state == ApiState::cancelled || state == ApiState::expired || state == ApiState::rejected;
}

int rank(ApiState state) {
  switch (state) {
    case ApiState::initialized: return 0;
    case ApiState::processing: return 1;
    case ApiState::authorized: return 2;
    case ApiState::validated: case ApiState::aborted: case ApiState::cancelled: case ApiState::expired: case ApiState::rejected: break;
  }
  return 3;
}

std::string_view origin_of(std::string_view url) {
  const std::size_t host = url.find("://");
  return url.substr(0, host == url.npos ? 0 : url.find('/', host + 3));
}

std::string_view target_of(std::string_view url) { return url.substr(origin_of(url).size()); }

// Who stands between may see another address than the till gave: then the paths alone tell.
bool is_the_same(std::string_view seen, std::string_view given) { return target_of(seen) == target_of(given); }

class Notices {
 public:
  Notices(const TraceScene& scene, const Dossier& dossier, Books& books) : scene_{scene}, dossier_{dossier}, books_{books} {}

  void judge() {
    if (!dossier_.create) return;
    for (const auto& [i, t] : dossier_.pieces) {
      const SeenEntry& s = scene_.seen[i];
      if (s.notice != nullptr && t < s.told.told.size() && s.told.told[t].api) take(s, *s.told.told[t].api);
      else if (s.call != nullptr && !s.repeated && t < s.told.told.size() && s.told.told[t].api) shown(s, *s.told.told[t].api);
    }
    if (told_.empty()) return books_.unknown(RuleId::not_04, "the log shows no notification of a transaction");
    missing();
  }

 private:
  void take(const SeenEntry& s, ApiState state) {
    const RequestForm& form = scene_.seen[*dossier_.create].asked.made.form;
    const std::string& url = goes_to_cancel_url(state) ? form.cancel_url : form.return_url;
    if (is_misled(s.notice->url, url, goes_to_cancel_url(state) ? form.return_url : form.cancel_url))
      return fail({s.entry}, s.at, "A change was told to the wrong URL.", url, s.notice->url);
    if (!url.empty() && !is_the_same(s.notice->url, url))
      books_.unknown(RuleId::not_04, "the log shows notifications at another address than the till gave");
    const bool again = std::any_of(told_.begin(), told_.end(), [&](const auto& one) { return one.first == state; });
    if (!again && !told_.empty() && rank(state) < rank(told_.back().first))
      return fail({told_.back().second->entry, s.entry}, s.at, "Changes were told out of order.",
                  std::string{to_string(state)} + " before " + std::string{to_string(told_.back().first)}, std::string{to_string(state)} + " after it");
    const bool refused = !told_.empty() && told_.back().first != state && !acknowledged_;
    if (refused) return fail({told_.back().second->entry, s.entry}, s.at, "The next change was told although the one before it was not taken.",
                             std::string{to_string(told_.back().first)} + " again", std::string{to_string(state)});
    const int status = s.notice->status;
    acknowledged_ = status == 0 || (status >= 200 && status < 300);
    if (!again) told_.emplace_back(state, &s);
    books_.held(RuleId::not_04);
  }

  void shown(const SeenEntry& s, ApiState state) {
    if (s.asked.call == ApiCall::create || (!shown_.empty() && shown_.back().first == state)) return;
    shown_.emplace_back(state, &s);
  }

  bool has(ApiState state) const {
    return std::any_of(told_.begin(), told_.end(), [&](const auto& one) { return one.first == state; });
  }

  // To the other URL of the two, or elsewhere at the same place.
  static bool is_misled(std::string_view seen, std::string_view right, std::string_view other) {
    if (right.empty() || is_the_same(seen, right)) return false;
    return origin_of(seen) == origin_of(right) || (!other.empty() && is_the_same(seen, other));
  }

  // Changes are told in order to each: a later one taken at the same URL proves that an earlier one was left out. The last
  // may still be under way, and what is told elsewhere this log need not show.
  void missing() {
    if (!acknowledged_) return;
    const auto& entries = scene_.log.trace.entries;
    const bool holed = std::any_of(entries.begin(), entries.end(), [](const TraceEntry& e) {
      const auto* note = std::get_if<TracedNote>(&e);
      return note != nullptr && note->text.find("hole") != std::string::npos;
    });
    if (holed) return books_.unknown(RuleId::not_04, "the log says that it has a hole");
    const RequestForm& form = scene_.seen[*dossier_.create].asked.made.form;
    for (const auto& [state, s] : shown_) {
      const std::string& url = goes_to_cancel_url(state) ? form.cancel_url : form.return_url;
      if (state == ApiState::initialized || url.empty() || has(state)) continue;
      const auto later = std::find_if(told_.begin(), told_.end(), [&, rank_shown = rank(state)](const auto& one) {
        return rank(one.first) > rank_shown && is_the_same(one.second->notice->url, url);
      });
      if (later == told_.end()) {
        books_.unknown(RuleId::not_04, "a change that was shown is not told in the log, nor anything after it");
        continue;
      }
      return fail({s->entry, later->second->entry}, s->at, "A change of state was left out: the one after it was told.",
                  "a notification of " + std::string{to_string(state)} + " before that of " + std::string{to_string(later->first)}, "none");
    }
  }

  void fail(std::vector<std::size_t> entries, Instant at, const char* sentence, std::string expected, std::string actual) {
    books_.fail({.rule = RuleId::not_04, .number = dossier_.number, .at = at, .entries = std::move(entries), .sentence = sentence,
                 .expected = {std::move(expected)}, .actual = std::move(actual)});
  }

  const TraceScene& scene_;
  const Dossier& dossier_;
  Books& books_;
  std::vector<std::pair<ApiState, const SeenEntry*>> told_, shown_;
  bool acknowledged_ = true;
};

// -------- FRM-11 --------------------------------------------------------------------------------

struct Asking {  // A customer asked for money at once, who certainly had not answered until `until`.
  Instant from, until;
  std::string number;
  std::size_t entry = 0;
};

std::string customer_of(const std::string& typed) {
  std::string who{trimmed(typed)};
  std::transform(who.begin(), who.end(), who.begin(), [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return who;
}

bool is_at_once(const AskedOf& created) {
  const RequestForm& form = created.made.form;
  return !form.extended || ((form.parcours == "A" || form.parcours == "C") && form.mode != "qr");
}

void take_asking(const TraceScene& scene, const Dossier& d, std::map<std::string, std::vector<Asking>>& by) {
  if (!d.create || !is_at_once(scene.seen[*d.create].asked)) return;
  std::string who;
  Asking asking{.from = Instant::max(), .until = Instant::min(), .number = d.number};
  for (const auto& [i, t] : d.pieces) {
    const SeenEntry& s = scene.seen[i];
    if (s.call == nullptr || s.repeated || t >= s.told.told.size()) continue;
    const bool names = s.asked.call == ApiCall::payer || s.asked.call == ApiCall::create;
    if (who.empty() && names && !s.asked.made.form.identifier.empty())
      who = customer_of(s.asked.made.form.identifier), asking.from = s.at, asking.entry = s.entry;
    const auto api = s.told.told[t].api;
    const bool looks = s.asked.call == ApiCall::status || s.asked.call == ApiCall::list;
    if (!who.empty() && looks && (api == ApiState::processing || api == ApiState::initialized)) asking.until = s.at;
  }
  if (!who.empty()) by[who].push_back(asking);
}

}  // namespace

void judge_notices(const TraceScene& scene, Books& books) {
  if (books.notices == 0) return books.unknown(RuleId::not_04, "the log shows no notifications");
  for (const Dossier& dossier : scene.dossiers) Notices{scene, dossier, books}.judge();
}

void judge_busy(const TraceScene& scene, Books& books) {
  if (!scene.options.policies.one_immediate_request_per_customer) return;
  std::map<std::string, std::vector<Asking>> by;
  for (const Dossier& dossier : scene.dossiers) take_asking(scene, dossier, by);
  for (auto& [who, all] : by) {
    std::sort(all.begin(), all.end(), [](const Asking& a, const Asking& b) { return a.from < b.from; });
    const Asking* open = nullptr;  // The one that is open for the longest.
    for (const Asking& one : all) {
      if (open != nullptr && open->until != Instant::min() && open->until - scene.slack > one.from + scene.slack)
        books.fail({.rule = RuleId::frm_11, .number = one.number, .at = one.from, .entries = {open->entry, one.entry},
                    .sentence = "A customer was asked at once while another immediate request awaited him.",
                    .expected = {"OTHER_TRANSACTION_PENDING"}, .actual = "accepted, while " + open->number + " was awaiting until " + format_instant(open->until)});
      else if (open != nullptr) books.held(RuleId::frm_11);
      if (open == nullptr || one.until > open->until) open = &one;
    }
  }
}

}  // namespace parcours
