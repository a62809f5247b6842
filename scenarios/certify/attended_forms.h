// What is asked of the person at the counter, message by message: instructions in words, questions about what the till
// shows, and how the answers become what the till is taken to have said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/certify/attended_question.h"
#include "sim/till.h"

namespace parcours {

// A sale as the person was told of it, and as it was seen last.
struct AttendedSale {
  TillOrder order;               // As it was asked for, with a later change of mode.
  std::optional<SaleView> seen = {};
};

// What the till is and can do.
Form hello_form();
TillHello hello_from(const Answers& answers);

// One instruction, answered when it is carried out.
Form instruction_form(std::vector<std::string> lines);
std::vector<std::string> reset_lines(const TillReset& reset, bool first);
std::vector<std::string> restart_lines();

// The cashier's part, and what the till made of it.
Form order_form(const TillOrder& order);
TillReply reply_from(const Answers& answers);

// What the till shows of a sale. `with_picture`: a photograph of the customer's screen, too.
std::optional<Question> view_question(const AttendedSale& sale, const TillHello& till, bool with_picture, const Answers& so_far);
// `doubts`: what the person does not know is added.
SaleView view_from(const AttendedSale& sale, const Answers& answers, std::vector<std::string>& doubts);

}  // namespace parcours
