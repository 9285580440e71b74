# shellcheck shell=bash
# Sourced by tests that compare each verdict with what cap_capable() returned.

tracing=/sys/kernel/tracing
work=$(mktemp -d)

start_trace() {
	echo 0 >$tracing/tracing_on
	echo 16384 >$tracing/buffer_size_kb
	# shellcheck disable=SC2016 # the kernel's own variables
	echo 'p:truth/entry cap_capable cap=$arg3:s32' >$tracing/kprobe_events
	# shellcheck disable=SC2016
	echo 'r64:truth/return cap_capable answer=$retval:s32' >>$tracing/kprobe_events
	echo 1 >$tracing/options/event-fork
	echo 1 >$tracing/events/truth/enable
}

stop_trace() {
	echo 0 >$tracing/events/truth/enable
	echo >$tracing/set_event_pid
	echo >$tracing/kprobe_events
	echo >$tracing/trace
}

# traced COMMAND…: runs it with tracing enabled for it and its children.
traced() {
	echo 1 >$tracing/tracing_on
	# shellcheck disable=SC2016 # the inner shell's
	bash -c 'echo $BASHPID >"$0" && exec "$@"' $tracing/set_event_pid "$@"
	status=$?
	echo 0 >$tracing/tracing_on
}

# true_verdicts: prints "TID CAP VERDICT" for each check, sorted by thread, then by time of entry. A check by an interrupt in the middle
# of another one returns first.
true_verdicts() {
	sed -En 's/^ *.*-([0-9]+) +\[.* (entry|return): .*=(-?[0-9]+)$/\1 \2 \3/p' $tracing/trace | awk '
		$2 == "entry" { cap[++n] = $3; tid[n] = $1; open[$1, ++depth[$1]] = n }
		$2 == "return" && depth[$1] { answer[open[$1, depth[$1]--]] = $3 == 0 ? "granted" : $3 == -1 ? "denied" : "returned " $3 }
		END { for (i = 1; i <= n; i++) print tid[i], cap[i], answer[i] }'
}

recorded_verdicts() {
	jq -r 'select(.type == "check") | "\(.tid) \(.cap_nr) \(.verdict)"' "$1"
}

# of_exerciser: filters lines that start with the pid of a process of the exerciser.
of_exerciser() {
	awk 'NR == FNR { wanted[$1]; next } $1 in wanted' "$work/pids" - | sort --stable --key=1,1n
}

# trace_losses: prints what the trace lacks, because its buffer was full or a probe was missed.
trace_losses() {
	cat $tracing/per_cpu/cpu*/stats $tracing/kprobe_profile | awk '/^(overrun|dropped)|^ *truth|^ *return|^ *entry/ { sum += $NF } END { print sum }'
}

# compare HOOK LSM PLACE: uses these module parameters; PLACE tells whether tracing is set up before or after the module is loaded.
compare() {
	local name="hook=$1 lsm=$2, traced $3" records=$work/records
	[[ $3 == after ]] || start_trace
	load_module hook="$1" lsm="$2"
	check_hook "$name" "$1"
	[[ $3 == before ]] || start_trace
	start_watch "$records" --all
	traced $programs/exerciser >"$work/pids"
	stop_watch
	true_verdicts | of_exerciser >"$work/true"
	recorded_verdicts "$records" | of_exerciser >"$work/recorded"

	echo "# $name: $(wc -l <"$work/true") checks of $(cut -d ' ' -f 2 "$work/true" | sort -u | wc -l) capabilities"
	check "$name: the exerciser came to its end" test $status = 0
	check_output "$name: the trace is complete" '^0$' trace_losses
	check_nothing_lost "$name: no record was lost" "$records"
	check "$name: hundreds of checks" test "$(wc -l <"$work/true")" -ge 500
	check "$name: 35 capabilities at the least" test "$(cut -d ' ' -f 2 "$work/true" | sort -u | wc -l)" -ge 35
	check "$name: granted ones and denied ones" test "$(cut -d ' ' -f 3 "$work/true" | sort -u | xargs)" = "denied granted"
	if diff "$work/true" "$work/recorded" >"$work/diff"; then
		pass "$name: every verdict is the kernel's own"
	else
		fail "$name: every verdict is the kernel's own" "$(wc -l <"$work/true") against $(wc -l <"$work/recorded"): $(head -n 12 "$work/diff" | xargs)"
	fi
	check "$name: every reason of the capability walk" test \
		"$(jq -r 'select(.type == "check" and .comm == "exerciser") | .reason' "$records" | sort -u | xargs)" = \
		"effective not-bounding not-effective not-permitted owner userns"
	stop_trace
}
