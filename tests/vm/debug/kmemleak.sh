# shellcheck shell=bash
# The kernel's leak detector: sourced by tests that run on the debug kernel.

kmemleak=/sys/kernel/debug/kmemleak

# What is suspicious so far is not the module's.
kmemleak_forget() {
	echo scan >$kmemleak && echo clear >$kmemleak
}

# kmemleak_scan FILE: writes the reports there. What is younger than five seconds is not reported yet, nor what has changed since the scan
# before.
kmemleak_scan() {
	sleep 6
	echo scan >$kmemleak && echo scan >$kmemleak && cat $kmemleak >"$1"
}

# kmemleak_ours FILE: those of the reports that the module has part in. The frames of a module that is gone have no names any more, only
# addresses; what else runs from where modules are, BPF programs, allocates nothing.
kmemleak_ours() {
	awk -v RS='unreferenced object ' '/\[capprobe\]|\] 0xffffffff[a-f]/ { printf "%s%s", RS, $0 }' "$1"
}
