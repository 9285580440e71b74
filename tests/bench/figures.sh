# shellcheck shell=bash
# Sourced by what measures in a guest: a line of JSON for each figure, and plain lines about what could not be measured.

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
