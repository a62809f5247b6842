# shellcheck shell=bash
# What the job files share; they source it. A campaign is cut in SHARDS parts, each leaves FOLDER/shard-I.json.
# PARCOURS_PROGRAM is the program, when it is not the one of this project's build.

program=${PARCOURS_PROGRAM:-$root/build/release/bin/parcours}

# Refuses to mix two campaigns in one folder; a folder of the same one, to go on with, is said with TASKS or RESUME.
prepare_folder() {
    [[ $SHARDS =~ ^[1-9][0-9]*$ ]] || stop "SHARDS should be how many parts there are, and is \"$SHARDS\""
    mkdir -p "$FOLDER"
    if [[ -z ${TASKS-}${RESUME-} ]] && compgen -G "$FOLDER/shard-*.json" >/dev/null; then
        stop "$FOLDER holds shards already: name another FOLDER, or go on with those that are missing"
    fi
    [[ -x $program ]] || "$root/parcours" version >/dev/null
}

# judge_shard I/N|auto/N FILE words... : what the words ask, of one part. Ends as the program does. Only what could not be
# judged (3) is worth another try: what was found (1) would be found again.
judge_shard() {
    local shard=$1 file=$2 try code=3
    shift 2
    for ((try = 1; try <= 3 && code == 3; ++try)); do
        code=0
        "$program" "$@" --shard "$shard" --report "json=$file" || code=$?
    done
    return "$code"
}

# Ends as the whole campaign does: 1 when something was found in any part, 4 when a part is missing.
merge_shards() {
    local code=0
    compgen -G "$FOLDER/shard-*.json" >/dev/null || stop "no shard left a record in $FOLDER" 4
    "$program" report merge "$FOLDER"/shard-*.json \
        --report "console,json=$FOLDER/campaign.json,html=$FOLDER/campaign.html" || code=$?
    printf 'campaign ended %d\n' "$code"
    return "$code"
}

stop() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit "${2-2}"
}
