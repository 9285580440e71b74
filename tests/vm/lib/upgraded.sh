# shellcheck shell=bash
# A host that got another kernel: the base tree with capprobe in it, by `make install` and to be loaded at boot, and after that the suite's
# real-time kernel, by apt, or, where it has that, the cloud's. The disk boots that kernel.

upgraded_flavour() {
	if [[ $flavour == rt ]]; then
		echo cloud
	else
		echo rt
	fi
}

# upgraded TREE: sets `entry` to the cache's entry, which has what image's has.
upgraded() {
	local tree=$1 host
	layer host "$tree"
	host=$entry
	cache_entry "$suite-$flavour-upgraded" \
		"$(cache_key "$vm" lib/upgraded.sh "${image_made_by[@]}" -- "$(<"$host/id")")" 2 \
		"the disk of an upgraded host, $suite-$flavour (a minute, once)" \
		upgraded_build "$tree" "$host"
}

upgraded_build() {
	local dir=$1 tree=$2 host=$3 kernel
	as_root cp -a --link "$tree/root" "$dir/tree"
	as_root sh -c 'cd "$0" && xargs -r -d "\n" rm -rf' "$dir/tree" <"$host/deleted"
	as_root tar -x --numeric-owner --keep-directory-symlink -C "$dir/tree" -f "$host/layer.tar"
	kernel=$(comm -13 <(ls "$tree/root/lib/modules") <(ls "$dir/tree/lib/modules"))
	as_root "$vm/lib/make-image" "$dir/tree" "$kernel" "$vm/guest" "$dir"
	as_root rm -rf "$dir/tree"
}
