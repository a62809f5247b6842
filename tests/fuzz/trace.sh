#!/bin/sh
# Builds the fuzz target of logs (NDJSON, HAR, lines of a journal) and of their judge, and what it links, with clang 14
# under ASan and UBSan, and runs it. Usage: tests/fuzz/trace.sh [seconds] [build folder]; 60 seconds and build/fuzz-till
# else (what till.sh has built there is not built again). Needs clang-14 and libclang-rt-14-dev.
# Ends 0 when nothing was found; else the input that hurts lies in <build folder>/crash-*.
set -eu
seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${2:-$root/build/fuzz-till}
mkdir -p "$build/corpus-trace"
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-14 \
  -DCMAKE_CXX_FLAGS="-O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all" > /dev/null
ninja -C "$build" trace_fuzz
cd "$build"
for file in "$root"/tests/scenarios/trace/*.ndjson; do { printf 0; cat "$file"; } > "corpus-trace/$(basename "$file")"; done
UBSAN_OPTIONS=print_stacktrace=1 bin/trace_fuzz -max_total_time="$seconds" -max_len=20000 -timeout=20 -rss_limit_mb=2048 \
  -print_final_stats=1 corpus-trace
