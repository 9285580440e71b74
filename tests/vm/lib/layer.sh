# shellcheck shell=bash
# The two layers over the base tree, built as a host would build them, in the suite's own tree and without booting: the module by
# DKMS, the program by `make install`. Each depends on its own sources only.

declare -A layer_paths=(
	[kmod]="Makefile dkms.conf include kmod packaging/install-kmod packaging/installed-for packaging/transaction"
	[user]="Makefile dkms.conf doc include packaging user"
)
declare -A layer_title=(
	[kmod]="the module, by DKMS"
	[user]="the program"
)

# layer NAME TREE: sets `entry` to the cache's entry: layer.tar, deleted.
layer() {
	local name=$1 tree=$2 source=$run/source-$1 files
	layer_sources "$name" "$source"
	mapfile -d '' -t files < <(cd "$source" && find . -type f -print0 | sort -z)
	cache_entry "$suite-$flavour-$name" \
		"$(cache_key "$source" "${files[@]}" -- "$(cd "$vm/lib" && cat layer.sh make-layer chroot.sh)" "$(<"$tree/id")")" 5 \
		"${layer_title[$name]}, for $suite-$flavour" \
		layer_build "$name" "$tree" "$source"
}

layer_build() {
	local dir=$1 name=$2 tree=$3 source=$4
	as_root "$vm/lib/make-layer" "$name" "$tree/root" "$source" "$dir"
}

# A copy of just what the layer may depend on: a build that reaches for more fails, instead of being stale some day.
layer_sources() {
	local name=$1 source=$2 paths
	read -ra paths <<<"${layer_paths[$name]}"
	mkdir "$source"
	source_files "$checkout" "${paths[@]}" | tar -C "$checkout" --null --files-from=- -c | tar -x -C "$source"
}
