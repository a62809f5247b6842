#!/bin/sh
# Builds the fuzz target of requests with clang 14 under ASan and UBSan and runs it.
# Usage: tests/fuzz/message.sh [seconds] [build folder]; 60 seconds and build/fuzz-message else.
# Needs clang-14 and libclang-rt-14-dev.
# Ends 0 when nothing was found; else the input that hurts lies in <build folder>/crash-*.
set -eu
seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${2:-$root/build/fuzz-message}
mkdir -p "$build/corpus"
cd "$build"

sanitizers="-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all"
# shellcheck disable=SC2086 # a list of words
clang++-14 -std=c++20 -g -O1 -UNDEBUG -I"$root" -fno-omit-frame-pointer $sanitizers -o message_fuzz \
  "$root/tests/fuzz/message_fuzz.cpp" "$root/reference/http/message.cpp" "$root/reference/http/request_reader.cpp" \
  "$root/reference/http/url.cpp"

printf '0GET /a%%20b/?a=1&id=x HTTP/1.1\r\nHost: h\r\nCookie: a=1; b=2\r\n\r\n' > corpus/get
printf '9POST /up/ HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc' > corpus/post
printf '9POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n' > corpus/chunked
printf 'https://till.example:8443/back?x=1#part' > corpus/url
printf '/acquisition/api/public/v1/payment-transactions/fiawa31zot/payer/?a=%%41+b&&id' > corpus/path
UBSAN_OPTIONS=print_stacktrace=1 ./message_fuzz -max_total_time="$seconds" -max_len=2000 -timeout=10 \
  -rss_limit_mb=2048 -dict="$root/tests/fuzz/message.dict" -print_final_stats=1 corpus
