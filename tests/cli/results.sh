# shellcheck shell=bash
# Sourced by tests that run on the host. They print one line per result, as in
# TAP, and exit with $failed.

failed=0

# result STATUS NAME [WHY]: prints the result of a check.
result() {
	if [ "$1" -eq 0 ]; then
		echo "ok $2"
	else
		echo "not ok $2${3:+: $3}"
		failed=1
	fi
}

# expect NAME EXPECTED ACTUAL: the two texts are equal.
expect() {
	if [ "$2" = "$3" ]; then
		result 0 "$1"
	else
		result 1 "$1" "expected '$2', got '$3'"
	fi
}

# refuses NAME STATUS PATTERN COMMAND...: the command fails with this status and
# a message that matches PATTERN on standard error, and prints nothing else.
refuses() {
	local name=$1 expected=$2 pattern=$3 out err status=0
	shift 3
	err=$(mktemp)
	out=$("$@" 2>"$err" </dev/null) || status=$?
	if [ "$status" -ne "$expected" ]; then
		result 1 "$name" "exit status $status, not $expected"
	elif [ -n "$out" ]; then
		result 1 "$name" "standard output has '$out'"
	elif ! grep -q -- "$pattern" "$err"; then
		result 1 "$name" "standard error has '$(cat "$err")', not '$pattern'"
	else
		result 0 "$name"
	fi
	rm -f "$err"
}
