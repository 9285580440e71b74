# shellcheck shell=bash
# Sourced by tests on the debug kernel: the kernel's leak detector.

kmemleak=/sys/kernel/debug/kmemleak

# Discard what was suspicious before the module was loaded.
kmemleak_forget() {
	echo scan >$kmemleak && echo clear >$kmemleak
}

# kmemleak_scan FILE: writes the reports to FILE. Allocations younger than five seconds, or changed since the previous scan, are not reported
# yet.
kmemleak_scan() {
	sleep 6
	echo scan >$kmemleak && echo scan >$kmemleak && cat $kmemleak >"$1"
}

# kmemleak_ours FILE: prints the reports that involve the module. Frames of an unloaded module have only addresses; nothing else in the module
# area allocates memory, since BPF programs do not.
kmemleak_ours() {
	awk -v RS='unreferenced object ' '/\[capprobe\]|\] 0xffffffff[a-f]/ { printf "%s%s", RS, $0 }' "$1"
}
