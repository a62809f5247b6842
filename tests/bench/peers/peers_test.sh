#!/usr/bin/env bash
# Tests of the explorer's peers: tests/bench/peers/peers_test.sh NAME [PEER...]; each function in PascalCase is a test.
# Ends 77, which ctest shows as skipped, when the peer asked for is not installed.
set -uo pipefail

peer=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/peer.sh
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The peer is asked for nothing that costs time: whether it is there.
there() {
    "$peer" "$1" --trace 0 >"$scratch/how"
    case $? in
        0) ;;
        77) printf '%s is not installed: %s\n' "$1" "$(<"$scratch/how")" && exit 77 ;;
        *) printf '%s cannot be started\n' "$1" && exit 1 ;;
    esac
}

# The same walk through the real core and through a port: the same answers, amounts and instants.
IsAPortOfTheSameModel() {
    "$peer" rapidcheck --trace 400 >"$scratch/core" && "$peer" "$1" --trace 400 >"$scratch/port" || return 1
    (($(wc -l <"$scratch/core") > 15000)) || complain 'the walk is short'
    local rule
    for rule in 'done' time ACC-05 FRM-01 FRM-11 PAY-03 PAY-05 PAY-06 STA-01 TIM-05 VAL-01 VAL-03 VAL-05; do
        grep -q "^. . $rule " "$scratch/core" || complain "the walk never meets $rule"
    done
    ! grep -n BROKEN "$scratch/core" "$scratch/port" || complain 'the model breaks its own rules'
    cmp "$scratch/core" "$scratch/port"
}

# Request, pay, wait for the validation deadline, validate: nothing shorter shows it.
FindsThePlantedDefectAndShrinksItToFourSteps() {
    "$peer" "$1" --broken --runs 1000 >"$scratch/out" 2>/dev/null
    local code=$?
    ((code == 1)) || complain "ended $code: $(<"$scratch/out")"
    grep -qE '"found": ?"TIM-05", ?"length": ?4\}' "$scratch/out" || complain "$(<"$scratch/out")"
}

FindsNothingInTheUnbrokenModel() {
    "$peer" "$1" --runs 50 >"$scratch/out" 2>/dev/null || complain "ended $?: $(<"$scratch/out")"
    grep -qE '"steps": ?[1-9][0-9]{2,}' "$scratch/out" || complain "$(<"$scratch/out")"
}

complain() {
    printf '%s\n' "$1"
    exit 1
}

there "$2"
"$@"
