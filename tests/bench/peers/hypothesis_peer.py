"""The small model as a rule-based state machine of Hypothesis: hypothesis_peer.py [--broken] [--runs N] [--trace N].

One line of JSON; ends 1 when a rule was found broken, else 0.
"""

import argparse
import json
import sys
import time

from small_model import STEP_CHOICES, STEPS_OF_A_CASE, SmallModel, trace


class Broken(AssertionError):
    pass


class Count:
    steps = 0
    broken = False
    found = ""
    length = 0


def machine():
    from hypothesis import strategies as st
    from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

    choices = st.integers(0, STEP_CHOICES - 1)

    class Machine(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.model, self.length = SmallModel(Count.broken), 0

        def step(self, kind, choice):
            Count.steps += 1
            self.length += 1
            rule_id = self.model.take(kind, choice)
            if rule_id:
                Count.found, Count.length = rule_id, self.length
                raise Broken(rule_id)

        @precondition(lambda self: self.model.admits(0))
        @rule(choice=choices)
        def request(self, choice):
            self.step(0, choice)

        @rule(choice=choices)
        def pay(self, choice):
            self.step(1, choice)

        @rule()
        def refuse(self):
            self.step(2, 0)

        @rule(choice=choices)
        def validate(self, choice):
            self.step(3, choice)

        @rule()
        def cancel(self):
            self.step(4, 0)

        @rule(choice=choices)
        def to_deadline(self, choice):
            self.step(5, choice)

        @rule(choice=choices)
        def time_passes(self, choice):
            self.step(6, choice)

    return Machine


def timed(runs):
    from hypothesis import HealthCheck, settings
    from hypothesis.stateful import run_state_machine_as_test

    Count.steps = 0
    start = time.process_time()
    try:
        run_state_machine_as_test(
            machine(),
            settings=settings(max_examples=runs, stateful_step_count=STEPS_OF_A_CASE, database=None, deadline=None,
                              derandomize=True, suppress_health_check=list(HealthCheck)))
    except Broken:
        pass
    return Count.steps / (time.process_time() - start)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--broken", action="store_true")
    words.add_argument("--runs", type=int, default=100)
    words.add_argument("--trace", type=int)
    words = words.parse_args()
    if words.trace is not None:
        sys.stdout.write(trace(words.trace))
        return 0
    Count.broken = words.broken
    cold = timed(max(1, words.runs // 10))
    warm = cold if Count.found else timed(words.runs)
    print(json.dumps({"peer": "Hypothesis", "steps": Count.steps, "cold": round(cold), "warm": round(warm),
                      "found": Count.found, "length": Count.length}))
    return 1 if Count.found else 0


if __name__ == "__main__":
    sys.exit(main())
