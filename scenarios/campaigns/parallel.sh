#!/usr/bin/env bash
# A campaign under GNU parallel, a job a shard, and its merge; here, or on every machine that ssh reaches.
#
#   SHARDS=64 FOLDER=campaign scenarios/campaigns/parallel.sh explore --seed 7 --runs 10000000
#   PARALLEL="--sshlogin one,two" SHARDS=64 FOLDER=/shared/campaign scenarios/campaigns/parallel.sh explore …
#   RESUME=1 SHARDS=64 FOLDER=campaign scenarios/campaigns/parallel.sh explore --seed 7 --runs 10000000
#
# PARALLEL holds further options of parallel, such as --jobs 8. With --sshlogin the project and FOLDER must stand under the
# same paths on every machine. The last line goes on after a stop: shards that left a record are not judged again. Ends as
# the whole campaign does.
set -euo pipefail

: "${SHARDS:=64}" "${FOLDER:=campaign}"
self=$(readlink -f "${BASH_SOURCE[0]}")
root=$(readlink -f "$(dirname "$self")/../..")
# shellcheck source=scenarios/campaigns/shards.sh
. "$root/scenarios/campaigns/shards.sh"

# parallel's own end counts the jobs that did not end 0; the merge says what that means.
all_shards() {
    prepare_folder
    FOLDER=$(readlink -f "$FOLDER")
    local settings=("FOLDER=$FOLDER" "SHARDS=$SHARDS" "RESUME=${RESUME-}" "PARCOURS_PROGRAM=$program" PARCOURS_STEP=shard)
    seq "$SHARDS" | parallel --will-cite --quote --joblog "$FOLDER/jobs.log" \
        env "${settings[@]}" "$self" "$@" >"$FOLDER/shards.log" 2>&1 || true
    merge_shards
}

# parallel puts the number of the job last, and says it in PARALLEL_SEQ, where --shard auto finds it.
shard() {
    local file=$FOLDER/shard-$PARALLEL_SEQ.json
    [[ -n $RESUME && -s $file ]] || judge_shard "auto/$SHARDS" "$file" "${@:1:$#-1}"
}

if [[ ${PARCOURS_STEP-} == shard ]]; then shard "$@"; else all_shards "$@"; fi
