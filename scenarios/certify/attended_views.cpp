// Questions about what a till shows of a sale.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "reference/core/text.h"
#include "scenarios/certify/attended_forms.h"

namespace parcours {
namespace {

using Kind = Question::Kind;

constexpr std::array kStates = {
    std::pair{SaleState::none, "nothing is asked for"},
    std::pair{SaleState::pending, "it waits for the customer"},
    std::pair{SaleState::to_validate, "paid, still to be validated"},
    std::pair{SaleState::paid, "paid, settled"},
    std::pair{SaleState::cancelled, "cancelled or refused"},
    std::pair{SaleState::expired, "expired"},
    std::pair{SaleState::unknown, "the till says itself that it does not know"},
};

std::string words_of(SaleState state) {
  return std::find_if(kStates.begin(), kStates.end(), [&](const auto& one) { return one.first == state; })->second;
}

std::string summary_of(const SaleView& view) {
  std::string text = words_of(view.state);
  if (view.state == SaleState::paid || view.state == SaleState::to_validate)
    text += fmt::format(", received {}, remaining {}", encaissement::format_amount(view.received),
                        encaissement::format_amount(view.remaining));
  if (!view.limit.empty()) text += ", until " + view.limit;
  return text;
}

// One sale's questions, each told by what was answered before.
class Asker {
 public:
  Asker(const AttendedSale& sale, const TillHello& till, bool with_picture, const Answers& so_far)
      : sale_{sale}, till_{till}, with_picture_{with_picture}, so_far_{so_far} {}

  std::optional<Question> next() const {
    if (sale_.seen && !given("same")) return same();
    if (!is_same() && !given("state")) return state();
    if (const auto asked = is_same() ? std::nullopt : amount_question()) return asked;
    if (const auto asked = is_same() ? std::nullopt : words_question()) return asked;
    if (with_picture_ && till_.can("screen") && !given("picture")) return picture();
    return given("right") ? std::nullopt : std::optional{right()};
  }

 private:
  const Given* given(const std::string& what) const { return find_given(so_far_, what + ' ' + name()); }
  const std::string& name() const { return sale_.order.sale; }
  bool is_same() const { return sale_.seen && given("same") != nullptr && given("same")->choice == 0; }

  SaleState answered_state() const {
    const Given* answer = given("state");
    return answer == nullptr || answer->unknown ? SaleState::unknown : kStates[answer->choice].first;
  }
  bool has_money() const { return answered_state() == SaleState::paid || answered_state() == SaleState::to_validate; }

  Question about(const char* what, Kind kind, std::string text) const {
    Question question{.kind = kind, .id = std::string{what} + ' ' + name()};
    question.text = std::move(text);
    return question;
  }

  std::vector<std::string> waiting() const {
    return {fmt::format("Wait until the till's display of sale {} changes no more.", name())};
  }

  Question same() const {
    Question question = about("same", Kind::choice, fmt::format("Does the till still show sale {} as: {}?", name(), summary_of(*sale_.seen)));
    question.instruction = waiting();
    question.choices = {"yes", "no, something is different"};
    return question;
  }

  Question state() const {
    Question question = about("state", Kind::choice, fmt::format("What does the till show of sale {}?", name()));
    if (!sale_.seen) question.instruction = waiting();
    for (const auto& [state, words] : kStates) question.choices.emplace_back(words);
    question.may_be_unknown = true;
    question.help = "Only what the till itself shows counts, not what you know from elsewhere.";
    return question;
  }

  std::optional<Question> amount_question() const {
    if (answered_state() == SaleState::pending && !given("requested")) return amount("requested", "How much does the till ask for?");
    if (has_money() && !given("received")) return amount("received", "How much does the till say was received?");
    if (has_money() && !given("remaining")) return amount("remaining", "How much does the till say remains to be paid?");
    const bool has_limit = answered_state() == SaleState::to_validate || (answered_state() == SaleState::pending && sale_.order.payment_days);
    if (!has_limit || given("limit")) return std::nullopt;
    Question question = about("limit", Kind::text, "Which last day does the till show, like 26/06/2020?");
    question.may_be_empty = true;
    return question;
  }

  Question amount(const char* what, const char* text) const {
    Question question = about(what, Kind::amount, text);
    question.may_be_unknown = true;
    question.help = "As the till shows it, also when you know better. Where nothing remains and nothing is shown: Enter.";
    if (std::string_view{what} == "remaining") question.may_be_empty = true;
    return question;
  }

  std::optional<Question> words_question() const {
    if (!given("cashier")) return words("cashier", "Which words does the cashier read?");
    if (has_money() && !given("customer")) return words("customer", "Which words does the customer read?");
    if (!has_money() || !till_.can("receipt")) return std::nullopt;
    if (!given("receipt")) return receipt();
    const bool printed = given("receipt")->choice != 0;
    return printed && !given("printed") ? std::optional{words("printed", "What stands on the receipt? With every amount.")} : std::nullopt;
  }

  Question words(const char* what, const char* text) const {
    Question question = about(what, Kind::text, text);
    question.may_be_empty = true;
    question.help = "Type them with their amounts; what is not about this sale may be left out.";
    return question;
  }

  Question receipt() const {
    Question question = about("receipt", Kind::choice, "Is there a receipt?");
    question.choices = {"no", "yes, and it says that it is provisional", "yes, a final one"};
    return question;
  }

  Question picture() const {
    Question question = about("picture", Kind::picture, fmt::format("Photograph the screen that the customer of sale {} sees.", name()));
    question.may_be_empty = true;
    question.help = "The whole screen, straight, without a flash. Enter when the customer has no screen or sees no code.";
    return question;
  }

  Question right() const {
    Question question = about("right", Kind::choice, "Is that right? (If not: back)");
    for (const Given& one : so_far_)
      if (one.id.ends_with(' ' + name())) question.text = one.id.substr(0, one.id.find(' ')) + ": " + one.shown + ". " + question.text;
    question.choices = {"yes"};
    question.help = "back: to the last answer.";
    return question;
  }

  const AttendedSale& sale_;
  const TillHello& till_;
  const bool with_picture_;
  const Answers& so_far_;
};

// What the person typed when the sale was asked for: what remains while nothing was received.
Money asked_for(const AttendedSale& sale) {
  return encaissement::parse_amount(sale.order.amount).value_or(Money{});
}

}  // namespace

std::optional<Question> view_question(const AttendedSale& sale, const TillHello& till, bool with_picture, const Answers& so_far) {
  return Asker{sale, till, with_picture, so_far}.next();
}

SaleView view_from(const AttendedSale& sale, const Answers& answers, std::vector<std::string>& doubts) {
  const std::string& name = sale.order.sale;
  const auto given = [&](const char* what) { return find_given(answers, std::string{what} + ' ' + name); };
  const auto text = [&](const char* what) { return given(what) == nullptr ? std::string{} : given(what)->text; };
  const Given* same = given("same");
  SaleView view;
  if (same != nullptr && same->choice == 0) view = *sale.seen;
  view.sale = name;
  view.screen = text("picture");
  const Given* state = given("state");
  if (state == nullptr) return view;
  bool sure = !state->unknown;
  view.state = sure ? kStates[state->choice].first : SaleState::unknown;
  view.requested = view.remaining = asked_for(sale);
  for (const auto& [what, into] : {std::pair{"requested", &view.requested}, {"received", &view.received}, {"remaining", &view.remaining}}) {
    const Given* amount = given(what);
    if (amount != nullptr) *into = amount->amount;
    if (amount != nullptr && amount->unknown) doubts.push_back(name + ": " + what);
    sure = sure && (amount == nullptr || !amount->unknown);
  }
  if (state->unknown) doubts.push_back(name + ": state");
  if (!sure) view.state = SaleState::unknown;
  view.limit = text("limit");
  view.cashier = text("cashier");
  view.customer = text("customer");
  const Given* receipt = given("receipt");
  if (receipt != nullptr && receipt->choice != 0) view.receipt = TillReceipt{.final = receipt->choice == 2, .text = text("printed")};
  return view;
}

}  // namespace parcours
