// Texts as people type and read them: amounts, days, stamps, identifiers (FRM-02, FRM-03, FRM-05, LST-02). Pure and
// without exceptions; what cannot be read is none. Formatting makes strings: for the edge only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reference/core/money.h"
#include "reference/core/time.h"

namespace encaissement {

// `text` without the ASCII white space and no-break spaces (U+00A0) around it.
std::string_view trimmed(std::string_view text);

// How many code points; none when `text` is not well-formed UTF-8.
std::optional<int> code_points(std::string_view text);

// A C0 control, DEL or a C1 control. REQUIRES: well-formed UTF-8.
bool has_control(std::string_view text);

// FRM-02: `[0-9]{1,10}([.,][0-9]{1,2})?` after trimming.
std::optional<Money> parse_amount(std::string_view typed);

std::string format_amount(Money amount);    // "40,00 €"
std::string format_signed(Money amount);    // "+42,00 €"
std::string format_received(Money amount);  // "+42,00 €", nothing: "-" (LST-02)

std::string format_day(Day day);              // "24/06/2020"
std::string format_stamp(Instant at);         // "22/06/2020 14h22", Paris
std::string format_mail_moment(Instant at);   // "24/06/2020 à 11:59:35", Paris
std::string format_instant(Instant at);       // "24/06/2020 11:59:35.000", Paris

// "24/06/2020"; days that do not exist are none.
std::optional<Day> parse_day(std::string_view text);

// "24/06/2020 11:59", "… 11:59:35" or "… 11:59:35.123" on the Paris wall clock.
std::optional<Instant> parse_moment(std::string_view text);

// FRM-05: 11 digits, or an e-mail of 6 to 320 characters: one @ with something on both sides, no blank or control.
enum class IdentifierKind : std::uint8_t { malformed, number, email };
IdentifierKind identifier_kind(std::string_view text);

// Without regard to ASCII case, blanks around aside.
bool same_identifier(std::string_view a, std::string_view b);

}  // namespace encaissement
