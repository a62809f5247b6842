#!/usr/bin/env bash
# The document under Spectral's OpenAPI rules. Usage: PARCOURS_PROGRAM=... PARCOURS_NPM=folder spectral.sh Test
# Spectral comes from npm's registry into that folder, at the versions of package-lock.json. Ends 77, which is skipped,
# only where npm is not installed or its registry cannot be reached.
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
work=$(mktemp -d)
trap stop EXIT

stop() {
    [[ -z ${server-} ]] || { kill "$server" && wait "$server"; } 2> /dev/null
    rm -r "$work"
}

skip() {
    echo "skipped: $*"
    exit 77
}

# One at a time; nothing to do when the lock file is the one that was installed.
install() {
    command -v npm > /dev/null || skip "npm is not installed"
    mkdir -p "$PARCOURS_NPM"
    exec 9> "$PARCOURS_NPM/lock"
    flock 9
    cmp -s "$here/package-lock.json" "$PARCOURS_NPM/installed" && return
    cp "$here/package.json" "$here/package-lock.json" "$PARCOURS_NPM/"
    if ! (cd "$PARCOURS_NPM" && timeout 500 npm ci --ignore-scripts --no-audit --no-fund) > "$work/npm" 2>&1; then
        grep -Eq 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT' "$work/npm" \
            && skip "npm's registry cannot be reached"
        cat "$work/npm"
        exit 1
    fi
    cp "$here/package-lock.json" "$PARCOURS_NPM/installed"
}

document() {
    "$PARCOURS_PROGRAM" serve --memory --port 0 --clock virtual --cheap-passwords > "$work/greeting" 2>&1 &
    server=$!
    local tries url=
    for ((tries = 0; tries < 600; ++tries)); do
        url=$(sed -n 's/^Parcours reference on //p' "$work/greeting")
        [[ -z $url ]] || break
        kill -0 "$server" 2> /dev/null || break
        sleep 0.1
    done
    [[ -n $url ]] || { cat "$work/greeting" && exit 1; }
    curl -sS --max-time 60 --fail "$url/openapi.json" > "$work/openapi.json" || exit 1
}

lint() { # file: what Spectral says; ends as it does
    "$PARCOURS_NPM/node_modules/.bin/spectral" lint --ruleset "$here/spectral.yaml" --fail-severity hint "$1"
}

plant() { # python's words on `d`
    python3 -c "import json, sys
d = json.load(open(sys.argv[1]))
$1
json.dump(d, open(sys.argv[2], 'w'))" "$work/openapi.json" "$work/planted.json" || exit 1
}

caught() { # rule, python's words
    plant "$2"
    local said
    if said=$(lint "$work/planted.json"); then
        echo "not caught: $1" && exit 1
    fi
    grep -q "$1" <<< "$said" || { echo "caught otherwise than by $1: $said" && exit 1; }
}

# ---- tests -------------------------------------------------------------------------------------------------------

SpectralFindsNothing() {
    lint "$work/openapi.json"
}

SpectralFindsPlantedMistakes() {
    caught operation-operationId-unique "d['paths']['/docs']['get']['operationId'] = 'health'"
    caught operation-tag-defined "d['paths']['/docs']['get']['tags'] = ['Nowhere']"
    caught path-params "d['paths']['/sandbox/wallets/{customer}']['get']['parameters'] = []"
    caught oas3-valid-media-example "d['paths']['/customer/api/requests/{id}/pay']['post']['requestBody']['content']['application/json']['examples']['part']['value'] = {'amount': 30}"
    caught oas3-schema "del d['info']['version']"
    caught oas3-unused-component "d['components']['schemas']['Nobody'] = {'type': 'string'}"
    caught invalid-ref "d['paths']['/healthz']['get']['responses']['200']['content']['application/json']['schema'] = {'\$ref': '#/components/schemas/Gone'}"
}

install
document
"$1"
