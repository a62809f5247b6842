#!/usr/bin/env bash
# Tests of the job files in scenarios/campaigns, with the engines themselves: tests/campaigns/campaigns_test.sh NAME; each
# function in PascalCase is a test. PARCOURS_PROGRAM is the built program. Ends 77, which ctest shows as skipped, and says
# why, where an engine cannot be run.
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
campaigns=$(readlink -f "$here/../../scenarios/campaigns")
parcours=$PARCOURS_PROGRAM
scratch=$(mktemp -d)
# shellcheck source=tests/campaigns/slurm_here.sh
. "$here/slurm_here.sh"
trap 'stop_slurm; rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
export SHARDS=6 FOLDER=$scratch/campaign
campaign=(run guide --quiet)                                       # Small, and all is well.
broken_campaign=(run guide --quiet --defect tim-05-late-validation-accepted)  # Some shards find something, some do not.

# ---- GNU parallel ----------------------------------------------------------------------------------------------

GnuParallelMergesIntoTheBytesOfOneRun() {
    need parallel parallel
    "$campaigns/parallel.sh" "${campaign[@]}" >out 2>err
    expect_code $? 0
    expect_whole_of "${campaign[@]}"
    (($(wc -l <"$FOLDER/jobs.log") == SHARDS + 1)) || complain 'not every shard was a job of parallel'
}

GnuParallelEndsOneWhenAShardFoundSomething() {
    need parallel parallel
    with_program log
    "$campaigns/parallel.sh" "${broken_campaign[@]}" >out 2>err
    expect_code $? 1
    expect_whole_of "${broken_campaign[@]}"
    (($(grep -c ' --shard ' calls) == SHARDS)) || complain 'what was found was judged again'
}

GnuParallelTriesAgainWhatCouldNotBeJudged() {
    need parallel parallel
    with_program 'log && first_time 2 && exit 3'
    "$campaigns/parallel.sh" "${campaign[@]}" >out 2>err
    expect_code $? 0
    expect_whole_of "${campaign[@]}"
    (($(grep -c ' --shard ' calls) == SHARDS + 1)) || complain "$(<calls)"
}

GnuParallelSaysWhichShardIsMissingAndGoesOnWithIt() {
    need parallel parallel
    with_program 'log && [[ ${PARALLEL_SEQ-} == 2 ]] && exit 3'
    "$campaigns/parallel.sh" "${campaign[@]}" >out 2>err
    expect_code $? 4
    grep -q '1 shard of 6 missing: 2' err || complain "$(<err)"
    with_program log
    RESUME=1 "$campaigns/parallel.sh" "${campaign[@]}" >out 2>err
    expect_code $? 0
    expect_whole_of "${campaign[@]}"
    (($(grep -c ' --shard ' calls) == 1)) || complain "judged again: $(<calls)"
}

# ssh is stood in for by a login with an empty environment, elsewhere: what a job needs must travel with it.
GnuParallelTakesShardsToOtherMachines() {
    need parallel parallel
    cat >login <<END
#!/usr/bin/env bash
printf '%s\n' "\$1" >>'$scratch/hosts'
cd / && shift && [[ \$1 != -- ]] || shift
exec env -i HOME="\$HOME" SHELL=/bin/bash PATH="\$PATH" bash -c "\$*"
END
    chmod +x login
    sed 's/^id: .*/id: of-my-own/' "$campaigns/../guide/walk-c-lowered.yaml" >mine.yaml
    PARALLEL="--sshlogin '2/$scratch/login one','2/$scratch/login two' --workdir ." \
        "$campaigns/parallel.sh" run mine.yaml guide --quiet >out 2>err
    expect_code $? 0
    expect_whole_of run mine.yaml guide
    [[ $(sort -u hosts | xargs) == 'one two' ]] || complain "hosts: $(<hosts)"
}

AFolderThatHoldsAnotherCampaignIsRefused() {
    need parallel parallel
    mkdir "$FOLDER" && touch "$FOLDER/shard-1.json"
    "$campaigns/parallel.sh" "${campaign[@]}" >out 2>err
    expect_code $? 2
    grep -q 'holds shards already' err || complain "$(<err)"
}

# ---- Slurm -----------------------------------------------------------------------------------------------------

SlurmArrayMergesIntoTheBytesOfOneRun() {
    need_slurm
    slurm_campaign "${campaign[@]}"
    expect_end 0
    expect_whole_of "${campaign[@]}"
}

SlurmMergesWhatFoundSomethingToo() {
    need_slurm
    slurm_campaign "${broken_campaign[@]}"
    expect_end 1
    scontrol --oneliner show job "$array" >tasks
    grep -q 'JobState=FAILED.* ExitCode=1:0' tasks || complain "no task failed for Slurm: $(<tasks)"
    expect_whole_of "${broken_campaign[@]}"
}

SlurmStartsAgainWhatIsMissing() {
    need_slurm
    with_program '[[ ${SLURM_ARRAY_TASK_ID-} =~ ^[25]$ ]] && exit 3'
    slurm_campaign "${campaign[@]}"
    grep -q '2 shards of 6 missing: 2, 5' "$FOLDER/merge.log" || complain "$(<"$FOLDER/merge.log")"
    with_program log
    TASKS=2,5 slurm_campaign "${campaign[@]}"
    expect_whole_of "${campaign[@]}"
    (($(grep -c ' --shard ' calls) == 2)) || complain "judged again: $(<calls)"
}

SlurmSaysWhichShardToAuto() {
    need_slurm
    local first array task
    for first in 0 1; do
        array=$(sbatch --parsable --array "$first-$((first + 2))" --output "$scratch/$first-%a.log" \
            --wrap "'$parcours' run guide --shard auto --report json=$scratch/from-$first-\$SLURM_ARRAY_TASK_ID.json")
        wait_until 120 job_is_over "$array" || complain 'the array does not end'
        for task in 0 1 2; do
            grep -q "of shard $((task + 1))/3 (as SLURM_ARRAY_TASK_ID says)" "$scratch/$first-$((first + task)).log" ||
                complain "$(head -n 3 "$scratch/$first-$((first + task)).log")"
        done
        "$parcours" report merge "$scratch/from-$first"-*.json --report "json=$scratch/from-$first.json" || complain 'no merge'
    done
    cmp from-0.json from-1.json || complain 'not the same campaign'
}

RanksOfSlurmTellAutoWhichShardTheyAre() {
    need_slurm
    srun --mpi=pmi2 --ntasks 3 --output "$scratch/rank-%t.log" \
        bash -c "exec '$parcours' run guide --shard auto --report json=$scratch/rank-\$PMI_RANK.json" || complain 'srun failed'
    grep -q 'of shard 3/3 (as PMI_RANK says)' rank-2.log || complain "$(head -n 3 rank-2.log)"
    "$parcours" report merge rank-?.json --report "json=$scratch/merged.json" || complain 'no merge'
    "$parcours" run guide --report json=whole.json >/dev/null && cmp whole.json merged.json || complain 'other bytes'
}

need_slurm() {
    can_run_slurm >why || skip "$(<why)"
    start_slurm "$scratch/slurm"
}

expect_end() { [[ $(tail -n 1 "$FOLDER/merge.log") == "campaign ended $1" ]] || complain "$(<"$FOLDER/merge.log")"; }

# Leaves the id of the array in $array.
slurm_campaign() {
    "$campaigns/slurm.sh" "$@" >ids || complain "slurm.sh ended $?"
    array=$(sed -n 's/^array //p' ids)
    wait_until 120 job_is_over "$(sed -n 's/^merge //p' ids)" || complain "the merge does not end: $(squeue)"
}

# ---- Kubernetes ------------------------------------------------------------------------------------------------

KubernetesFileHasThePublishedShapeAndTriesAgainOnlyWhatCouldNotBeJudged() {
    need_schema_checker
    check "$campaigns/kubernetes.yml" || complain "$(<said)"
}

# Without a cluster: the file's own words, for each index as Kubernetes would start them, and then those of its merge, on
# a smaller campaign.
KubernetesWordsMergeIntoTheBytesOfOneRun() {
    need_schema_checker
    mkdir volume
    sed -e 's/- explore .*/- run\n            - guide/' -e '/--runs=/d' -e '/# here/s/64/6/' -e "s|/campaign/|$scratch/volume/|g" \
        -e "s|/opt/parcours/build/release/bin/parcours|$parcours|" "$campaigns/kubernetes.yml" >here.yml
    "$python" "$here/start_jobs.py" here.yml >out 2>err || complain "ended $?: $(tail -n 5 err)"
    "$parcours" run guide --seed 7 --report json=whole.json >/dev/null
    cmp whole.json volume/campaign.json || complain 'the campaign is not the run that was never split'
}

KubernetesCheckCatchesPlantedMistakes() {
    need_schema_checker
    planted 's/backoffLimitPerIndex: 2/backofLimitPerIndex: 2/' 'Additional properties are not allowed'
    planted 's/completionMode: Indexed/completionMode: Indexes/' "'Indexes' is not one of"
    planted 's/completions: 64/completions: many/' "'many' is not of type 'integer'"
    planted 's/      - action: FailJob/      - acton: FailJob/' "'acton' was unexpected"
    planted 's/restartPolicy: Never/restartPolicy: OnFailure/' 'need restartPolicy: Never'
    planted 's/values: \[1, 4\]/values: [4]/' 'exit code 1 is an answer, and would be tried again'
    planted 's/values: \[1, 4\]/values: [1, 3, 4]/' 'exit code 3 may be tried again, and would not be'
    planted 's/containerName: shard/containerName: shards/' 'a rule is about container shards'
    planted 's/completions: 64/completions: 65/' 'no container is asked for --shard=auto/65'
    planted 's/completionMode: Indexed/completionMode: NonIndexed/' 'there is no Indexed job'
}

check() { PYTHONDONTWRITEBYTECODE=1 "$python" "$here/check_jobs.py" "$1" >said 2>&1; }

planted() {
    sed "$1" "$campaigns/kubernetes.yml" >mistaken.yaml
    ! cmp -s mistaken.yaml "$campaigns/kubernetes.yml" || complain "nothing was planted by $1"
    ! check mistaken.yaml || complain "not caught: $1"
    grep -qF -- "$2" said || complain "$1 should be answered with: $2; found: $(<said)"
}

need_schema_checker() {
    for python in /usr/bin/python3 python3; do
        ! "$python" -c 'import jsonschema, yaml' 2>/dev/null || return 0
    done
    skip 'python has no jsonschema and yaml: apt-get install python3-jsonschema python3-yaml'
}

# ---- help ------------------------------------------------------------------------------------------------------

need() { command -v "$1" >/dev/null || skip "$1 is not installed: apt-get install $2"; }

# A program that does as the line says, and then as parcours does.
with_program() {
    : >calls
    cat >program <<END
#!/usr/bin/env bash
words="\$*"
log() { printf ' %s\n' "\$words" >>"$scratch/calls"; }
first_time() { [[ \$words == *"shard-\$1.json"* ]] && mkdir "$scratch/once-\$1" 2>/dev/null; }
$1
exec '$parcours' "\$@"
END
    chmod +x program
    export PARCOURS_PROGRAM=$scratch/program
}

expect_whole_of() {
    "$parcours" "$@" --report "json=$scratch/whole.json" >/dev/null
    cmp "$scratch/whole.json" "$FOLDER/campaign.json" || complain 'the campaign is not the run that was never split'
    [[ -s $FOLDER/campaign.html ]] || complain 'no page'
}

expect_code() { (($1 == $2)) || complain "ended $1, expected $2: $(tail -n 5 out err)"; }

skip() {
    printf 'skipped: %s\n' "$1"
    exit 77
}

complain() {
    printf 'failed: %s\n' "$1"
    exit 1
}

"$1"
