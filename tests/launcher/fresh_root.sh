#!/usr/bin/env bash
# Proves that a bare Debian 12 needs nothing but the launcher: builds a minimal root, puts a clone inside, and runs
# the launcher there with nothing else typed. Needs root, debootstrap and git on the machine that runs it.
#
#   tests/launcher/fresh_root.sh FOLDER [word...]     FOLDER: where the root goes, outside the project; kept for reading
#
# With words, runs `./parcours word...` only; without, `./parcours run` and then `./parcours test`.
# Everything is mounted in a mount namespace of its own, so that nothing stays mounted when this ends, however it ends.
set -euo pipefail

project=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
inside=/opt/parcours

main() {
    [[ $# -ge 1 ]] || { sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
    local folder
    folder=$(realpath -m "$1")
    shift
    check_request "$folder"
    make_root "$folder"
    copy_machine_settings "$folder"
    copy_clone "$folder"
    if (($# > 0)); then
        launch "$folder" "$@"
    else
        launch "$folder" run
        launch "$folder" test
        launch "$folder" run
    fi
}

check_request() {
    local folder=$1
    [[ $EUID -eq 0 ]] || refuse "this needs root: chroot and debootstrap do"
    command -v debootstrap >/dev/null || refuse "debootstrap is missing: apt-get install debootstrap"
    case $folder/ in
        / | "$project"/*) refuse "the root goes outside the project, not to $folder" ;;
    esac
    [[ ! -e $folder || -f $folder/.parcours-root || -z $(ls -A "$folder") ]] ||
        refuse "$folder has something else in it; name an empty folder"
}

# A root already made by this script is used again, so that a broken first launch can be looked at and repeated.
make_root() {
    local folder=$1
    [[ ! -f $folder/.parcours-root ]] || return 0
    printf 'Root: debootstrap into %s\n' "$folder"
    mkdir -p "$folder"
    unshare --mount debootstrap --variant=minbase bookworm "$folder" "$(machine_mirror)" >"$folder.log" 2>&1 ||
        refuse "debootstrap failed, see $folder.log: $(tail -n 1 "$folder.log")"
    touch "$folder/.parcours-root"
}

# The first mirror this machine's own apt takes bookworm from.
# shellcheck disable=SC2016  # apt reads $(...) itself
machine_mirror() {
    apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
        awk '$1 == "bookworm" { print $2; found = 1; exit } END { exit !found }' ||
        refuse "this machine's apt has no bookworm source to build from"
}

# What lets apt reach its mirror from inside: sources, keys, proxy and certificates, name resolution.
copy_machine_settings() {
    local folder=$1 from
    rm -f "$folder/etc/apt/sources.list"
    for from in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/keyrings /etc/apt/trusted.gpg.d \
        /etc/apt/auth.conf /etc/apt/auth.conf.d /usr/local/share/ca-certificates \
        /etc/ssl/certs/ca-certificates.crt /etc/resolv.conf /etc/hosts; do
        [[ -e $from ]] || continue
        mkdir -p "$folder$(dirname "$from")"
        cp -rL "$from" "$folder$(dirname "$from")/"
    done
    apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries|Languages)' >"$folder/etc/apt/apt.conf.d/90machine"
}

# Only what is committed: a launch that works because of a stray file proves nothing.
copy_clone() {
    local folder=$1
    [[ ! -d $folder$inside ]] || git -C "$folder$inside" -c safe.directory='*' pull --quiet --ff-only "$project" HEAD
    [[ -d $folder$inside ]] || git -c safe.directory='*' clone --quiet --no-hardlinks "$project" "$folder$inside"
    printf 'Root: clone of %s in %s\n' "$(git -C "$folder$inside" rev-parse --short HEAD)" "$inside"
}

# /proc and /dev/pts are what every machine and container has and debootstrap leaves out.
launch() {
    local folder=$1 start=$SECONDS code=0
    shift
    printf '\n== ./parcours %s\n' "$*"
    unshare --mount --pid --fork --mount-proc="$folder/proc" \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 ${http_proxy:+http_proxy="$http_proxy"} \
        ${https_proxy:+https_proxy="$https_proxy"} chroot "$folder" \
        sh -c "mount -t devpts devpts /dev/pts -o newinstance,ptmxmode=0666 && ln -sf pts/ptmx /dev/ptmx &&
               cd $inside && exec ./parcours \"\$@\"" sh "$@" </dev/null || code=$?
    printf '== ./parcours %s ended %d after %d s\n' "$*" "$code" $((SECONDS - start))
    return "$code"
}

refuse() {
    printf 'fresh_root: %s\n' "$1" >&2
    exit 2
}

main "$@"
