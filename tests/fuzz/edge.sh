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

# What each target is made of.
sources_of() {
  case $1 in
    seal) echo seal/api_seal ;;
    code) echo seal/code core/transaction_number ;;
    picture) of_folder qr ;;
    api)
      of_folder core desk qr
      echo seal/code seal/digest seal/password seal/api_seal seal/random journal/journal http/capture_date http/wire http/app \
        http/message http/session http/guesses http/pos_api http/pos_answers http/pos_body http/pos_caller http/pos_looks \
        http/transaction http/customer_api
      ;;
  esac
}

of_folder() {
  for folder; do
    for file in "$root/reference/$folder"/*.cpp; do echo "$folder/$(basename "$file" .cpp)"; done
  done
}

compile() { # names under the root, without .cpp
  # shellcheck disable=SC2086 # lists of words
  printf '%s\n' $1 | nice xargs -P 2 -I{} sh -c \
    "$compiler $flags $sanitizers -fsanitize=fuzzer-no-link -c $root/{}.cpp -o objects/\$(printf %s {} | tr / _).o"
}

for target in ${targets:-seal code picture api}; do
  names=tests/fuzz/${target}_fuzz
  for name in $(sources_of "$target"); do names="$names reference/$name"; done
  compile "$names"
  objects=
  for name in $names; do objects="$objects objects/$(printf %s "$name" | tr / _).o"; done
  # shellcheck disable=SC2086 # lists of words
  clang++-14 $sanitizers -fsanitize=fuzzer $objects \
    -lsodium -lqrencode -lpng -ljpeg -lZXing -lfmt -o "${target}_fuzz"
  mkdir -p "corpus-$target"
  cp -n "$root"/tests/fuzz/corpus/"$target"/* "corpus-$target/" 2> /dev/null || true
  longest=4096
  [ "$target" != picture ] || longest=65536
  UBSAN_OPTIONS=print_stacktrace=1 "./${target}_fuzz" -max_total_time="$seconds" -max_len=$longest -timeout=20 \
    -rss_limit_mb=2048 -print_final_stats=1 -dict="$root/tests/fuzz/edge.dict" "corpus-$target"
done
