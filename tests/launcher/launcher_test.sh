#!/usr/bin/env bash
# Tests of the launcher, on a copy of it in a folder of its own: a project that builds in no time, and stand-ins for
# dpkg-query, apt-get, sudo and id that do what files in $fake say. Real cmake, ninja and ctest.
#
#   tests/launcher/launcher_test.sh [name...]      all of them without a name; each function in PascalCase is a test
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
project=$scratch/project
fake=$scratch/fake
code=0

main() {
    local name failed=0
    (($# > 0)) || mapfile -t names < <(compgen -A function | grep '^[A-Z]')
    (($# == 0)) || names=("$@")
    for name in "${names[@]}"; do
        rm -rf "$project" "$fake"
        make_project
        make_stand_ins
        if ("$name"); then printf 'passed %s\n' "$name"; else printf 'FAILED %s\n' "$name" && failed=1; fi
    done
    return "$failed"
}

# ---- running ---------------------------------------------------------------------------------------------------

WordsAndFolderOfTheCallerReachTheProgram() {
    cd "$scratch" || return 1
    launch run "two words" --flag
    expect_code 0
    expect_out "in $scratch: run|two words|--flag|"
}

ALinkFromAnotherFolderFindsTheProject() {
    mkdir "$scratch/elsewhere" && ln -s "$project/parcours" "$scratch/elsewhere/p"
    (cd / && "$scratch/elsewhere/p" list >"$scratch/out" 2>"$scratch/err")
    expect_out "in /: list|"
}

TheProgramsEndIsTheLaunchersEnd() {
    launch end 4
    expect_code 4
}

StandardInputReachesTheProgram() {
    (echo 'from a pipe' | "$project/parcours" read >"$scratch/out" 2>"$scratch/err")
    expect_out 'from a pipe'
}

NothingToDoIsSilentAndTakesLessThanASecond() {
    launch run
    local start=${EPOCHREALTIME/[.,]/}
    launch run
    local took=$((${EPOCHREALTIME/[.,]/} - start))
    expect_silence
    ((took < 1000000)) || complain "took $took microseconds"
}

BuildRunsNothing() {
    launch build
    expect_code 0
    expect_no_out
    [[ -x $project/build/release/bin/parcours ]] || complain 'nothing built'
}

BuildRefusesAnotherWord() {
    launch build everything
    expect_code 2
    expect_err everything
}

BenchBuildsTheBenchmarksToo() {
    launch bench
    expect_code 0
    [[ -x $project/build/release/bin/parcours_bench ]] || complain 'no benchmark built'
}

TestsRunWithTheWordsOfCtest() {
    launch test -R Passing
    expect_code 0
    expect_out '100% tests passed'
    launch test
    expect_code 1
    expect_out 'why it fails'
}

SanitizedTestsHaveABuildOfTheirOwn() {
    launch test --sanitize -R Passing
    expect_code 0
    [[ -f $project/build/sanitize/build.ninja && ! -e $project/build/release ]] || complain 'wrong folder'
    launch test --sanitize=thread -R Passing
    expect_code 0
    [[ -f $project/build/sanitize-thread/build.ninja && ! -e $project/build/release ]] || complain 'wrong folder'
}

AnUnknownSanitizerIsRefused() {
    local word
    for word in build test; do
        launch "$word" --sanitize=memory
        expect_code 2
        expect_err "--sanitize=memory"
    done
}

NoTestRunEndsFour() {
    launch test -R ThereIsNone
    expect_code 4
    expect_err 'no test matches: -R ThereIsNone'
}

# ---- set-up ----------------------------------------------------------------------------------------------------

OnlyWhatIsMissingIsInstalledAndNothingIsAsked() {
    printf 'mold\nlibfmt-dev\n' >"$fake/missing"
    launch run
    expect_code 0
    expect_err 'Set-up: installing 2 packages'
    grep -q 'install --no-install-recommends --no-remove mold libfmt-dev$' "$fake/apt.log" || complain "$(<"$fake/apt.log")"
    [[ $(wc -l <"$fake/apt.log") == 1 ]] || complain 'apt asked more than once'
}

AptListsAreUpdatedOnlyWhenInstallingFails() {
    printf 'mold\n' >"$fake/missing"
    printf 'E: Unable to locate package mold\n' >"$fake/apt-fails"
    touch "$fake/update-heals"
    launch run
    expect_code 0
    expect_err "Set-up: bringing apt's lists up to date"
    [[ $(wc -l <"$fake/apt.log") == 3 ]] || complain "$(<"$fake/apt.log")"
}

NoNetworkSaysSoAndHowToGoOn() {
    printf 'mold\n' >"$fake/missing"
    printf 'Err:1 Temporary failure resolving\nE: Failed to fetch\n' >"$fake/apt-fails"
    launch run
    expect_code 3
    expect_err 'no network'
    expect_err 'PARCOURS_SKIP_SETUP=1: mold'
}

AFullDiskIsNamedAsSuch() {
    printf 'mold\n' >"$fake/missing"
    printf 'E: write error: No space left on device\n' >"$fake/apt-fails"
    launch run
    expect_code 3
    expect_err 'the disk is full'
}

APackageInTheWayIsNamed() {
    printf 'libboost1.81-dev\n' >"$fake/missing"
    printf '%s\n' 'The following packages will be REMOVED:' '  libboost1.74-dev' \
        'E: Packages need to be removed but remove is disabled.' >"$fake/apt-fails"
    launch run
    expect_code 3
    expect_err 'a package here must leave first: libboost1.74-dev'
}

WithoutRootSudoInstalls() {
    printf 'mold\n' >"$fake/missing"
    echo 1000 >"$fake/user"
    launch run
    expect_code 0
    grep -q '^sudo -n env .* apt-get .*install' "$fake/sudo.log" || complain 'sudo was not asked'
}

WithoutRootNorSudoThePersonIsToldWhatToType() {
    printf 'mold\n' >"$fake/missing"
    echo 1000 >"$fake/user"
    touch "$fake/sudo-fails"
    launch run
    expect_code 3
    expect_err 'sudo apt-get install --no-install-recommends mold'
}

AnotherDistributionIsToldWhatToInstallByHand() {
    printf 'mold\n' >"$fake/missing"
    printf 'ID=fedora\nVERSION_ID=40\nPRETTY_NAME="Fedora Linux 40"\n' >"$fake/os-release"
    launch run
    expect_code 3
    expect_err 'Debian 12 only, and this is Fedora Linux 40'
    expect_err 'by hand: mold'
    PARCOURS_SKIP_SETUP=1 launch run
    expect_code 0
}

WhatOnlyTestsNeedIsInstalledForThemOnly() {
    printf 'slurm-wlm\n' >"$fake/missing"
    launch run
    expect_silence_of_setup
    launch test -R Passing
    expect_code 0
    expect_err 'Set-up: installing 1 packages'
    grep -q ' slurm-wlm$' "$fake/apt.log" || complain "$(<"$fake/apt.log")"
    launch test -R Passing
    launch run
    [[ $(wc -l <"$fake/apt.log") == 1 ]] || complain 'apt asked again'
}

# Debian's npm conflicts with a Node.js that came from elsewhere.
NpmIsInstalledOnlyWhereThereIsNone() {
    stand_in npm true
    printf 'npm\n' >"$fake/missing"
    launch test -R Passing
    expect_silence_of_setup
    rm "$fake/bin/npm"
    mkdir "$fake/usr" && ln -s /usr/bin/* "$fake/usr/" && rm -f "$fake/usr/npm"
    PATH=$fake/bin:$fake/usr launch test -R Passing
    grep -q ' npm$' "$fake/apt.log" || complain "$(<"$fake/apt.log")"
}

APackageTakenAwayLaterIsInstalledAgain() {
    launch run
    printf 'an older book\n' >"$project/build/packages"
    printf 'mold\n' >"$fake/missing"
    launch run
    expect_err 'installing 1 packages'
}

# ---- building --------------------------------------------------------------------------------------------------

ABrokenBuildShowsTheErrorAndTheLog() {
    touch "$project/broken"
    launch run
    expect_code 3
    expect_err 'the first error: a word is missing'
    expect_err "$project/build/log/build-release.log"
    ! grep -q 'Entering directory' "$scratch/err" || complain 'it shows more than the error'
    expect_no_out
}

# shellcheck disable=SC2016  # CMake expands the name
ATargetThatIsNotThereIsNamed() {
    sed -i '/add_custom_target(${name}/d' "$project/CMakeLists.txt"
    launch run
    expect_code 3
    expect_err "unknown target 'parcours'"
}

ABrokenConfigurationShowsTheErrorAndTheLog() {
    echo 'message(FATAL_ERROR "no such library")' >>"$project/CMakeLists.txt"
    launch run
    expect_code 3
    expect_err 'no such library'
    expect_err "$project/build/log/configure-release.log"
}

AMovedProjectIsConfiguredAgain() {
    launch run
    mv "$project" "$scratch/moved"
    "$scratch/moved/parcours" run >"$scratch/out" 2>"$scratch/err"
    code=$?
    rm -rf "$scratch/moved"
    expect_code 0
    expect_err 'Configure: release'
}

# Pipes hold the first build until the second launcher has said that it waits.
TwoLaunchersAtOnceTakeTurns() {
    local said first second
    mkfifo "$project/at-work" "$project/go-on" "$scratch/words"
    "$project/parcours" run >"$scratch/first" 2>&1 &
    first=$!
    read -r <"$project/at-work"
    "$project/parcours" run >"$scratch/second" 2>"$scratch/words" &
    second=$!
    read -r said <"$scratch/words"
    [[ $said == 'Waiting: another launcher is building here'* ]] || complain "it did not wait: $said"
    rm "$project/at-work" && echo >"$project/go-on"
    wait "$first" || complain "the first one failed: $(<"$scratch/first")"
    wait "$second" || complain "the second one failed: $(<"$scratch/second")"
}

# ---- fixture ---------------------------------------------------------------------------------------------------

make_project() {
    mkdir -p "$project" && cp "$here/../../parcours" "$here/../../CMakePresets.json" "$project/"
    cat >"$project/program" <<'PROGRAM'
#!/bin/bash
case ${1-} in
    end) exit "$2" ;;
    read) cat ;;
    *) printf 'in %s: ' "$PWD" && printf '%s|' "$@" ;;
esac
PROGRAM
    cat >"$project/compile" <<'COMPILE'
#!/bin/bash
mkdir busy || { echo "two builds at once" && exit 1; }
[[ ! -p $1/at-work ]] || { echo >"$1/at-work" && read -r <"$1/go-on"; }
[[ ! -e $1/broken ]] || { echo "the first error: a word is missing" && exit 1; }
mkdir -p bin && install -m 755 "$1/program" "bin/$2" && touch "$2.built" && rmdir busy
COMPILE
    chmod +x "$project/compile"
    cat >"$project/CMakeLists.txt" <<'LISTS'
cmake_minimum_required(VERSION 3.25)
project(stand_in LANGUAGES NONE)
enable_testing()
foreach(name parcours parcours_bench)
  add_custom_command(OUTPUT ${name}.built COMMAND ${PROJECT_SOURCE_DIR}/compile ${PROJECT_SOURCE_DIR} ${name}
    DEPENDS program JOB_POOL one)
  add_custom_target(${name} DEPENDS ${name}.built)
endforeach()
add_custom_target(everything ALL DEPENDS parcours.built)
set_property(GLOBAL PROPERTY JOB_POOLS one=1)
add_test(NAME Passing COMMAND true)
add_test(NAME Failing COMMAND sh -c "echo why it fails; exit 1")
LISTS
}

# shellcheck disable=SC2016  # the stand-ins expand their own words
make_stand_ins() {
    mkdir -p "$fake/bin" && touch "$fake/missing" "$fake/apt.log" "$fake/sudo.log" && echo 0 >"$fake/user"
    printf 'ID=debian\nVERSION_ID="12"\n' >"$fake/os-release"
    stand_in id 'cat "$fake/user"'
    stand_in sudo '[[ ! -e $fake/sudo-fails ]] || exit 1; echo "sudo $*" >>"$fake/sudo.log"; shift; exec "$@"'
    stand_in dpkg-query 'shift 3; printf "installed %s\n" "$@" | grep -vwFf <(sed "s/^/installed /" "$fake/missing")'
    stand_in apt-get 'echo "$*" >>"$fake/apt.log"
        if [[ " $* " == *" update "* && -e $fake/update-heals ]]; then rm -f "$fake/apt-fails"; exit 0; fi
        if [[ -e $fake/apt-fails ]]; then cat "$fake/apt-fails"; exit 100; fi
        echo "0 upgraded, $(wc -l <"$fake/missing") newly installed, 0 to remove"; : >"$fake/missing"'
    export fake PARCOURS_OS_RELEASE=$fake/os-release PATH=$fake/bin:${PATH#"$fake"/bin:}
    unset CI PARCOURS_SKIP_SETUP PARCOURS_JOBS
}

stand_in() {
    printf '#!/bin/bash\n%s\n' "$2" >"$fake/bin/$1" && chmod +x "$fake/bin/$1"
}

launch() {
    "$project/parcours" "$@" </dev/null >"$scratch/out" 2>"$scratch/err"
    code=$?
}

expect_code() { [[ $code == "$1" ]] || complain "ended $code, expected $1: $(<"$scratch/err")"; }
expect_out() { grep -qF -- "$1" "$scratch/out" || complain "standard output lacks '$1': $(<"$scratch/out")"; }
expect_err() { grep -qF -- "$1" "$scratch/err" || complain "standard error lacks '$1': $(<"$scratch/err")"; }
expect_no_out() { [[ ! -s $scratch/out ]] || complain "unexpected output: $(<"$scratch/out")"; }
expect_silence_of_setup() { ! grep -q Set-up "$scratch/err" || complain "$(<"$scratch/err")"; }
expect_silence() { [[ ! -s $scratch/err ]] || complain "not silent: $(<"$scratch/err")"; }

# Ends the test that calls it.
complain() {
    printf '  %s: %s\n' "${FUNCNAME[*]:1}" "$1"
    exit 1
}

main "$@"
