#!/usr/bin/env bash
# One test of the pages in a real Chromium: web_test.sh NAME runs tests/NAME.test.mjs; web_test.sh --figures [operations] measures;
# web_test.sh --broken [--few] [defect…] plays the gallery of broken pages (broken.mjs); web_test.sh --tour takes the pictures
# that the README shows from the last run of all tests. What it needs from the npm registry is installed once, as
# package-lock.json says, into PARCOURS_WEB (build/web). Ends 1 when a test fails or a broken page is not noticed, 3 when it
# cannot run.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
place=${PARCOURS_WEB:-$here/../../build/web}
export PARCOURS_WEB_MODULES=$place/node_modules PARCOURS_WEB_PICTURES=$place/tour PARCOURS_CHROMIUM=${PARCOURS_CHROMIUM:-/usr/bin/chromium}

fail() {
    printf '%s\n' "$@" >&2
    exit 3
}

install() {
    mkdir -p "$place"
    exec 9>"$place/lock"
    flock 9
    local wanted
    wanted=$(cksum <"$here/package-lock.json")
    [[ ! -f $place/installed || $(<"$place/installed") != "$wanted" ]] || return 0
    cp "$here/package.json" "$here/package-lock.json" "$place/"
    npm ci --prefix "$place" --no-audit --no-fund --ignore-scripts >"$place/npm.log" 2>&1 ||
        fail "npm could not install the driver of Chromium and axe; its words are in $place/npm.log"
    printf '%s' "$wanted" >"$place/installed"
}

take_tour() {
    local name
    mkdir -p "$here/tour"
    rm -f "$here"/tour/*.png
    for name in $(grep -o 'tests/web/tour/[a-zA-Z0-9-]*\.png' "$here/../../README.md" | sed 's|.*/||' | sort -u); do
        cp "$place/tour/$name" "$here/tour/" || fail "no test has made $name: run them first, ./parcours test -R Web"
    done
}

[[ ${1-} != --tour ]] || { take_tour && exit; }
command -v node >/dev/null || fail "node is missing: the tests of the pages need it (Debian: nodejs npm)"
[[ -x $PARCOURS_CHROMIUM ]] || fail "Chromium is missing: the tests of the pages need it (Debian: chromium)"
install
exec 9>&-
[[ ${1-} != --figures ]] || exec node "$here/figures.mjs" "${@:2}"
[[ ${1-} != --broken ]] || exec node "$here/broken_play.mjs" "${@:2}"
exec node --test --test-reporter=spec "$here/tests/$1.test.mjs"
