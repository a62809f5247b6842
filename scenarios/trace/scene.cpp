#include "scenarios/trace/scene.h"

#include <algorithm>

namespace parcours {
namespace {

constexpr Duration kUsualSlack{2'000};

// A log written by the program that also drove the clock has one clock.
Duration slack_of(const Log& log, const TraceOptions& options) {
  if (options.slack) return *options.slack;
  return log.trace.source.starts_with("parcours certify") ? Duration{0} : kUsualSlack;
}

SeenEntry read_call(std::size_t entry, const TracedCall& call) {
  SeenEntry seen{.entry = entry, .call = &call, .asked = read_asked(call.request)};
  if (!call.answer || call.fate == TracedCall::Fate::not_served) return seen;  // What somebody in between made says nothing.
  seen.told = read_told(*call.answer);
  seen.answered = seen.told.kind != ToldAnswer::Kind::other;
  return seen;
}

// A till's hands: not what the service told.
bool is_of_service(const TracedNotice& notice) { return notice.fault.empty() || notice.fault == "twice" || notice.fault == "late"; }

std::vector<SeenEntry> read_entries(const Log& log) {
  std::vector<SeenEntry> all;
  all.reserve(log.trace.entries.size());
  for (std::size_t i = 0; i < log.trace.entries.size(); ++i) {
    if (const auto* call = std::get_if<TracedCall>(&log.trace.entries[i])) all.push_back(read_call(i, *call));
    if (const auto* notice = std::get_if<TracedNotice>(&log.trace.entries[i]); notice != nullptr && is_of_service(*notice))
      all.push_back({.entry = i, .notice = notice, .told = read_notice(notice->body)});
  }
  return all;
}

// Whether the log's clock and the service's are the same, slack aside: else only the service's own dates are used.
bool clocks_agree(const std::vector<SeenEntry>& all, Duration slack) {
  std::vector<Duration> apart;
  for (const SeenEntry& s : all)
    if (s.call != nullptr && s.answered && s.told.responded)
      apart.push_back(*s.told.responded < s.call->at ? s.call->at - *s.told.responded
                                                     : std::max(*s.told.responded - s.call->answered, Duration{0}));
  if (apart.empty()) return true;
  const auto middle = apart.begin() + static_cast<std::ptrdiff_t>(apart.size() / 2);
  std::nth_element(apart.begin(), middle, apart.end());
  return *middle <= slack;
}

// The service's dates never go backwards: what has none lies between those of its neighbours.
void date(std::vector<SeenEntry>& all, Duration slack) {
  const bool agree = clocks_agree(all, slack);
  Instant last = Instant::min();
  for (SeenEntry& s : all) {
    const Instant began = s.call != nullptr ? s.call->at : s.notice->at;
    const Instant ended = s.call == nullptr ? began : std::max(began, s.call->answered);
    if (s.told.responded) s.earliest = s.latest = s.at = *s.told.responded;
    else if (agree) s.earliest = s.at = began, s.latest = ended;
    else s.earliest = s.at = last == Instant::min() ? began : last, s.latest = Instant::max();
    if (s.told.responded) last = std::max(last, *s.told.responded);
  }
  Instant next = Instant::max();
  for (auto s = all.rbegin(); s != all.rend(); ++s) {
    if (s->latest == Instant::max()) s->latest = next == Instant::max() ? s->earliest : std::max(next, s->earliest);
    if (s->told.responded) next = *s->told.responded;
    s->earliest -= slack;
    s->latest += slack;
  }
}

// Calls that overlap were dealt with in the order of their dates.
void order(std::vector<SeenEntry>& all) {
  std::vector<std::pair<Instant, std::size_t>> by;
  Instant last = Instant::min();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].told.responded && all[i].call != nullptr) last = *all[i].told.responded;
    by.emplace_back(last, i);
  }
  std::stable_sort(by.begin(), by.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<SeenEntry> ordered;
  ordered.reserve(all.size());
  for (const auto& [at, i] : by) ordered.push_back(std::move(all[i]));
  all = std::move(ordered);
}

Dossier& dossier(Scene& scene, const std::string& number) {
  const auto [at, is_new] = scene.by_number.try_emplace(number, scene.dossiers.size());
  if (is_new) scene.dossiers.push_back({.number = number});
  return scene.dossiers[at->second];
}

}  // namespace

Scene read_scene(const Log& log, const TraceOptions& options) {
  Scene scene{.log = log, .options = options, .slack = slack_of(log, options)};
  scene.seen = read_entries(log);
  date(scene.seen, scene.slack);
  order(scene.seen);
  for (std::size_t i = 0; i < scene.seen.size(); ++i) {
    const SeenEntry& s = scene.seen[i];
    const bool created = s.call != nullptr && s.asked.call == ApiCall::create;
    if (s.told.told.empty() && !s.asked.number.empty()) dossier(scene, s.asked.number).pieces.emplace_back(i, 0);
    for (std::size_t t = 0; t < s.told.told.size(); ++t) {
      const std::string& told = s.told.told[t].number;
      const std::string& number = told.empty() ? s.asked.number : told;  // An answer that names none is about what was asked for.
      if (number.empty()) continue;
      Dossier& d = dossier(scene, number);
      if (created && !d.create) d.create = i;
      d.pieces.emplace_back(i, t);
    }
  }
  return scene;
}

}  // namespace parcours
