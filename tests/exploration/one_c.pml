/* The scope one-c a second time, written from the rules by hand: one pre-reservation of 40,00 EUR on C, M = 1, sent to
   alice on 24/06/2020 09:00. Instants in their order:
     0 sent   1 E - 1 ms   2 E   3 reminder - 1 ms   4 reminder   5 E' - 1 ms   6 E'   7 sweep - 1 ms   8 sweep
   With -DREFUSED every act is tried in every state, as prove does; without, only those that are done. */
#define ASKED 4000
#define NONE 0
#define AWAITING 1
#define TO_VALIDATE 2
#define VALIDATED 3
#define EXPIRED 4
#define CANCELLED 5
#define MERCHANT 1
#define CUSTOMER 2
#define ISSUER 3

#ifdef REFUSED
#define ACT(guard, effect) :: d_step { if :: (guard) -> effect :: else -> skip fi }
#else
#define ACT(guard, effect) :: d_step { (guard) -> effect }
#endif

byte status, cause, now, last_action, paid_at;
bit reminded;
short paid, received, validated;
short available = 20000, held, collected;
hidden byte next;

#define IN_TIME (status == AWAITING && now < 2)
#define VALIDATABLE (status == TO_VALIDATE && now < 6)
#define CAN_PAY(cents) (IN_TIME && cents > 0 && cents <= ASKED && cents <= available)
#define CAN_VALIDATE(cents) (VALIDATABLE && cents > 0 && cents <= received)

inline pay(cents) {
  paid = cents; received = cents; paid_at = now; last_action = now; status = TO_VALIDATE;
  available = available - cents; held = held + cents
}
inline validate(cents) {
  held = held - received; available = available + received - cents; collected = collected + cents;
  received = cents; validated = cents; last_action = now; status = VALIDATED
}
inline give_back() {
  if :: status == TO_VALIDATE -> held = held - received; available = available + received; received = 0 :: else fi
}
inline end(to, why) { give_back(); status = to; cause = why; last_action = now }

inline visit(at) { if :: (at > now && (next == 0 || at < next)) -> next = at :: else fi }
inline find_next() {
  next = 0;
  if
  :: status == AWAITING -> visit(1); visit(2)
  :: status == TO_VALIDATE -> visit(5); visit(6); visit(7); visit(8);
     if :: !reminded -> visit(3); visit(4) :: else fi
  :: else
  fi
}
inline due() {
  if
  :: (status == AWAITING && now >= 2) -> end(EXPIRED, 0)
  :: (status == TO_VALIDATE && now >= 8) -> end(EXPIRED, 0)
  :: (status == TO_VALIDATE && !reminded && now >= 4) -> reminded = 1
  :: else
  fi;
  assert(available + held + collected == 20000);
  assert(validated <= received && received <= paid && paid <= ASKED)
}

active proctype world() {
endless:
  do
  ACT(status == NONE, status = AWAITING)
  ACT(CAN_PAY(0), pay(0))
  ACT(CAN_PAY(1), pay(1))
  ACT(CAN_PAY(3999), pay(3999))
  ACT(CAN_PAY(4000), pay(4000))
  ACT(CAN_PAY(4001), pay(4001))
  ACT(IN_TIME, end(CANCELLED, CUSTOMER))
  ACT(VALIDATABLE, validate(received))
  ACT(CAN_VALIDATE(1), validate(1))
  ACT(CAN_VALIDATE(3999), validate(3999))
  ACT(CAN_VALIDATE(4000), validate(4000))
  ACT(CAN_VALIDATE(4001), validate(4001))
  ACT(IN_TIME || VALIDATABLE, end(CANCELLED, MERCHANT))
  ACT(status == AWAITING, end(CANCELLED, ISSUER))
  :: d_step { find_next(); if :: next != 0 -> now = next; next = 0; due() :: else -> assert(status != AWAITING && status != TO_VALIDATE) fi }
  od
}
