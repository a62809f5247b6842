/* The scope two-one-wallet a second time, written from the rules by hand: two requests of 150,00 EUR on D, N = 1, M = 1,
   to one customer who has 200,00 EUR. All that happens falls on midnights and sweeps, so that an instant is
   4 * day + (0: 00:00, 1: 00:06 - 1 ms, 2: 00:06, 3: 24:00 - 1 ms); on the first day 2 is 09:00, when it begins.
   With -DREFUSED every act is tried in every state, as prove does; without, only those that are done. */
#define ASKED 15000
#define NONE 0
#define AWAITING 1
#define TO_VALIDATE 2
#define VALIDATED 3
#define EXPIRED 4
#define CANCELLED 5
#define MERCHANT 1
#define CUSTOMER 2

#ifdef REFUSED
#define ACT(guard, effect) :: d_step { if :: (guard) -> effect :: else -> skip fi }
#else
#define ACT(guard, effect) :: d_step { (guard) -> effect }
#endif

typedef Operation {
  byte status, cause, created, last_action, paid_at;
  bit reminded;
  short paid, received, validated
}
Operation op[2];
byte count, now = 2;
short available = 20000, held, collected;
hidden byte next;

#define E(i) (4 * (op[i].created / 4 + 2))
#define LATE(i) (4 * (op[i].paid_at / 4 + 2))
#define IN_TIME(i) (op[i].status == AWAITING && now < E(i))
#define VALIDATABLE(i) (op[i].status == TO_VALIDATE && now < LATE(i))
#define CAN_PAY(i, cents) (IN_TIME(i) && cents <= ASKED && cents <= available)

inline pay(i, cents) {
  op[i].paid = cents; op[i].received = cents; op[i].paid_at = now; op[i].last_action = now; op[i].status = TO_VALIDATE;
  available = available - cents; held = held + cents
}
inline validate(i, cents) {
  held = held - op[i].received; available = available + op[i].received - cents; collected = collected + cents;
  op[i].received = cents; op[i].validated = cents; op[i].last_action = now; op[i].status = VALIDATED
}
inline end(i, to, why) {
  if
  :: op[i].status == TO_VALIDATE ->
     held = held - op[i].received; available = available + op[i].received; op[i].received = 0
  :: else
  fi;
  op[i].status = to; op[i].cause = why; op[i].last_action = now
}

inline visit(at) { if :: (at > now && (next == 0 || at < next)) -> next = at :: else fi }
inline find_next(i) {
  if
  :: op[i].status == AWAITING -> visit(E(i) - 1); visit(E(i)); visit(E(i) + 1); visit(E(i) + 2)
  :: op[i].status == TO_VALIDATE ->
     visit(LATE(i) - 1); visit(LATE(i)); visit(LATE(i) + 1); visit(LATE(i) + 2);
     if :: !op[i].reminded -> visit(LATE(i) - 5); visit(LATE(i) - 4) :: else fi
  :: else
  fi
}
inline due(i) {
  if
  :: (op[i].status == AWAITING && now >= E(i) + 2) -> end(i, EXPIRED, 0)
  :: (op[i].status == TO_VALIDATE && now >= LATE(i) + 2) -> end(i, EXPIRED, 0)
  :: (op[i].status == TO_VALIDATE && !op[i].reminded && now >= LATE(i) - 4) -> op[i].reminded = 1
  :: else
  fi;
  assert(op[i].validated <= op[i].received && op[i].received <= op[i].paid && op[i].paid <= ASKED)
}
inline is_over(i) { assert(op[i].status != AWAITING && op[i].status != TO_VALIDATE) }

#define ON(i) \
  ACT(CAN_PAY(i, 5001), pay(i, 5001)) \
  ACT(CAN_PAY(i, 15000), pay(i, 15000)) \
  ACT(CAN_PAY(i, 15001), pay(i, 15001)) \
  ACT(IN_TIME(i), end(i, CANCELLED, CUSTOMER)) \
  ACT(IN_TIME(i) || VALIDATABLE(i), end(i, CANCELLED, MERCHANT)) \
  ACT(VALIDATABLE(i), validate(i, op[i].received)) \
  ACT(VALIDATABLE(i) && 1 <= op[i].received, validate(i, 1))

active proctype world() {
endless:
  do
  ACT(count < 2, op[count].status = AWAITING; op[count].created = now; op[count].last_action = now; count++)
  ON(0)
  ON(1)
  :: d_step {
       next = 0; find_next(0); find_next(1);
       if
       :: next != 0 ->
          now = next; next = 0; due(0); due(1);
          assert(available + held + collected == 20000 && available >= 0)
       :: else -> is_over(0); is_over(1)
       fi
     }
  od
}
