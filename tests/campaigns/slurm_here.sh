# shellcheck shell=bash
# A whole Slurm of one node on the loopback, for tests to source: start_slurm FOLDER, then sbatch and squeue as anywhere,
# then stop_slurm. Nothing of the machine's own Slurm or munge is used or changed: configuration, key, sockets, state and
# logs are all in FOLDER, and what was started is ended by its process id. Needs root, and Debian's slurm-wlm and munge.

slurm_processes=()

# Says why there can be no Slurm here, and is false; or is true.
can_run_slurm() {
    local tool
    PATH=$PATH:/usr/sbin
    [[ $(id -u) == 0 ]] || { printf 'Slurm is run as root only here\n' && return 1; }
    for tool in munged slurmctld slurmd sbatch squeue scontrol; do
        command -v "$tool" >/dev/null || { printf '%s is not installed: apt-get install slurm-wlm munge\n' "$tool" && return 1; }
    done
}

# Ends 1, and shows the logs, when the node is not up within 30 seconds.
start_slurm() {
    slurm=$1
    mkdir -p "$slurm/state" "$slurm/spool" && chmod -R go-rwx "$slurm"
    local port=$((20000 + $$ % 5000 * 2))  # Tests that run at once have other ports.
    write_slurm_conf $port $((port + 1)) >"$slurm/slurm.conf"
    export SLURM_CONF=$slurm/slurm.conf
    (umask 077 && head -c 128 /dev/urandom >"$slurm/munge.key")
    start_process munged --foreground --force --num-threads=1 --socket="$slurm/munge.socket" --key-file="$slurm/munge.key" \
        --pid-file="$slurm/munge.pid" --seed-file="$slurm/munge.seed" --log-file="$slurm/munge.log"
    wait_until 10 test -S "$slurm/munge.socket" || slurm_trouble munge
    start_process slurmctld -D -i -f "$slurm/slurm.conf"
    start_process slurmd -D -N here -f "$slurm/slurm.conf"
    wait_until 30 node_is_up || slurm_trouble node
}

write_slurm_conf() {
    cat <<END
ClusterName=here
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$slurm/munge.socket
CredType=cred/munge
SlurmctldPort=$1
SlurmdPort=$2
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.log
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
MailProg=/bin/true
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=100000
SlurmdParameters=config_overrides
NodeName=here NodeHostname=$(hostname) NodeAddr=127.0.0.1 CPUs=8 RealMemory=1024 State=UNKNOWN
PartitionName=all Nodes=here Default=YES MaxTime=10 State=UP
END
}

start_process() {
    "$@" >"$slurm/$1.out" 2>&1 &
    slurm_processes+=($!)
}

node_is_up() { [[ $(scontrol show node here 2>/dev/null) =~ State=(IDLE|MIXED|ALLOCATED) ]]; }

# The job is in no queue any more. A controller that does not answer says nothing of it.
job_is_over() {
    local queue
    queue=$(squeue --noheader --array --jobs "$1" 2>/dev/null) && [[ -z $queue ]]
}

no_job_left() { [[ -z $(timeout 5 squeue --noheader 2>/dev/null) ]]; }

wait_until() {
    local seconds=$1
    shift
    local end=$((SECONDS + seconds))
    until "$@"; do
        ((SECONDS < end)) || return 1
        sleep 0.1
    done
}

slurm_trouble() {
    printf 'Slurm does not start: %s\n' "$1"
    tail -n 20 "$slurm"/*.log "$slurm"/*.out
    exit 1
}

# What still runs in it goes first; then the daemons are asked to end, then made to.
stop_slurm() {
    local process
    ((${#slurm_processes[@]} > 0)) || return 0
    timeout 5 scancel --user "$(id -un)" 2>/dev/null && wait_until 5 no_job_left
    for process in "${slurm_processes[@]}"; do kill "$process" 2>/dev/null; done
    wait_until 10 all_ended || kill -9 "${slurm_processes[@]}" 2>/dev/null
    wait "${slurm_processes[@]}" 2>/dev/null
    slurm_processes=()
}

all_ended() { ! kill -0 "${slurm_processes[@]}" 2>/dev/null; }
