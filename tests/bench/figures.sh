# shellcheck shell=bash
# Sourced by benchmarks in a guest: prints one line of JSON per figure, and plain lines about what could not be measured.

# shellcheck disable=SC2034 # it is theirs
failed=0

missing() {
	echo "no figure for $1: $2"
	# shellcheck disable=SC2034
	failed=1
}

# figure NAME VALUE
figure() {
	jq -nc --arg name "$1" --argjson value "$2" '{ name: $name, value: $value }'
}
