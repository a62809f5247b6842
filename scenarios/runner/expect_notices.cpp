// Expectations about what people are told: mails, pushes, the integrator's notifications; and `never`.
#include <algorithm>
#include <set>

#include "reference/core/text.h"
#include "scenarios/runner/judge.h"

namespace parcours {
namespace {

bool has(const Step& step, std::string_view field) { return find_field(step.spec(), field) && step.has(field); }

// A customer by name means his address, or his phone.
std::string address_in(const Case& played, const std::string& to, Channel channel) {
  const CustomerSpec* customer = played.scenario.world.customer(to);
  if (!customer) return to;
  return channel == Channel::push ? customer->identifier : customer->email;
}

bool is_about(Case& played, const Step& step, Channel channel, const NoticeView& notice) {
  if (channel_of(notice) != channel) return false;
  if (has(step, "to") && notice.to != address_in(played, step.text("to"), channel)) return false;
  if (has(step, "kind") && notice.kind != step.text("kind")) return false;
  if (has(step, "mail") && !step.is("mail", "any") && notice.kind != step.text("mail")) return false;
  if (has(step, "about") && notice.operation != played.number(step.text("about")).value_or("")) return false;
  return !has(step, "at") || step.moment("at").covers(notice.at);
}

std::string list_of(const std::vector<NoticeView>& notices) {
  std::vector<std::string> texts;
  for (const NoticeView& n : notices)
    texts.push_back(n.kind + " to " + n.to + " at " + encaissement::format_instant(n.at));
  return std::to_string(notices.size()) + (texts.empty() ? "" : " (" + joined(texts) + ")");
}

std::vector<std::string> kinds(const std::vector<NoticeView>& notices) {
  std::vector<std::string> words;
  for (const NoticeView& n : notices) words.push_back(n.kind);
  return words;
}

// All of a channel, for a reason that helps.
std::string others_of(const Case& played, Channel channel) {
  std::vector<NoticeView> all;
  for (const NoticeView& n : played.mailbox.written())
    if (channel_of(n) == channel) all.push_back(n);
  return list_of(all);
}

std::vector<std::string> states(const std::vector<NoticeView>& notices) {
  std::vector<std::string> words;
  for (const NoticeView& n : notices) words.push_back(n.body);
  return words;
}

Departure happened(const Step& step, const std::string& actual) {
  return {.reason = "What must never happen has happened.", .expected = {prose(step)}, .actual = actual};
}

}  // namespace

std::vector<NoticeView> notices_about(Case& played, const Step& step, Channel channel) {
  std::vector<NoticeView> found;
  std::set<std::uint64_t> ids;
  for (const NoticeView& notice : played.mailbox.written())
    if (is_about(played, step, channel, notice) && ids.insert(notice.id).second) found.push_back(notice);
  return found;
}

std::optional<Departure> check_notices(Case& played, const Step& step) {
  const Channel channel = step.verb == StepVerb::expect_push ? Channel::push : Channel::mail;
  const std::string what = channel == Channel::push ? "pushes" : "mails";
  const std::vector<NoticeView> found = notices_about(played, step, channel);
  Comparison c;
  const bool right_number = step.integer("count") == static_cast<int>(found.size());
  if (!right_number) c.same(what, step.text("count"), list_of(found) + "; of all " + what + ": " + others_of(played, channel));
  if (right_number && has(step, "kinds")) c.same("order of " + what, joined(step.texts("kinds")), joined(kinds(found)));
  for (const NoticeView& notice : found)
    if (right_number)
      c.contains("text of " + notice.kind, step.texts("contains"), notice.subject + "\n" + notice.body);
  return c.departure("What was written to people");
}

std::optional<Departure> check_notifications(Case& played, const Step& step) {
  const std::string number = played.number(step.text("of")).value_or("");
  std::vector<NoticeView> written;
  for (const NoticeView& notice : played.mailbox.written())
    if (channel_of(notice) == Channel::api && notice.operation == number) written.push_back(notice);
  Comparison c;
  if (step.has("states")) c.same("states", joined(step.texts("states")), joined(states(written)));
  if (step.has("delivered"))
    c.same("delivered", joined(step.texts("delivered")), joined(states(played.sink.acknowledged(number))));
  if (step.has("count")) c.same("notifications", step.integer("count"), static_cast<int>(written.size()));
  if (step.has("attempts")) c.same("attempts", step.integer("attempts"), played.sink.attempts(number));
  if (step.has("url")) c.same("URL", step.text("url"), written.empty() ? "none" : written.back().to);
  return c.departure("What the integrator is told of " + number);
}

std::optional<Departure> check_never(Case& played, const Step& step, const std::vector<std::string>& statuses_seen) {
  if (step.has("status")) {
    const bool seen = std::find(statuses_seen.begin(), statuses_seen.end(), step.text("status")) != statuses_seen.end();
    return seen ? std::optional{happened(step, "it was once " + step.text("status"))} : std::nullopt;
  }
  const bool push = step.has("push") && step.yes("push");
  if (!push && !step.has("mail")) return std::nullopt;
  const auto found = notices_about(played, step, push ? Channel::push : Channel::mail);
  return found.empty() ? std::nullopt : std::optional{happened(step, list_of(found))};
}

}  // namespace parcours
