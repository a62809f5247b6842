"""The small model of small_model.h in Python: a service, an oracle, and the invariants. See there for the steps."""

STEP_KINDS, STEP_CHOICES, STEPS_OF_A_CASE = 7, 5, 50
START, TTL, DAY, PARIS, SWEEP = 1604304000000, 300000, 86400000, 3600000, 360000
WEALTH, VALIDATION_DAYS = 10000, 2
REQUESTS = (1999, 2000, 4000, 6000, 12000)
PAUSES = (0, 1, 1000, 60000, 3600000)
FINAL = ("validated", "expired", "cancelled")


class Operation:
    __slots__ = ("status", "cause", "requested", "received", "validated", "paid", "pay_by", "validate_by")

    def __init__(self, requested, now):
        self.status, self.cause = "awaiting_customer", ""
        self.requested, self.received, self.validated, self.paid = requested, 0, 0, 0
        self.pay_by, self.validate_by = now + TTL, 0

    def picture(self):
        return (self.status, self.cause, self.requested, self.received, self.validated, self.paid, self.validate_by)


class Service:
    """What is under test. `broken`: it validates and cancels between the validation deadline and the sweep (TIM-05)."""

    def __init__(self, broken=False):
        self.broken, self.operation = broken, None
        self.available, self.held, self.collected = WEALTH, 0, 0

    def advance(self, now):
        o = self.operation
        if o is None:
            return
        if o.status == "awaiting_customer" and now >= o.pay_by:
            o.status = "expired"
        elif o.status == "to_validate" and now >= o.validate_by + SWEEP:
            self.release(o, "expired", "")

    def release(self, o, status, cause):
        self.held -= o.received
        self.available += o.received
        o.status, o.cause, o.received = status, cause, 0

    def execute(self, kind, amount, now):
        self.advance(now)
        if kind == 0:
            return self.request(amount, now)
        if self.operation is None:
            return "ACC-05"
        return (None, self.pay, self.refuse, self.validate, self.cancel)[kind](self.operation, amount, now)

    def request(self, amount, now):
        if amount < 2000:
            return "FRM-01"
        if self.operation is not None and self.operation.status == "awaiting_customer":
            return "FRM-11"
        self.operation = Operation(amount, now)
        return "done"

    def pay(self, o, amount, now):
        if o.status != "awaiting_customer":
            return "PAY-05" if o.paid else "STA-01"
        if not 1 <= amount <= o.requested:
            return "PAY-03"
        if amount > self.available:
            return "PAY-06"
        self.available -= amount
        self.held += amount
        o.status, o.received, o.paid = "to_validate", amount, amount
        o.validate_by = ((now + PARIS) // DAY + VALIDATION_DAYS + 1) * DAY - PARIS
        return "done"

    def refuse(self, o, _amount, _now):
        if o.status != "awaiting_customer":
            return "STA-01"
        o.status, o.cause = "cancelled", "customer"
        return "done"

    def validate(self, o, amount, now):
        if o.status == "validated" or o.cause == "merchant":
            return "VAL-03"
        if o.status != "to_validate":
            return "STA-01"
        if now >= o.validate_by and not self.broken:
            return "TIM-05"
        if not 1 <= amount <= o.received:
            return "VAL-01"
        self.held -= o.received
        self.available += o.received - amount
        self.collected += amount
        o.status, o.received, o.validated = "validated", amount, amount
        return "done"

    def cancel(self, o, _amount, now):
        if o.status == "validated":
            return "VAL-05"
        if o.status == "expired" or o.cause == "customer":
            return "STA-01"
        if o.cause == "merchant":
            return "VAL-03"
        if o.status == "to_validate" and now >= o.validate_by and not self.broken:
            return "TIM-05"
        if o.status == "to_validate":
            self.release(o, "cancelled", "merchant")
        else:
            o.status, o.cause = "cancelled", "merchant"
        return "done"


class SmallModel:
    def __init__(self, broken=False):
        self.service, self.now, self.answer = Service(broken), START, "time"

    def admits(self, kind):
        o = self.service.operation
        return kind != 0 or o is None or o.status != "to_validate"

    def amount_of(self, kind, choice):
        if kind == 0:
            return REQUESTS[choice]
        o = self.service.operation
        whole = 0 if o is None else o.requested if kind == 1 else o.received
        return max(0, (0, 1, whole - 1, whole, whole + 1)[choice])

    def time_of(self, kind, choice):
        if kind == 6:
            return self.now + PAUSES[choice]
        o = self.service.operation
        if o is None or o.status in FINAL:
            return self.now
        paid = o.status == "to_validate"
        deadline, sweep = (o.validate_by, SWEEP) if paid else (o.pay_by, 0)
        return max(self.now, deadline + (-1, 0, 1, sweep - 1, sweep)[choice])

    def expected(self, kind, amount):
        o = self.service.operation
        awaits = o is not None and o.status == "awaiting_customer"
        if kind == 0:
            return "FRM-01" if amount < 2000 else "FRM-11" if awaits else "done"
        if o is None:
            return "ACC-05"
        if kind == 1:
            if not awaits:
                return "PAY-05" if o.paid else "STA-01"
            if amount == 0 or amount > o.requested:
                return "PAY-03"
            return "PAY-06" if amount > self.service.available else "done"
        if kind == 2:
            return "done" if awaits else "STA-01"
        if o.status == "to_validate":
            if self.now >= o.validate_by:
                return "TIM-05"
            return "VAL-01" if kind == 3 and (amount == 0 or amount > o.received) else "done"
        if kind == 4 and awaits:
            return "done"
        if o.status == "validated":
            return "VAL-03" if kind == 3 else "VAL-05"
        return "VAL-03" if o.cause == "merchant" else "STA-01"

    def broken_rule(self, before, same_operation):
        s, o = self.service, self.service.operation
        if s.available + s.held + s.collected != WEALTH or s.available < 0:
            return "MON-01"
        if o is None:
            return ""
        if not 0 <= o.validated <= o.received <= o.requested:
            return "MON-02"
        if s.held != (o.received if o.status == "to_validate" else 0):
            return "MON-03"
        if same_operation and before and before[0] in FINAL and before != o.picture():
            return "STA-02"
        if o.status == "awaiting_customer" and self.now >= o.pay_by:
            return "TIM-04"
        if o.status == "to_validate" and self.now >= o.validate_by + SWEEP:
            return "TIM-06"
        late = self.now >= o.validate_by
        if same_operation and before and before[0] == "to_validate" and o.status == "validated" and late:
            return "TIM-05"
        return "VAL-04" if o.status in ("expired", "cancelled") and o.received else ""

    def take(self, kind, choice):
        """Takes the step and judges it: "" when all holds, else the rule that was broken."""
        o = self.service.operation
        before = None if o is None else o.picture()
        if kind >= 5:
            self.now = self.time_of(kind, choice)
            self.service.advance(self.now)
            self.answer = "time"
            return self.broken_rule(before, True)
        amount = self.amount_of(kind, choice)
        wanted = self.expected(kind, amount)
        self.answer = self.service.execute(kind, amount, self.now)
        if self.answer != wanted:
            return self.answer if wanted == "done" else wanted
        return self.broken_rule(before, o is self.service.operation)

    def seen(self):
        s, o = self.service, self.service.operation
        figures = (0, 0, 0, 0) if o is None else (o.requested, o.received, o.validated, o.paid)
        status = "none" if o is None else o.status
        return " ".join(map(str, (self.answer, status, *figures, s.available, s.held, s.collected, self.now)))


def trace(cases):
    """The same bytes as model_trace() of small_model.h."""
    lines, state = [], 1
    for _ in range(cases):
        model = SmallModel()
        for _ in range(STEPS_OF_A_CASE):
            state = state * 48271 % 2147483647
            kind = state % STEP_KINDS
            state = state * 48271 % 2147483647
            choice = state % STEP_CHOICES
            if not model.admits(kind):
                continue
            broken = model.take(kind, choice)
            lines.append(f"{kind} {choice} {model.seen()}" + (f" BROKEN {broken}" if broken else ""))
    return "".join(line + "\n" for line in lines)
