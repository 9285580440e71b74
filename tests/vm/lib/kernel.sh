# shellcheck shell=bash
# A kernel of our own, for a flavour whose packages are not a kernel but its source: built by the suite's own compiler, and put into
# the tree where a package would have put it. Everything else is then made from that tree as from any other.

# kernel TREE: sets `entry` to the cache's entry; TREE with the kernel in it is its directory root.
kernel() {
	local tree=$1
	cache_entry "$suite-$flavour-kernel" \
		"$(cache_key "$vm" kernels/{common,"$flavour"}.config ../exports/{debian,names} lib/{make-kernel,chroot.sh} -- "$(kernel_made_from "$tree")")" 2 \
		"the kernel of $suite-$flavour from its source (ten minutes, once)" \
		kernel_build "$tree"
	cache_entry "$suite-$flavour-kernel-tree" \
		"$(cache_key "$vm" lib/kernel.sh -- "$(<"$tree/id")" "$(<"$entry/id")")" 2 \
		"the tree of $suite-$flavour with its kernel" \
		kernel_tree_build "$tree" "$entry/kernel.tar"
}

# Not the tree's id: the same source and compiler, unpacked again, make the same kernel.
kernel_made_from() {
	# shellcheck disable=SC2016 # dpkg-query's own variables
	dpkg-query --admindir="$1/root/var/lib/dpkg" -W -f '${db:Status-Abbrev}${Package} ${Version}\n' 'linux-source-*' 'gcc-[0-9]*' binutils |
		grep '^ii'
}

kernel_build() {
	cat "$vm"/kernels/{common,"$flavour"}.config >"$run/config"
	as_root "$vm/lib/make-kernel" "$2/root" "$run/config" "$vm/../exports" "$1"
}

# Hard links: the tree is never written to, and has a hundred times as many files as the kernel brings.
kernel_tree_build() {
	local dir=$1 tree=$2 kernel=$3
	as_root cp -a --link "$tree/root" "$dir/root"
	as_root rm "$dir"/root/usr/src/linux-source-*.tar.xz
	as_root tar -x --numeric-owner --keep-directory-symlink -C "$dir/root" -f "$kernel"
	tree_one_kernel "$dir/root"
}
