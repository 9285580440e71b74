# shellcheck shell=bash
# Sourced by tests that need one of the programs in tests/guest.

programs=/run/capprobe-tests
include=$(echo /usr/src/capprobe-*/include)

build_flags=()

# build_programs NAME…: builds each into $programs, from NAME.c and all NAME_*.c, with $build_flags.
build_programs() {
	local name sources
	mkdir -p $programs
	for name; do
		sources=(/root/tests/guest/"$name"{,_*}.c)
		[[ -e ${sources[-1]} ]] || unset "sources[-1]"
		[[ -x $programs/$name ]] || gcc -pthread -Wall -Wextra -Werror -D_GNU_SOURCE -I"$include" "${build_flags[@]}" \
			-o "$programs/$name" "${sources[@]}" || exit 2
	done
}

# unprivileged COMMAND…: runs it as a user without capabilities.
unprivileged() {
	setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
}

# load_module [PARAMETER…]: reloads it, so that it has not counted anything yet.
load_module() {
	unload_module
	modprobe capprobe "$@"
}

# check_hook NAME HOOK: the module is loaded and uses this hook.
check_hook() {
	check_output "$1: that is the hook in use" "^$2\$" sh -c 'capprobe status -o json | jq -r .hook'
}

# unload_module: retries, because a module call in progress keeps the module busy for a moment.
unload_module() {
	local tries
	for ((tries = 0; tries < 100; tries++)); do
		[[ -e /sys/module/capprobe ]] || return 0
		modprobe -r capprobe 2>/dev/null || sleep 0.05
	done
	return 1
}
