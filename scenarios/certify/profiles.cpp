#include <algorithm>
#include <array>

#include "scenarios/certify/cases.h"

namespace parcours {
namespace {

const std::array<TillProfile, 8> kProfiles = {{
    {"core", "Sales that are paid at once, by whatever way the till can ask.", {}},
    {"immediate-qr", "Paid at once by a QR code on the till's screen.", {"qr", "screen"}},
    {"immediate-identifier", "Paid at once by a customer who is named.", {"identifier"}},
    {"deferred", "Paid within days after an e-mail (parcours B).", {"deferred"}},
    {"validation-delay", "Paid first, validated by the merchant within days (parcours C and D).", {"validation"}},
    {"partial", "The customer pays a part only.", {}},
    {"notifications", "Notifications are lost, late, doubled, reordered or forged.", {"notices"}},
    {"resilience", "Answers are lost, machines go down, clocks are wrong.", {}},
}};

const CaseRows& rows_of(std::string_view profile) {
  if (profile == "core") return core_cases();
  if (profile == "immediate-qr") return qr_cases();
  if (profile == "immediate-identifier") return identifier_cases();
  if (profile == "deferred") return deferred_cases();
  if (profile == "validation-delay") return validation_cases();
  if (profile == "partial") return partial_cases();
  if (profile == "notifications") return notification_cases();
  return resilience_cases();
}

// What the profile needs its cases need, too.
TillCase case_of(const CaseRow& row, const TillProfile& profile) {
  TillCase one{row.id, row.title, row.rules, profile.needs, {}};
  for (const std::string_view need : row.needs)
    if (std::find(one.needs.begin(), one.needs.end(), need) == one.needs.end()) one.needs.push_back(need);
  one.story = [&row](Fresh& fresh, const TillHello& till) {
    Story story{fresh, till};
    row.tell(story);
    return story.take();
  };
  return one;
}

std::vector<TillCase> all_cases() {
  std::vector<TillCase> all;
  for (const TillProfile& profile : kProfiles)
    for (const CaseRow& row : rows_of(profile.name)) all.push_back(case_of(row, profile));
  return all;
}

Day last_sunday(int year, unsigned month) {
  return Day{std::chrono::year{year} / static_cast<int>(month) / std::chrono::Sunday[std::chrono::last]};
}

}  // namespace

std::span<const TillProfile> till_profiles() { return kProfiles; }

std::span<const TillCase> till_cases() {
  static const std::vector<TillCase> cases = all_cases();
  return cases;
}

std::string_view profile_of(const TillCase& one) { return one.id.substr(0, one.id.find('/')); }

Day short_day(Story& story) { return last_sunday(static_cast<int>(story.random().between(2020, 2031)), 3); }
Day long_day(Story& story) { return last_sunday(static_cast<int>(story.random().between(2020, 2031)), 10); }

}  // namespace parcours
