#!/usr/bin/env bash
# The service as somebody with a shell meets it: seals made by openssl, calls by curl, against a running `parcours serve`.
# Usage: PARCOURS_PROGRAM=… curl.sh Test. Each test is a function, starts a service of its own and ends it.
set -uo pipefail

fails=0
key=cle-de-demonstration-P001
date=2020-06-24T09:33:00Z
folder=$(mktemp -d)

# ---- the service -------------------------------------------------------------------------------------------------

start() {
    "$PARCOURS_PROGRAM" serve --memory --port 0 --clock virtual --start "24/06/2020 11:33" --seed 7 --cheap-passwords \
        --control-token secret > "$folder/greeting" 2> "$folder/trouble" &
    server=$!
    local tries
    for ((tries = 0; tries < 300; ++tries)); do
        url=$(sed -n 's/^Parcours reference on //p' "$folder/greeting")
        [[ -z $url ]] || break
        kill -0 "$server" 2> /dev/null || break
        sleep 0.1
    done
    api=$url/acquisition/api/public/v1/payment-transactions
    if [[ -z $url ]]; then
        cat "$folder/trouble" >&2
        exit 1
    fi
}

stop() {
    [[ -z ${server-} ]] || { kill "$server" && wait "$server"; } 2> /dev/null
    rm -r "$folder"
}
trap stop EXIT

# ---- calls -------------------------------------------------------------------------------------------------------

seal_of() { # key, text
    printf '%s' "$2" | openssl dgst -sha256 -hmac "$1" -binary | basenc --base64url -w0 | tr -d =
}

# Sets `status` and `body`.
call() {
    body=$(curl -sS --max-time 20 -w '\n%{http_code}' -H 'Content-Type: application/json' "$@")
    status=${body##*$'\n'}
    body=${body%$'\n'*}
}

sealed() { # text to seal, curl's own words
    local text=$1
    shift
    call -H "ANCV-Security: HmacSHA256.1.$(seal_of "$key" "$text")" "$@"
}

own() { # method, path, body, curl's own words
    local hash
    hash=$(printf '%s' "$3" | openssl dgst -sha256 -r | cut -d' ' -f1)
    local text="$1&$2&$date&$hash"
    local words=(-X "$1" -H "Parcours-Seal: HmacSHA256.1.$(seal_of "$key" "$text")" -H "Parcours-Date: $date" "$url$2")
    [[ -z $3 ]] || words+=(--data-binary "$3")
    shift 3
    call "${words[@]}" "$@"
}

order() { # order id, cents, more members
    printf '{"requestDate":"%s","merchant":{"shopId":"10000001","serviceProviderId":"123456"},' "$date"
    printf '"order":{"id":"%s","paymentId":"P1","label":"Essai","amount":{"total":%s,"currency":978}},' "$1" "$2"
    printf '"paymentMethod":{"tspdMode":"001","captureMode":"NORMAL"}%s}' "${3-}"
}

create() { # order id, cents
    sealed "10000001&123456&$1&P1&$2" "$api/" --data-binary "$(order "$1" "$2")"
    id=$(member id)
}

payer() { # who, cents, currency
    sealed "$id&$1&$2" "$api/$id/payer/" \
        -d "{\"requestDate\":\"$date\",\"payer\":{\"beneficiaryId\":\"$1\",\"amount\":{\"total\":$2,\"currency\":${3-978}}}}"
}

cancel() {
    sealed "$id&OTHER" "$api/$id/cancellation/" -d "{\"requestDate\":\"$date\",\"reason\":\"OTHER\"}"
}

phone() { # method, path, body
    call -X "$1" -H "Authorization: Bearer $token" "$url/customer/api$2" ${3:+-d "$3"}
}

log_in() { # identifier
    call "$url/customer/api/sessions" -d "{\"identifier\":\"$1\",\"pin\":\"1234\"}"
    token=$(member token)
}

control() { # path, body
    call -H 'Parcours-Control: secret' "$url/sandbox$1" -d "$2"
}

# ---- judging -----------------------------------------------------------------------------------------------------

# The first text member of this name in the answer.
member() {
    printf '%s' "$body" | grep -oE "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d'"' -f4
}

expect() { # what, expected, found
    [[ $2 == "$3" ]] && return
    printf '%s: expected %s, found %s\n  %s\n' "$1" "$2" "$3" "$body" >&2
    fails=$((fails + 1))
}

expect_state() {
    expect "status" 200 "$status"
    expect "state" "$1" "$(member state)"
}

expect_error() { # status, code, rule
    expect "status" "$1" "$status"
    expect "code" "$2" "$(member errorCode)"
    expect "rule" "${3-}" "$(member rule)"
}

# ---- tests -------------------------------------------------------------------------------------------------------

PublicClientIsServedFromCreateToPaid() {
    create PANIER-1 4000
    expect_state INITIALIZED
    payer 10000003051 4000
    expect_state PROCESSING
    log_in 10000003051
    phone POST "/requests/$id/pay" '{"amount":"30,00"}'
    expect "paid" 200 "$status"
    sealed "$id" "$api/$id/"
    expect_state VALIDATED
    expect "holder" '10*****3051' "$(member holder)"
    expect "granted" '"amount":{"total":3000,"currency":"978"}' "$(printf '%s' "$body" | grep -o '"amount":{"total":3000,"currency":"978"}' | head -n 1)"
    create PANIER-2 4000
    cancel
    expect_state CANCELLED
}

EachErrorCodeIsAnsweredWithItsStatus() {
    create PANIER-1 4000
    call "$api/" -d '{'
    expect_error 400 BAD_REQUEST
    call "$api/" -d "$(order PANIER-1 4000)"
    expect_error 401 INVALID_SEAL ACC-01
    call "$api/" -H "ANCV-Security: HmacSHA256.1.$(seal_of wrong "10000001&123456&PANIER-1&P1&4000")" -d "$(order PANIER-1 4000)"
    expect_error 401 INVALID_SEAL ACC-01
    sealed fiawa31zot "$api/fiawa31zot/"
    expect_error 404 TRANSACTION_NOT_FOUND ACC-05
    payer 99999999999 4000
    expect_error 404 BENEFICIARY_NOT_FOUND FRM-06
    payer 10000003051 4000 840
    expect_error 400 INVALID_TRANSACTION_CURRENCY MON-01
    payer 10000003051 4000
    cancel
    cancel
    expect_error 409 OPERATION_TRANSACTION_NOT_ALLOWED VAL-03
    create PANIER-2 1999
    expect_error 400 INVALID_TRANSACTION_AMOUNT FRM-01
    create PANIER-3 4000
    payer 10000003051 4000
    create PANIER-4 4000
    payer 10000003051 4000
    expect_error 409 OTHER_TRANSACTION_PENDING FRM-11
    control /people '{"do":"disable","point":"P001"}'
    expect "control" 200 "$status"
    create PANIER-5 4000
    expect_error 403 MERCHANT_NOT_ALLOWED ACC-06
}

CodeIsShownPhotographedAndPaid() {
    local path=/acquisition/api/public/v1/payment-transactions text
    text=$(order PANIER-1 4000 ',"encaissement":{"parcours":"A","mode":"qr"}')
    own POST "$path/" "$text" -H "ANCV-Security: HmacSHA256.1.$(seal_of "$key" "10000001&123456&PANIER-1&P1&4000")"
    expect_state INITIALIZED
    id=$(member id)
    own GET "$path/$id/qr.png" "" -o "$folder/qr.png"
    log_in ts-client2@yopmail.com
    call -H "Authorization: Bearer $token" -H 'Content-Type: image/png' --data-binary "@$folder/qr.png" "$url/customer/api/scan/photo"
    expect "scan" 200 "$status"
    expect "scanned" "$id" "$(member number)"
    phone POST "/requests/$id/pay" '{"amountCents":4000}'
    expect "paid" 200 "$status"
    own GET "$path/" ""
    expect "list" 200 "$status"
    expect "listed" "$id" "$(member number)"
}

PrintedCallWorksAsItIs() {
    local printed
    printed=$(sed -n '/^  seal=/,/^  curl/p' "$folder/greeting")
    expect "printed lines" 2 "$(printf '%s\n' "$printed" | wc -l)"
    body=$(bash -c "$printed")
    expect "state" INITIALIZED "$(member state)"
}

start
"$1"
((fails == 0))
