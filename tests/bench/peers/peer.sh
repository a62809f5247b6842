#!/usr/bin/env bash
# Starts a peer of the explorer: tests/bench/peers/peer.sh rapidcheck|rapidcheck-state|hypothesis|fast-check [words...]
# The words are those of the peer. Ends 77 when it is not installed, and says how it is.
#
#   tests/bench/peers/peer.sh install-fast-check      from the npm registry into build/peers, as package-lock.json says
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=$(readlink -f "$here/../../..")
modules=${PARCOURS_PEERS:-$root/build/peers}
program=${PARCOURS_PEER_RAPIDCHECK:-$root/build/release/bin/peer_rapidcheck}

main() {
    local peer=${1-}
    (($# == 0)) || shift
    case $peer in
        rapidcheck) start_rapidcheck "$@" ;;
        rapidcheck-state) start_rapidcheck --state "$@" ;;
        hypothesis) start_hypothesis "$@" ;;
        fast-check) start_fast_check "$@" ;;
        install-fast-check) install_fast_check ;;
        *) printf 'peer.sh: expected rapidcheck, rapidcheck-state, hypothesis or fast-check, found "%s"\n' "$peer" >&2 && exit 2 ;;
    esac
}

start_rapidcheck() {
    [[ -x $program ]] || not_installed './parcours bench'
    exec "$program" "$@"
}

# Debian's python first: its package stands there, whatever another python in front of it has.
start_hypothesis() {
    local python
    for python in /usr/bin/python3 python3; do
        "$python" -c 'import hypothesis' 2>/dev/null || continue
        exec env PYTHONDONTWRITEBYTECODE=1 "$python" "$here/hypothesis_peer.py" "$@"
    done
    not_installed 'apt-get install python3-hypothesis'
}

start_fast_check() {
    local try=(node -e 'require("fast-check")')
    NODE_PATH=$modules/node_modules "${try[@]}" 2>/dev/null || not_installed 'tests/bench/peers/peer.sh install-fast-check'
    NODE_PATH=$modules/node_modules exec node "$here/fast_check_peer.cjs" "$@"
}

install_fast_check() {
    mkdir -p "$modules" && cp "$here/package.json" "$here/package-lock.json" "$modules" || exit 3
    npm ci --prefix "$modules" --no-audit --no-fund
}

not_installed() {
    printf '%s\n' "$1"
    exit 77
}

main "$@"
