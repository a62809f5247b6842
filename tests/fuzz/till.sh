#!/bin/sh
# Builds the fuzz target of a certification's readers (adapter protocol, stories, certificates) and what it links with
# clang 14 under ASan and UBSan, and runs it. Usage: tests/fuzz/till.sh [seconds] [build folder]; 60 seconds and
# build/fuzz-till else. Needs clang-14 and libclang-rt-14-dev.
# Ends 0 when nothing was found; else the input that hurts lies in <build folder>/crash-*.
set -eu
seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${2:-$root/build/fuzz-till}
mkdir -p "$build/corpus"
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-14 \
  -DCMAKE_CXX_FLAGS="-O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all" > /dev/null
ninja -C "$build" till_fuzz
cd "$build"
golden=$root/tests/scenarios/certify/golden
for file in "$golden"/*.json; do { printf 3; cat "$file"; } > "corpus/$(basename "$file")"; done
number=0
sed -n 's/^    [<>] //p' "$root/scenarios/certify/adapter.md" | while read -r line; do
  number=$((number + 1))
  printf '0%s' "$line" > "corpus/answer$number"
  printf '1%s' "$line" > "corpus/message$number"
done
printf '2{"format":"parcours-story/1","start":"2020-06-24T09:00:00.000Z","policies":{},"steps":[]}' > corpus/story
UBSAN_OPTIONS=print_stacktrace=1 bin/till_fuzz -max_total_time="$seconds" -max_len=20000 -timeout=10 -rss_limit_mb=2048 \
  -print_final_stats=1 corpus
