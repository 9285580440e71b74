# shellcheck shell=bash
# Sourced by tests that go through a table of causes; see `matrix` for the rows.

wait_for() {
	local tries
	for ((tries = 0; tries < 300; tries++)); do
		[[ -e $1 ]] && return
		sleep 0.1
	done
	echo "waited in vain for $1" >&2
	return 1
}

# each_row STEP: runs the step for each row of $table. Sets row, runtime, layer, reason, cap, arguments, and target.
each_row() {
	local row runtime layer reason cap arguments
	while read -r row runtime layer reason cap arguments; do
		[[ ! $row ]] || "$1_row" </dev/null
	done <<<"$table"
}

start_row() {
	target=$row
	"start_$row" || fail "$row" "it did not start"
	echo "$target" >"$work/target-$row"
}

answer() {
	capprobe why "$(<"$work/target-$row")" "$cap" $arguments -o json
}

# What `why` says before any attempt.
predict_row() {
	answer >"$work/why-$row" 2>"$work/why-$row.said" || fail "$row: why" "$(<"$work/why-$row.said")"
	if [[ $layer == - ]]; then
		check_same "$row: why says that it is not blocked" false "$(jq .blocked "$work/why-$row")"
	else
		check_same "$row: why says $layer $reason" "true $layer $reason" \
			"$(jq -r '"\(.blocked) \(.blocked_by) \(.reason)"' "$work/why-$row")"
		check_same "$row: the first layer that refuses is the one that it names" 1 \
			"$(jq '[.layers[] | select(.passes == false)] | length | if . > 0 then 1 else 0 end' "$work/why-$row")"
	fi
	check "$row: each layer has its evidence" jq -e \
		'.layers | length > 2 and all(.[]; (.evidence | length > 0) and has("layer") and has("passes"))' "$work/why-$row"
}

attempt_row() {
	"try_$row" >"$work/said-$row" 2>&1
}

# those_of ROW: prints its entries in blocked, without what docker's runc itself tries inside, under its own filter. Runs blocked once per
# capability, after all attempts.
those_of() {
	[[ -e $work/blocked-$cap ]] || capprobe blocked "$cap" -o json >"$work/blocked-$cap"
	jq -c --arg row "$1" '.blocked[] |
		select(.container.name == $row or (.container == null and (.cgroup | test("/" + $row + "[.]scope$")))) |
		select(.last.comm != "runc:[2:INIT]")' "$work/blocked-$cap"
}

# What `watch` and `blocked` say after the attempt. A module that was loaded, or not found, is in neither.
compare_row() {
	local entries
	entries=$(those_of "$row")
	if [[ $layer == - || $reason == missing-file ]]; then
		check_same "$row: blocked says nothing" "" "$entries"
		return
	fi
	check_same "$row: blocked says $layer $reason" "$layer $reason" \
		"$(jq -r '"\(.blocked_by) \(.reason)"' <<<"$entries" | sort -u)"
	check_same "$row: of $runtime" "${runtime/#host/null}" "$(jq -r '.container.runtime' <<<"$entries" | sort -u)"
	# blocked does not know the name of the module, which why was given.
	[[ $arguments ]] || check_same "$row: and gives the same fix as why" "$(jq -r .fix "$work/why-$row")" \
		"$(jq -r .fix <<<"$entries" | sort -u)"
	check_output "$row: watch says $layer $reason" "^$layer $reason$" seen_of "$row"
}

# seen_of ROW: prints what watch has seen of it, from what was refused, which is a small part of the records.
seen_of() {
	[[ -e $work/refusals ]] || jq -c 'select(.type != "check" or .verdict == "denied")' "$records" >"$work/refusals"
	jq -r --arg row "$1" --arg cap "cap_$cap" 'select((.container.name == $row or (.container == null and (.cgroup | test("/" + $row + "[.]scope$")))) and
		((.type == "module" and $cap == "cap_sys_module") or .cap == $cap)) |
		if .type == "check" then "\(if .reason == "lsm" then "lsm" else "capability" end) \(.reason)"
		else "\(.blocked_by) \(.reason)" end' "$work/refusals" | sort -u
}

# works COMMAND…: returns whether the module is loaded after it.
works() {
	"$@" >/dev/null 2>&1 </dev/null
	[[ -e /sys/module/dummy ]]
}

# Applies the fix that says to load it on the host.
loads_on_host() {
	grep -q modprobe <<<"$fix" && works modprobe dummy
}

no_flag() {
	! grep -qE -- '--cap-add|--capability|--privileged' <<<"$fix"
}

# Whether the suggested fix works.
mend_row() {
	local fix flag
	[[ $layer != - ]] || return 0
	fix=$(jq -r .fix "$work/why-$row")
	read -ra flag < <(grep -oE -- '--(cap-add |capability=)[A-Z_]+' <<<"$fix")
	if "fixed_$row" >"$work/fixed-$row" 2>&1; then
		pass "$row: the fix works"
	else
		fail "$row: the fix works" "'$fix' did not; $(tail -n 1 "$work/fixed-$row")"
	fi
	[[ ! -e /sys/module/dummy ]] || /bin/busybox rmmod dummy
}
