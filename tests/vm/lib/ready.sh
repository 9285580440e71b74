# shellcheck shell=bash
# The ready guest: booted, idle, its engines up, and saved with its memory. A run that needs nothing else of its kernel resumes
# from here instead of booting: under emulation that is 2 s instead of 20.

# ready IMAGE: sets `entry` to the cache's entry: root.qcow2 (over the image's disk), memory.
ready() {
	local image=$1 machine
	boot_machine "$boot_default_smp" "$boot_default_memory"
	machine=("${args[@]}")
	boot_cold "$image"
	machine+=("${args[@]}")
	cache_entry "$suite-$flavour-ready" \
		"$(cache_key "$vm" lib/ready.sh -- "$(<"$image/id")" "${machine[@]}" "$(qemu-system-x86_64 --version)")" 2 \
		"the ready guest for $suite-$flavour (half a minute, once)" \
		ready_build "$image" "${machine[@]}"
}

ready_build() {
	local dir=$1 image=$2 machine=("${@:3}")
	qemu-img create -q -f qcow2 -F raw -b "../../$(basename "$(dirname "$image")")/$(basename "$image")/root.img" "$dir/root.qcow2"
	payload_new freeze
	payload_write
	mkfifo "$run/monitor".{in,out}
	# Without the global state, a guest that was stopped when it was saved runs when it is resumed.
	machine+=(-global migration.store-global-state=off -chardev "pipe,id=monitor,path=$run/monitor,logfile=$run/monitor.log" -mon monitor)
	export READY_MEMORY=$dir/memory
	boot 60 "file=$dir/root.qcow2,format=qcow2" "${machine[@]}"
	if [[ $ending != "exit 0" ]]; then
		boot_post_mortem
		return 1
	fi
	# Stopped first: of a guest that runs on meanwhile, emulated, pages have been saved as they were before they were last written.
	# QEMU gives the command to a shell: the variable spares quoting the path for two parsers.
	cat >"$run/monitor.in" <<-'EOF'
		stop
		migrate_set_parameter max-bandwidth 10G
		migrate "exec:cat >$READY_MEMORY"
		info migrate
		quit
	EOF
	if ! boot_ends 60 || ! grep -q '^Migration status: completed' "$run/monitor.log"; then
		cat "$run/monitor.log"
		return 1
	fi
}

# ready_resume ENTRY: sets `args` to the arguments that resume the guest.
ready_resume() {
	export READY_MEMORY=$1/memory
	args=(-incoming 'exec:cat "$READY_MEMORY"')
}
