# shellcheck shell=bash
# Used by all parts of the harness: messages, and the privileged helper.

die() {
	printf 'tests/vm/run: %s\n' "$2" >&2
	exit "$1"
}

say() {
	printf 'tests/vm/run: %s\n' "$*" >&2
}

as_root() {
	"$vm/lib/as-root" "$@"
}

# Prints the words of a file, one per line, without comments.
list_words() {
	sed 's/#.*//' "$1" | xargs -rn1
}
