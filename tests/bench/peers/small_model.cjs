// The small model of small_model.h in JavaScript: a service, an oracle, and the invariants. See there for the steps.
'use strict';

const STEP_KINDS = 7, STEP_CHOICES = 5, STEPS_OF_A_CASE = 50;
const START = 1604304000000, TTL = 300000, DAY = 86400000, PARIS = 3600000, SWEEP = 360000;
const WEALTH = 10000, VALIDATION_DAYS = 2;
const REQUESTS = [1999, 2000, 4000, 6000, 12000];
const PAUSES = [0, 1, 1000, 60000, 3600000];

const isFinal = (status) => status === 'validated' || status === 'expired' || status === 'cancelled';

// What is under test. `broken`: it validates and cancels between the validation deadline and the sweep (TIM-05).
class Service {
  constructor(broken) {
    this.broken = broken;
    this.operation = null;
    this.available = WEALTH;
    this.held = 0;
    this.collected = 0;
  }

  advance(now) {
    const o = this.operation;
    if (o === null) return;
    if (o.status === 'awaiting_customer' && now >= o.payBy) {
      o.status = 'expired';
    } else if (o.status === 'to_validate' && now >= o.validateBy + SWEEP) {
      this.release(o, 'expired', '');
    }
  }

  release(o, status, cause) {
    this.held -= o.received;
    this.available += o.received;
    o.status = status;
    o.cause = cause;
    o.received = 0;
  }

  execute(kind, amount, now) {
    this.advance(now);
    if (kind === 0) return this.request(amount, now);
    const o = this.operation;
    if (o === null) return 'ACC-05';
    switch (kind) {
      case 1: return this.pay(o, amount, now);
      case 2: return this.refuse(o);
      case 3: return this.validate(o, amount, now);
      default: return this.cancel(o, now);
    }
  }

  request(amount, now) {
    if (amount < 2000) return 'FRM-01';
    if (this.operation !== null && this.operation.status === 'awaiting_customer') return 'FRM-11';
    this.operation = {status: 'awaiting_customer', cause: '', requested: amount, received: 0, validated: 0, paid: 0,
                      payBy: now + TTL, validateBy: 0};
    return 'done';
  }

  pay(o, amount, now) {
    if (o.status !== 'awaiting_customer') return o.paid ? 'PAY-05' : 'STA-01';
    if (amount < 1 || amount > o.requested) return 'PAY-03';
    if (amount > this.available) return 'PAY-06';
    this.available -= amount;
    this.held += amount;
    o.status = 'to_validate';
    o.received = amount;
    o.paid = amount;
    o.validateBy = (Math.floor((now + PARIS) / DAY) + VALIDATION_DAYS + 1) * DAY - PARIS;
    return 'done';
  }

  refuse(o) {
    if (o.status !== 'awaiting_customer') return 'STA-01';
    o.status = 'cancelled';
    o.cause = 'customer';
    return 'done';
  }

  validate(o, amount, now) {
    if (o.status === 'validated' || o.cause === 'merchant') return 'VAL-03';
    if (o.status !== 'to_validate') return 'STA-01';
    if (now >= o.validateBy && !this.broken) return 'TIM-05';
    if (amount < 1 || amount > o.received) return 'VAL-01';
    this.held -= o.received;
    this.available += o.received - amount;
    this.collected += amount;
    o.status = 'validated';
    o.received = amount;
    o.validated = amount;
    return 'done';
  }

  cancel(o, now) {
    if (o.status === 'validated') return 'VAL-05';
    if (o.status === 'expired' || o.cause === 'customer') return 'STA-01';
    if (o.cause === 'merchant') return 'VAL-03';
    if (o.status === 'to_validate' && now >= o.validateBy && !this.broken) return 'TIM-05';
    if (o.status === 'to_validate') {
      this.release(o, 'cancelled', 'merchant');
    } else {
      o.status = 'cancelled';
      o.cause = 'merchant';
    }
    return 'done';
  }
}

class SmallModel {
  constructor(broken) {
    this.service = new Service(broken);
    this.now = START;
    this.answer = 'time';
  }

  admits(kind) {
    const o = this.service.operation;
    return kind !== 0 || o === null || o.status !== 'to_validate';
  }

  amountOf(kind, choice) {
    if (kind === 0) return REQUESTS[choice];
    const o = this.service.operation;
    const whole = o === null ? 0 : kind === 1 ? o.requested : o.received;
    return Math.max(0, [0, 1, whole - 1, whole, whole + 1][choice]);
  }

  timeOf(kind, choice) {
    if (kind === 6) return this.now + PAUSES[choice];
    const o = this.service.operation;
    if (o === null || isFinal(o.status)) return this.now;
    const paid = o.status === 'to_validate';
    const sweep = paid ? SWEEP : 0;
    return Math.max(this.now, (paid ? o.validateBy : o.payBy) + [-1, 0, 1, sweep - 1, sweep][choice]);
  }

  expected(kind, amount) {
    const o = this.service.operation;
    const awaits = o !== null && o.status === 'awaiting_customer';
    if (kind === 0) return amount < 2000 ? 'FRM-01' : awaits ? 'FRM-11' : 'done';
    if (o === null) return 'ACC-05';
    if (kind === 1) {
      if (!awaits) return o.paid ? 'PAY-05' : 'STA-01';
      if (amount === 0 || amount > o.requested) return 'PAY-03';
      return amount > this.service.available ? 'PAY-06' : 'done';
    }
    if (kind === 2) return awaits ? 'done' : 'STA-01';
    if (o.status === 'to_validate') {
      if (this.now >= o.validateBy) return 'TIM-05';
      return kind === 3 && (amount === 0 || amount > o.received) ? 'VAL-01' : 'done';
    }
    if (kind === 4 && awaits) return 'done';
    if (o.status === 'validated') return kind === 3 ? 'VAL-03' : 'VAL-05';
    return o.cause === 'merchant' ? 'VAL-03' : 'STA-01';
  }

  brokenRule(before, sameOperation) {
    const s = this.service, o = s.operation;
    if (s.available + s.held + s.collected !== WEALTH || s.available < 0) return 'MON-01';
    if (o === null) return '';
    if (o.validated < 0 || o.validated > o.received || o.received > o.requested) return 'MON-02';
    if (s.held !== (o.status === 'to_validate' ? o.received : 0)) return 'MON-03';
    if (sameOperation && before !== null && isFinal(before.status) && !alike(before, o)) return 'STA-02';
    if (o.status === 'awaiting_customer' && this.now >= o.payBy) return 'TIM-04';
    if (o.status === 'to_validate' && this.now >= o.validateBy + SWEEP) return 'TIM-06';
    const validated = before !== null && before.status === 'to_validate' && o.status === 'validated';
    if (sameOperation && validated && this.now >= o.validateBy) return 'TIM-05';
    return (o.status === 'expired' || o.status === 'cancelled') && o.received ? 'VAL-04' : '';
  }

  // Takes the step and judges it: '' when all holds, else the rule that was broken.
  take(kind, choice) {
    const was = this.service.operation;
    const before = was === null ? null : {...was};
    if (kind >= 5) {
      this.now = this.timeOf(kind, choice);
      this.service.advance(this.now);
      this.answer = 'time';
      return this.brokenRule(before, true);
    }
    const amount = this.amountOf(kind, choice);
    const wanted = this.expected(kind, amount);
    this.answer = this.service.execute(kind, amount, this.now);
    if (this.answer !== wanted) return wanted === 'done' ? this.answer : wanted;
    return this.brokenRule(before, was === this.service.operation);
  }

  seen() {
    const s = this.service, o = s.operation;
    const figures = o === null ? [0, 0, 0, 0] : [o.requested, o.received, o.validated, o.paid];
    return [this.answer, o === null ? 'none' : o.status, ...figures, s.available, s.held, s.collected, this.now].join(' ');
  }
}

function alike(a, b) {
  return a.status === b.status && a.cause === b.cause && a.requested === b.requested && a.received === b.received &&
      a.validated === b.validated && a.paid === b.paid && a.validateBy === b.validateBy;
}

// The same bytes as model_trace() of small_model.h.
function trace(cases) {
  const lines = [];
  let state = 1;
  const below = (bound) => (state = state * 48271 % 2147483647) % bound;
  for (let i = 0; i < cases; ++i) {
    const model = new SmallModel(false);
    for (let s = 0; s < STEPS_OF_A_CASE; ++s) {
      const kind = below(STEP_KINDS), choice = below(STEP_CHOICES);
      if (!model.admits(kind)) continue;
      const broken = model.take(kind, choice);
      lines.push(`${kind} ${choice} ${model.seen()}${broken ? ' BROKEN ' + broken : ''}\n`);
    }
  }
  return lines.join('');
}

module.exports = {SmallModel, trace, STEP_KINDS, STEP_CHOICES, STEPS_OF_A_CASE};
