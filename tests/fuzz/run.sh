#!/bin/sh
# Builds the fuzz target of scenario files with clang 14 under ASan and UBSan and runs it.
# Usage: tests/fuzz/run.sh [seconds] [build folder]; 60 seconds and build/fuzz else.
# Needs clang-14 and libclang-rt-14-dev.
# Ends 0 when nothing was found; else the input that hurts lies in <build folder>/crash-*.
set -eu
seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${2:-$root/build/fuzz}
mkdir -p "$build/corpus" "$build/objects"
cd "$build"

{ printf '#include "scenarios/language/embedded.h"\nnamespace parcours::embedded {\nconst std::string_view kProfilesText = R"embedded('
  cat "$root/scenarios/profiles.yaml"
  printf ')embedded";\n}\n'; } > embedded.cpp

compiler=$(command -v clang++-14)
if command -v ccache > /dev/null; then compiler="ccache $compiler"; fi
flags="-std=c++20 -g -O1 -UNDEBUG -I$root -fno-omit-frame-pointer"
sanitizers="-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all"
sources="embedded.cpp $root/tests/fuzz/scenario_fuzz.cpp $root/reference/desk/world.cpp
  $root/reports/text.cpp $root/reports/record.cpp $root/reports/verdict.cpp
  $root/reference/core/time.cpp $root/reference/core/policy.cpp $root/reference/core/requirement.cpp"
for name in grammar grammar_fields grammar_steps model problem parse_bytes parse_tree parse_values parse_types \
  parse_fields parse_settings parse_case parse_check parse profiles lint format_comments format \
  explain explain_fill explain_phrases explain_sentences; do
  sources="$sources $root/scenarios/language/$name.cpp"
done
# shellcheck disable=SC2086 # lists of words
printf '%s\n' $sources | xargs -P 2 -I{} sh -c \
  "$compiler $flags $sanitizers -c {} -o objects/\$(printf %s {} | tr / _).o"
# shellcheck disable=SC2086
${compiler#ccache } $sanitizers objects/*.o -lyaml-cpp -lfmt -o scenario_fuzz

find "$root/scenarios" "$root/tests/scenarios/language/golden" -name '*.yaml' -exec cp {} corpus/ \;
UBSAN_OPTIONS=print_stacktrace=1 ./scenario_fuzz -max_total_time="$seconds" -max_len=20000 -timeout=10 \
  -rss_limit_mb=2048 -dict="$root/tests/fuzz/scenario.dict" -print_final_stats=1 corpus
