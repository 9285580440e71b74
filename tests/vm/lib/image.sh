# shellcheck shell=bash
# The guest's disk: the base tree, set up as a guest, on an ext4 image, with the container images imported by a boot of
# its own. Beside it the kernel, and an initrd small enough for emulation.

image_made_by=(lib/{make-image,chroot.sh} guest/{agent,agent.service,apply,init,setup})

# image TREE: sets `entry` to the cache's entry: root.img, vmlinuz, initrd.
image() {
	local tree=$1
	cache_entry "$suite-$flavour-image" \
		"$(cache_key "$vm" lib/image.sh guest/provision "${image_made_by[@]}" -- "$(<"$tree/id")")" 2 \
		"the guest's disk for $suite-$flavour (about a minute, once)" \
		image_build "$tree"
}

image_build() {
	local dir=$1 tree=$2 machine
	as_root "$vm/lib/make-image" "$tree/root" "$(basename "$tree"/root/lib/modules/*)" "$vm/guest" "$dir"
	payload_new provision
	cp "$vm/guest/provision" "$payload/"
	payload_argv /run/payload/provision
	payload_write
	boot_machine "$boot_default_smp" "$boot_default_memory"
	machine=("${args[@]}")
	boot_cold "$dir"
	boot 600 "file=$dir/root.img,format=raw" "${machine[@]}" "${args[@]}"
	if [[ $ending != "exit 0" ]] || ! boot_ends 120; then
		boot_post_mortem
		return 1
	fi
}
