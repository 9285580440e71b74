# shellcheck shell=bash
# What a run passes to the guest, on a raw disk: a first block with the line "TOKEN BLOCKS TIME", then this many blocks of a tar, whose
# contents guest/agent describes. A block is 64 KiB; the token is random and different for every run; the time is the host's.

# The disk has the same size for all guests, because a saved guest already knows it. It is sparse.
payload_mib=512

payload_new() {
	local mode=$1
	token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
	payload=$run/payload
	rm -rf "$payload"
	mkdir "$payload"
	cp "$vm/guest/apply" "$payload/"
	echo "$token" >"$payload/token"
	echo "$mode" >"$payload/mode"
}

# payload_argv ARG...: the command that the guest executes.
payload_argv() {
	printf '%s\0' "$@" >"$payload/argv"
}

# payload_script SCRIPT ARG...: the same for a script on the host. One from the checkout's tests/ runs from its place below /root/tests,
# so that it finds its neighbours; any other from a separate directory.
payload_script() {
	local script place
	script=$(realpath -- "$1")
	shift
	if [[ $script == "$checkout"/tests/* ]]; then
		place=/root/${script#"$checkout"/}
	else
		mkdir "$payload/script"
		cp -- "$script" "$payload/script/"
		place=/run/payload/script/$(basename -- "$script")
	fi
	payload_argv "$place" "$@"
}

# payload_layer NAME DIR
payload_layer() {
	cp "$2/layer.tar" "$payload/$1.tar"
	cp "$2/deleted" "$payload/$1.deleted"
}

# The checkout's tests/, and files that some of them read: the netlink specification, the packages' own test and its metadata, and the
# script with which make install loads the module.
payload_tests() {
	source_files "$checkout" tests doc/netlink debian/changelog debian/control debian/tests packaging/load |
		tar -C "$checkout" --null --files-from=- -cf "$payload/tests.tar"
}

# Writes the disk to $run/payload.disk.
payload_write() {
	local disk=$run/payload.disk size
	# 128 tar records of 512 bytes are a block of the disk.
	tar -C "$payload" --owner=0 --group=0 --blocking-factor=128 -cf "$run/payload.tar" .
	size=$(stat -c %s "$run/payload.tar")
	if ((size >= payload_mib << 20)); then
		die 125 "what the guest is to be given (tests/, the module, the program) is more than $payload_mib MiB"
	fi
	echo "$token $((size >> 16)) $(date +%s.%N)" >"$disk"
	dd if="$run/payload.tar" of="$disk" bs=64k seek=1 status=none
	truncate --size="${payload_mib}M" "$disk"
}
