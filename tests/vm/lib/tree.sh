# shellcheck shell=bash
# The base tree: the suite's packages, unpacked and configured, as a directory. Everything else is made from it.

# Sets `entry` to the cache's entry; the tree is its directory root.
tree() {
	local packages
	packages=$(suite_packages)
	cache_entry "$suite-$flavour-tree" \
		"$(cache_key "$vm" lib/tree.sh -- "$packages" "${repositories[*]}" "${apt_options[*]}")" 2 \
		"the base tree of $suite-$flavour from its packages (one to two minutes, once)" \
		tree_build "$packages"
}

tree_build() {
	local dir=$1 packages=$2 options=() option
	tree_apt_options
	for option in "${args[@]}" "${apt_options[@]}"; do
		options+=("--aptopt=$option")
	done
	# Nobody reads manuals in a guest, and copying them into the image takes time on every build.
	for option in man locale doc info lintian; do
		options+=("--dpkgopt=path-exclude=/usr/share/$option/*")
	done
	tree_sources "$dir/sources.list"
	mkdir "$dir/root"
	# Through tar, not into a directory: mmdebstrap's user namespace maps other ids than as-root's.
	# Device nodes cannot be made in a user namespace; the guest has a devtmpfs.
	mmdebstrap --mode="$(tree_mode)" --variant=minbase --format=tar "${options[@]}" \
		--include="$(tr '\n' ',' <<<"$packages")" "$suite" - "$dir/sources.list" |
		as_root tar -x --numeric-owner --exclude='./dev/*' -C "$dir/root"
	tree_one_kernel "$dir/root"
}

tree_mode() {
	if [[ $EUID == 0 ]]; then
		echo root
	else
		echo unshare
	fi
}

# Writes a sources.list with the suite's repositories at the addresses where this machine's apt has Debian's.
tree_sources() {
	local repository where release uri
	for repository in "${repositories[@]}"; do
		where=${repository%%:*} release=${repository#*:}
		uri=$(tree_uri "$where")
		if [[ -z $uri ]]; then
			echo "apt knows no Debian $where on this machine: run apt-get update, and see apt-get indextargets for what it knows" >&2
			return 1
		fi
		echo "deb $uri $release main"
	done >"$1"
}

# The address of Debian's archive, or of its security archive, in this machine's apt configuration.
tree_uri() {
	local label
	case $1 in
	archive) label=Debian ;;
	security) label=Debian-Security ;;
	esac
	apt-get indextargets --format '$(ORIGIN)	$(LABEL)	$(REPO_URI)' 'Created-By: Packages' |
		awk -F'\t' -v label="$label" '$1 == "Debian" && $2 == label { print $3; exit }'
}

# Sets `args` to those options of this machine's apt that say how to reach a mirror: mmdebstrap does not read them.
tree_apt_options() {
	mapfile -t args < <(apt-config dump Acquire |
		grep -E '^Acquire::(http|https|Retries|ForceIPv4|ForceIPv6|Check-Date|Check-Valid-Until)[: ].*"[^"]+";$')
}

tree_one_kernel() {
	local kernels=("$1"/lib/modules/*)
	if ((${#kernels[@]} != 1)); then
		echo "one kernel expected in the tree, found: ${kernels[*]}" >&2
		return 1
	fi
}
