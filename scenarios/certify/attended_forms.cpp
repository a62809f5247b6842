// Instructions: setting the till up, and the cashier's part.
#include "scenarios/certify/attended_forms.h"

#include <fmt/format.h>

#include <algorithm>

namespace parcours {
namespace {

using Kind = Question::Kind;

Question text_question(std::string id, std::string text, bool may_be_empty) {
  Question question{.kind = Kind::text, .id = std::move(id)};
  question.text = std::move(text);
  question.may_be_empty = may_be_empty;
  return question;
}

Question capabilities_question() {
  Question question{.kind = Kind::several, .id = "capabilities"};
  question.text = "Which of these can the till do?";
  question.help = "It is judged on what you say it can, and is not asked for the rest.";
  for (const TillCapability& one : till_capabilities()) question.choices.emplace_back(one.sentence);
  return question;
}

Question notices_question() {
  Question question{.kind = Kind::choice, .id = "notices"};
  question.text = "Does the till take notifications, at a URL of its own that it gives with its requests?";
  question.choices = {"no", "yes"};
  return question;
}

std::string days(const char* what, const std::optional<int>& count) {
  return count ? fmt::format(" {}: {} days.", what, *count) : std::string{};
}

std::string way_of(const TillOrder& order) {
  if (order.mode == "qr") return "by QR code";
  return order.mode == "email" ? "by e-mail to " + order.customer : "from the customer " + order.customer;
}

std::string create_line(const TillOrder& order) {
  std::string line = fmt::format("Ask for \"{}\" {}, parcours {}. Number of the sale (basket): {}.", order.amount, way_of(order),
                                 order.parcours, order.sale);
  line += days("Time to pay", order.payment_days) + days("Time to validate", order.validation_days);
  if (!order.notify_email.empty()) line += " E-mail for notifications: " + order.notify_email + '.';
  return line;
}

std::string line_of(const TillOrder& order) {
  switch (order.verb) {
    case TillVerb::create: return create_line(order);
    case TillVerb::validate:
      return order.amount.empty() ? fmt::format("Validate sale {}, the whole amount.", order.sale)
                                  : fmt::format("Validate \"{}\" of sale {}.", order.amount, order.sale);
    case TillVerb::cancel: return fmt::format("Cancel sale {}.", order.sale);
    case TillVerb::change_mode: return fmt::format("Leave the QR code of sale {} and ask {} instead.", order.sale, way_of(order));
    case TillVerb::retry: return fmt::format("Press the same again for sale {}, as if nothing certain had been shown.", order.sale);
    case TillVerb::look: break;
  }
  return fmt::format("Open sale {} on the till, so that it asks the service how it stands.", order.sale);
}

Question outcome_question(const TillOrder& order) {
  Question question{.kind = Kind::choice, .id = "outcome"};
  question.instruction = {line_of(order)};
  question.text = "What did the till make of it?";
  question.choices = {"it did it", "it refused, and says that nothing happened", "it does not say for certain what happened",
                      "it has no way to do that"};
  question.help = "Type amounts as they stand between the quotation marks, also odd ones. Wait until the till has answered.";
  return question;
}

}  // namespace

Form hello_form() {
  return [](const Answers& so_far) -> std::optional<Question> {
    switch (so_far.size()) {
      case 0: return text_question("vendor", "Who makes the till?", false);
      case 1: return text_question("product", "What is it called?", false);
      case 2: return text_question("version", "Which version is it?", false);
      case 3: return text_question("build", "Its build or serial number?", true);
      case 4: return capabilities_question();
      case 5: return notices_question();
      default: return std::nullopt;
    }
  };
}

TillHello hello_from(const Answers& answers) {
  TillHello hello;
  hello.clock = TillClock::wall;
  const auto text = [&](const char* id) { return find_given(answers, id)->text; };
  hello.vendor = text("vendor");
  hello.product = text("product");
  hello.version = text("version");
  hello.build = text("build");
  for (const std::size_t one : find_given(answers, "capabilities")->several)
    hello.capabilities.emplace_back(till_capabilities()[one].name);
  hello.notices = find_given(answers, "notices")->choice == 1 ? TillNotices::http : TillNotices::none;
  return hello;
}

Form instruction_form(std::vector<std::string> lines) {
  return [lines = std::move(lines)](const Answers& so_far) -> std::optional<Question> {
    if (!so_far.empty()) return std::nullopt;
    Question question{.kind = Kind::done};
    question.instruction = lines;
    return question;
  };
}

std::vector<std::string> reset_lines(const TillReset& reset, bool first) {
  if (!first) return {"A new day: close every sale that is still open on the till, and go on."};
  const TillShop& shop = reset.shop;
  std::vector<std::string> lines{
      "Set the till up for this service: " + reset.base_url,
      fmt::format("Shop {}, service provider {}, key version {}, key: {}", shop.shop_id, shop.service_provider_id, shop.key_version, shop.key),
  };
  if (!reset.authority.empty()) lines.push_back("The service speaks https: let the till trust this certificate.\n" + reset.authority);
  for (const TillPerson& person : reset.people)
    lines.push_back(fmt::format("A customer: {}, identifier {}, e-mail {}", person.name, person.identifier, person.email));
  lines.emplace_back("Begin with no sale open.");
  return lines;
}

std::vector<std::string> restart_lines() { return {"Switch the till on again, and wait until it is ready."}; }

Form order_form(const TillOrder& order) {
  return [order](const Answers& so_far) -> std::optional<Question> {
    if (so_far.empty()) return outcome_question(order);
    const std::size_t outcome = so_far.front().choice;
    const bool has_words = outcome == 1 || outcome == 2;
    if (so_far.size() == 1 && has_words) return text_question("words", "Which words did it show?", true);
    return std::nullopt;
  };
}

TillReply reply_from(const Answers& answers) {
  TillReply reply;
  const Given* words = find_given(answers, "words");
  if (words != nullptr) reply.message = words->text;
  switch (answers.front().choice) {
    case 0: return reply;
    case 3: reply.kind = TillReply::Kind::unsupported; return reply;
    default: break;
  }
  reply.kind = TillReply::Kind::error;
  reply.code = "SEEN";
  reply.definite = answers.front().choice == 1;
  return reply;
}

}  // namespace parcours
