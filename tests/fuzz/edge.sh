#!/bin/sh
# Builds the fuzz targets of what strangers send (bodies, seals, codes, photographs) with clang 14 under ASan and UBSan and
# runs each. Usage: tests/fuzz/edge.sh [seconds each] [build folder] [target...]; 60 seconds, build/fuzz-edge and all else.
# Needs clang-14 and libclang-rt-14-dev. Ends 0 when nothing was found; else the input that hurts lies in
# <build folder>/crash-*.
set -eu
seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${2:-$root/build/fuzz-edge}
[ $# -le 2 ] || { shift 2; targets=$*; }
mkdir -p "$build/objects"
cd "$build"

compiler=clang++-14
if command -v ccache > /dev/null; then compiler="ccache $compiler"; fi
flags="-std=c++20 -g -O1 -UNDEBUG -DZX_USE_UTF8 -I$root -fno-omit-frame-pointer"
sanitizers="-fsanitize=address,undefined -fno-sanitize-recover=all"
sources=$(ls "$root"/reference/core/*.cpp "$root"/reference/desk/*.cpp "$root"/reference/qr/*.cpp)
for name in seal/code seal/digest seal/password seal/api_seal seal/random journal/journal http/capture_date http/wire \
  http/app http/message http/session http/guesses http/pos_api http/pos_answers http/pos_body http/pos_caller \
  http/pos_looks http/transaction http/customer_api; do
  sources="$sources $root/reference/$name.cpp"
done
compile() {
  # shellcheck disable=SC2086 # lists of words
  printf '%s\n' $2 | nice xargs -P 2 -I{} sh -c \
    "$compiler $flags $sanitizers $1 -c {} -o objects/\$(printf %s {} | sed 's|$root/||' | tr / _).o"
}
# shellcheck disable=SC2086
compile -fsanitize=fuzzer-no-link "$sources"
rm -f edge.a
ar rcs edge.a objects/reference_*.o

for target in ${targets:-seal code picture api}; do
  compile -fsanitize=fuzzer-no-link "$root/tests/fuzz/${target}_fuzz.cpp"
  clang++-14 $sanitizers -fsanitize=fuzzer "objects/tests_fuzz_${target}_fuzz.cpp.o" edge.a \
    -lsodium -lqrencode -lpng -ljpeg -lZXing -lfmt -o "${target}_fuzz"
  mkdir -p "corpus-$target"
  cp -n "$root"/tests/fuzz/corpus/"$target"/* "corpus-$target/" 2> /dev/null || true
  longest=4096
  [ "$target" != picture ] || longest=65536
  UBSAN_OPTIONS=print_stacktrace=1 "./${target}_fuzz" -max_total_time="$seconds" -max_len=$longest -timeout=20 \
    -rss_limit_mb=2048 -print_final_stats=1 -dict="$root/tests/fuzz/edge.dict" "corpus-$target"
done
