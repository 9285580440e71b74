# shellcheck shell=bash
# Sourced by tests that look at the records of a time.

# start_watch FILE ARGUMENT…: watch in the background, its records to FILE, once it is there.
start_watch() {
	local file=$1
	shift
	capprobe watch -o jsonl "$@" >"$file" 2>/dev/null &
	watch=$!
	until [[ $(capprobe status -o json | jq .readers) -gt 0 ]]; do
		sleep 0.1
	done
}

# stop_watch: ends it; all that came before is in the file.
stop_watch() {
	kill -INT $watch
	wait $watch
}

# check_nothing_lost NAME FILE: neither by the reader of FILE nor by the module.
check_nothing_lost() {
	check "$1" jq -es 'all(.[]; .type != "lost")' "$2"
	check_output "$1, says status" '^0$' sh -c "capprobe status -o json | jq '[.lost[]] | add'"
}
