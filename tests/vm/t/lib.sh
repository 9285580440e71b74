# shellcheck shell=bash
# Sourced by tests that run in a guest. They print one line per result, "ok NAME", "not ok NAME: WHY" or "skip NAME: WHY", and end with
# `finish`.

failures=0

# in_matrix: returns whether the test runs in `make check-matrix`, with the argument "matrix". There it does everything; in `make check` it
# leaves out repetitions with other engines, options or numbers.
matrix=${1-}
in_matrix() {
	[[ $matrix ]]
}

pass() {
	echo "ok $1"
}

fail() {
	echo "not ok $1: $2"
	failures=$((failures + 1))
}

skip() {
	echo "skip $1: $2"
}

# check NAME COMMAND…: the command succeeds. Its output is shown only if it does not.
check() {
	local name=$1 output status=0
	shift
	output=$("$@" 2>&1 </dev/null) || status=$?
	if ((status == 0)); then
		pass "$name"
	else
		fail "$name" "status $status; ${output##*$'\n'}"
	fi
}

# pattern_of TEXT: prints a regular expression that matches it: the release of a kernel may have a plus sign.
pattern_of() {
	sed 's/[][\.^$*+?(){}|]/\\&/g' <<<"$1"
}

# check_output NAME REGEX COMMAND…: a line of the command's output, on either stream, matches. Its status does not matter.
check_output() {
	local name=$1 regex=$2 output
	shift 2
	output=$("$@" 2>&1 </dev/null) || true
	if grep -qE -- "$regex" <<<"$output"; then
		pass "$name"
	else
		((${#output} <= 1000)) || output="…${output: -1000}"
		fail "$name" "nothing matches '$regex' in: ${output//$'\n'/ | }"
	fi
}

# check_same NAME WANTED IS: the two texts are equal.
check_same() {
	if [[ $2 == "$3" ]]; then
		pass "$1"
	else
		fail "$1" "'$2' wanted, it is '${3//$'\n'/ | }'"
	fi
}

# as_user COMMAND…: runs it as the user of rootless containers.
as_user() {
	(cd / && runuser --user user -- env XDG_RUNTIME_DIR=/run/user/1000 "$@")
}

finish() {
	exit $((failures > 0))
}
