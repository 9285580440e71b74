# shellcheck shell=bash
# QEMU: start, watch and end the machine that all guests run on.

boot_default_smp=2
boot_default_memory=2048

# How many seconds a guest may take until it runs its script. Emulated on two CPUs it takes 20 to 30; with a debug kernel on a busy host,
# ten times as long.
boot_start_limit=600

# Even if there is a /dev/kvm, it may be emulated: trust the CPU's flags.
boot_kvm() {
	[[ -r /dev/kvm && -w /dev/kvm ]] && grep -qE '^flags.* (vmx|svm)( |$)' /proc/cpuinfo
}

# Before 8.1 (QEMU commit deba78709ae8), QEMU may keep a stale translation of code that one CPU patches while another translates it.
# Tracing patches hot functions all the time: one in four guests that loaded and unloaded the module under load hung forever on a
# breakpoint that had long been removed. This cannot happen with all CPUs in one thread, which takes a third longer, on half the host's CPUs.
boot_threads() {
	local version
	version=$(qemu-system-x86_64 --version | sed -n 's/^QEMU emulator version \([0-9.]*\).*/\1/p')
	if printf '8.1\n%s\n' "$version" | sort --version-sort --check=quiet; then
		echo multi
	else
		echo single
	fi
}

# boot_machine SMP MEMORY [icount]: sets `args` to the arguments that must be the same when a guest is saved and when it is resumed.
# With icount, the guest's clocks count the instructions that it executes, one per nanosecond: emulated, on one CPU.
boot_machine() {
	local cpu
	if [[ ${3-} == icount ]]; then
		cpu=(-accel "tcg,thread=single" -cpu "max,cx16=off" -icount "shift=0,sleep=off")
	elif boot_kvm; then
		cpu=(-accel kvm -cpu host)
	else
		# cx16=off: QEMU 7.2 corrupts flags in its emulation of cmpxchg16b.
		cpu=(-accel "tcg,thread=$(boot_threads)" -cpu "max,cx16=off")
	fi
	args=(
		-nodefaults -no-user-config -machine q35 "${cpu[@]}" -smp "$1" -m "$2"
		-display none -nic none -no-reboot
		-serial chardev:console
		-device virtio-serial-pci
		-device "virtconsole,chardev=terminal"
		-device "virtserialport,chardev=port,name=capprobe"
		-device "virtio-blk-pci,drive=root"
		-device "virtio-blk-pci,drive=payload"
	)
}

# boot_cold IMAGE KERNEL_ARGUMENT…: sets `args` to the arguments that start IMAGE's kernel.
boot_cold() {
	local dir=$1
	shift
	# Any kernel warning ends the guest, and thus fails the run.
	args=(
		-kernel "$dir/vmlinuz" -initrd "$dir/initrd"
		-append "console=ttyS0 loglevel=5 panic=-1 panic_on_warn=1 oops=panic cryptomgr.notests systemd.show_status=error $*"
	)
}

# boot LIMIT DRIVE QEMU_ARGUMENT…: runs a guest with $run/payload.disk and the root disk DRIVE until its script has ended or LIMIT seconds
# have passed since the script's start (0: no limit). The script's output goes to standard output, and the kernel's console to
# $run/console. Sets `ending` to how it ended (see lib/output). The guest may still be running then: boot_stop ends it.
boot() {
	local limit=$1 drive=$2 port output status=0
	shift 2
	rm -f "$run/result"
	exec {port}> >(exec "$vm/lib/output" "$token" "$boot_start_limit" "$limit" "$run/result")
	output=$!
	# The guest must not outlive the harness, however the latter ends.
	TMPDIR=$run setpriv --pdeathsig KILL qemu-system-x86_64 "$@" \
		-drive "if=none,id=root,cache=unsafe,$drive" \
		-drive "if=none,id=payload,format=raw,read-only=on,file=$run/payload.disk" \
		-chardev "file,id=port,path=/dev/fd/$port" \
		-chardev "file,id=console,path=$run/console" \
		-chardev "$boot_terminal" \
		<&0 2>"$run/qemu.log" &
	qemu=$!
	exec {port}>&-
	wait "$output" || status=$?
	if [[ ! -e $run/result ]]; then
		boot_stop
		# The reader of the output went away: exit like a program that was killed by SIGPIPE.
		exit "$status"
	fi
	ending=$(<"$run/result")
}

# The -chardev for the terminal; an interactive shell replaces it.
boot_terminal=null,id=terminal

# Ends the guest, and gives QEMU a chance to restore the terminal.
boot_stop() {
	[[ -v qemu ]] || return 0
	kill -TERM "$qemu" 2>/dev/null || true
	boot_ends 5 || kill -KILL "$qemu"
	wait "$qemu" || true
	unset qemu
}

# boot_ends SECONDS: returns whether the guest ends within this time.
boot_ends() {
	local left=$(($1 * 20))
	while kill -0 "$qemu" 2>/dev/null; do
		((left-- > 0)) || return 1
		sleep 0.05
	done
}

# Prints the end of the kernel's console, for a guest that failed.
boot_post_mortem() {
	local log
	for log in qemu.log console; do
		if [[ -s $run/$log ]]; then
			printf -- '--- %s\n' "$log"
			tail -n 60 "$run/$log"
		fi
	done >&2
}
