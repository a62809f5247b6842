// When things are too late: the payment deadline E, the validation deadline E', the night sweep and the reminder, as
// pure functions of an operation and the policies (TIM-02 to TIM-06, TIM-10).
#pragma once

#include "reference/core/operation.h"

namespace encaissement {

// TIM-02: the last Paris day on which a request sent at `sent` with N `days` may be paid.
Day payment_limit_day(Instant sent, int days);

// The first instant at which it is too late on limit day `day`: 00:00 of the day after (included) or of the day itself.
Instant deadline_after(Day day, LimitDay limit_day);

// TIM-05: the last Paris day on which what was paid at `paid` may be validated.
Day validation_limit_day(Instant paid, int days);

// When an operation whose deadline is `deadline` is found by the sweep: the first 00:06 Paris at or after it (TIM-04).
Instant sweep_after(Instant deadline, Sweep sweep);

// When the payment deadline shows: E itself on A and C, the sweep after E on B and D (TIM-04).
Instant expires_at(const Operation& operation, const Policies& policies);

// When the validation deadline shows (TIM-06). REQUIRES: paid.
Instant validation_ends_at(const Operation& operation, const Policies& policies);

// TIM-10: max(E' - 24 h, payment). REQUIRES: paid.
Instant reminder_at(const Operation& operation);

}  // namespace encaissement
