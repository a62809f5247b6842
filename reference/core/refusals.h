// The refusals of the service itself; those of one operation's steps stand in transition_table.h, those of a form in
// request_rules.cpp. And all of them in one list, so that a remembered refusal can be kept and given again (REP-01).
#pragma once

#include <cstdint>
#include <optional>

#include "reference/core/operation.h"

namespace encaissement {

namespace refusal {

// Callers and keys
inline constexpr Refusal unauthentic{RuleId::acc_01, Code::invalid_seal, "The caller is not authenticated."};
inline constexpr Refusal other_body{RuleId::rep_01, Code::bad_request,
                                    "This idempotency key was used for another call."};
inline constexpr Refusal malformed_identifier{RuleId::frm_05, Code::bad_request,
                                              "An identifier is 11 digits, or an e-mail of 6 to 320 characters."};
inline constexpr Refusal forged_code{RuleId::pay_02, Code::bad_request, "This code is forged or unknown."};
inline constexpr Refusal no_operation{RuleId::acc_05, Code::transaction_not_found, "There is no such operation."};
inline constexpr Refusal nobody_there{RuleId::acc_05, Code::transaction_not_found,
                                      "There is no such customer or point."};

// Access
inline constexpr Refusal login_mandatory{RuleId::acc_01, Code::invalid_seal,
                                         "A login number and a password are both needed."};
inline constexpr Refusal login_refused{
    RuleId::acc_07, Code::invalid_seal,
    "The login number or the password is wrong, or the account is blocked. At the third wrong password an account is "
    "blocked; \"Mot de passe oublié ?\" unblocks it."};
inline constexpr Refusal account_blocked{RuleId::acc_03, Code::invalid_seal, login_refused.sentence};
inline constexpr Refusal link_spent{RuleId::acc_03, Code::invalid_seal, "This link has been used or is too old."};
inline constexpr Refusal no_point_or_account{RuleId::acc_05, Code::transaction_not_found,
                                             "There is no such point or account."};

// Requests
inline constexpr Refusal no_point_chosen{RuleId::acc_04, Code::merchant_not_allowed,
                                         "Choose a point d'accueil first."};
inline constexpr Refusal point_disabled{RuleId::acc_06, Code::merchant_not_allowed,
                                        "This point d'accueil is not enabled for Chèque-Vacances Connect."};
inline constexpr Refusal no_right{RuleId::acc_08, Code::merchant_not_allowed,
                                  "This account has no right to collect."};
inline constexpr Refusal no_point{RuleId::acc_05, Code::transaction_not_found, "There is no such point d'accueil."};
inline constexpr Refusal basket_taken{RuleId::frm_03, Code::bad_request, "This basket number is taken."};

}  // namespace refusal

// The number by which a journal knows a refusal, from 1; none: it is not one of the reference's. Numbers are for ever:
// a new refusal takes the next one, a dropped one leaves its number unused.
std::optional<std::uint8_t> number_of(const Refusal& refusal);

// The refusal of this number, or null.
const Refusal* refusal_of(std::uint64_t number);

}  // namespace encaissement
