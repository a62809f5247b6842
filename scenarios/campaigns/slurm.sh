#!/usr/bin/env bash
# A campaign as a Slurm job array, a task a shard, and its merge when every task has ended, well or not.
#
#   SHARDS=64 FOLDER=campaign scenarios/campaigns/slurm.sh explore --seed 7 --runs 10000000
#   TASKS=3,17 SHARDS=64 FOLDER=campaign scenarios/campaigns/slurm.sh explore --seed 7 --runs 10000000
#
# The project and FOLDER must stand under the same paths on every node. Prints the ids of the array and of the merge; what
# the merge says is in FOLDER/merge.log, and the whole campaign in FOLDER/campaign.json and .html. The second line starts
# again what is missing, with the same words. SBATCH_PARTITION, SBATCH_TIMELIMIT… of sbatch apply; so does a quota of
# running tasks in TASKS: 1-64%8.
set -euo pipefail

: "${SHARDS:=64}" "${FOLDER:=campaign}"
step=${PARCOURS_STEP-submit}
root=${PARCOURS_ROOT:-$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../..}  # In a task this file is a copy elsewhere.
root=$(readlink -f "$root")
# shellcheck source=scenarios/campaigns/shards.sh
. "$root/scenarios/campaigns/shards.sh"

# afterany and not afterok: a task that found something has failed for Slurm, and is what the merge is for.
submit() {
    prepare_folder
    FOLDER=$(readlink -f "$FOLDER")
    export SHARDS FOLDER PARCOURS_ROOT=$root
    local array merge
    array=$(PARCOURS_STEP=shard sbatch --parsable --job-name parcours --array "${TASKS:-1-$SHARDS}" \
        --output "$FOLDER/shard-%a.log" "$root/scenarios/campaigns/slurm.sh" "$@")
    merge=$(PARCOURS_STEP=merge sbatch --parsable --job-name parcours-merge --dependency "afterany:${array%%;*}" \
        --output "$FOLDER/merge.log" "$root/scenarios/campaigns/slurm.sh")
    printf 'array %s\nmerge %s\n' "$array" "$merge"
}

# Counted from 1 here, so that a task started again alone needs no guess (auto would refuse to make one).
shard() {
    judge_shard "$SLURM_ARRAY_TASK_ID/$SHARDS" "$FOLDER/shard-$SLURM_ARRAY_TASK_ID.json" "$@"
}

case $step in
    submit) submit "$@" ;;
    shard) shard "$@" ;;
    merge) merge_shards ;;
    *) stop "PARCOURS_STEP should not be set, and is \"$step\"" ;;
esac
