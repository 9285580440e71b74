# shellcheck shell=bash
# The layers over the base tree, built as a host would build them, in the suite's own tree and without booting: the module by DKMS and
# the program by `make install`, or both from their Debian packages, or a host's whole history. Each depends on its own sources only.

declare -A layer_paths=(
	[kmod]="Makefile dkms.conf include kmod packaging/install-kmod packaging/installed-for packaging/transaction"
	[user]="Makefile dkms.conf doc include packaging user"
	[host]="Makefile dkms.conf doc include kmod packaging user"
	[debs]="LICENSE Makefile dkms.conf debian doc include kmod packaging user"
)
declare -A layer_command=(
	[kmod]="make -j$(nproc) install-kmod"
	[user]="make -j$(nproc) install-user"
	[host]="make -j$(nproc) install && echo capprobe >/etc/modules-load.d/capprobe.conf &&
		export INITRD=No DEBIAN_FRONTEND=noninteractive && apt-get --quiet=2 update && apt-get --quiet=2 --no-install-recommends install KERNEL"
	[enrolled]="install -t /root mok.priv mok.der && if [ -e /etc/dkms/sign_helper.sh ]; then
			echo sign_tool=/etc/dkms/sign_helper.sh; else printf '%s\n' mok_signing_key=/root/mok.priv mok_certificate=/root/mok.der; fi >>/etc/dkms/framework.conf &&
		make -j$(nproc) install-kmod"
	[debs]="DEB_BUILD_OPTIONS=noautodbgsym dpkg-buildpackage -d -b -us -uc && install -D -t /var/cache/debs ../*.deb"
	[installed]="dpkg --force-unsafe-io --install ./*.deb &&
		apt-get --quiet=2 update && apt-get --quiet=2 --no-install-recommends install autopkgtest"
)
declare -A layer_title=(
	[kmod]="the module, by DKMS"
	[user]="the program"
	[host]="a host with capprobe, which gets another kernel"
	[enrolled]="the module, signed by DKMS with a key that the firmware knows"
	[debs]="the Debian packages"
	[installed]="the module and the program, from their Debian packages"
)

# layer NAME TREE: sets `entry` to the cache's entry: layer.tar, deleted.
layer() {
	local name=$1 source=$run/source-$1
	layer_sources "$name" "$source"
	layer_made "$name" "$2" "$source" "${layer_command[$name]/KERNEL/${kernel_packages[$(upgraded_flavour)]}}"
}

# layer_packages TREE: the same, of the Debian packages, which are built in the flavour that has debhelper.
layer_packages() {
	local tree=$1 target=$flavour flavour
	suite_load "$suite" packages
	tree
	layer debs "$entry"
	mkdir "$run/debs"
	tar -x -C "$run/debs" --strip-components=4 -f "$entry/layer.tar" ./var/cache/debs
	suite_load "$suite" "$target"
	layer_made installed "$tree" "$run/debs" "${layer_command[installed]}"
}

# layer_made NAME TREE SOURCE COMMAND: what COMMAND in SOURCE changes.
layer_made() {
	local name=$1 tree=$2 source=$3 files
	mapfile -d '' -t files < <(cd "$source" && find . -type f -print0 | sort -z)
	cache_entry "$suite-$flavour-$name" \
		"$(cache_key "$source" "${files[@]}" -- "$4" "$(cd "$vm/lib" && cat layer.sh make-layer chroot.sh)" "$(<"$tree/id")")" 5 \
		"${layer_title[$name]}, for $suite-$flavour" \
		layer_build "$tree" "$source" "$4"
}

layer_build() {
	as_root "$vm/lib/make-layer" "$2/root" "$3" "$1" "$4"
}

# A copy of just what the layer may depend on: a build that reaches for more fails, instead of being stale some day.
layer_sources() {
	local name=$1 source=$2 paths
	read -ra paths <<<"${layer_paths[$name]}"
	mkdir "$source"
	source_files "$checkout" "${paths[@]}" | tar -C "$checkout" --null --files-from=- -c | tar -x -C "$source"
}
