# shellcheck shell=bash
# Sourced by tests that record for some time and examine the records.

# start_watch FILE ARGUMENT…: starts watch in the background, with its records going to FILE, and waits until it reads.
start_watch() {
	local file=$1
	shift
	capprobe watch -o jsonl "$@" >"$file" 2>/dev/null &
	watch=$!
	until [[ $(capprobe status -o json | jq .readers) -gt 0 ]]; do
		sleep 0.1
	done
}

# stop_watch: ends it; everything up to now is in the file then.
stop_watch() {
	kill -INT $watch
	wait $watch
}

# check_nothing_lost NAME FILE: nothing was lost, neither by the reader of FILE nor by the module.
check_nothing_lost() {
	check "$1" jq -es 'all(.[]; .type != "lost")' "$2"
	check_output "$1, says status" '^0$' sh -c "capprobe status -o json | jq '[.lost[]] | add'"
}
