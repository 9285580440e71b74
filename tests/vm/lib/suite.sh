# shellcheck shell=bash
# What differs from suite to suite is in suites/SUITE.conf, which sets:
#   repositories     WHERE:RELEASE…; WHERE is `archive` or `security`, looked up in this machine's apt configuration
#   kernel_packages  flavour → the kernel's and its headers' packages; with `bench`, those that `make bench` compares with; where there is
#                    a kernels/FLAVOUR.config, the packages of the kernel's source and of what it takes to build it
#   kernel_memory    flavour → MiB that a guest has, where that is not the default
#   extra_packages   packages beyond guest/packages
#   apt_options      options for the guest's apt, e.g. for an archive whose index is past its date

suite_load() {
	local conf=$vm/suites/$1.conf
	declare -gA kernel_packages=() kernel_memory=()
	repositories=() extra_packages=() apt_options=()
	if [[ $1 == */* || ! -f $conf ]]; then
		die 2 "no suite '$1'; there is: $(suite_names)"
	fi
	# shellcheck source=tests/vm/suites/bookworm.conf
	. "$conf"
	if [[ ! -v kernel_packages[$2] ]]; then
		die 2 "suite '$1' has no flavour '$2'; it has: ${!kernel_packages[*]}"
	fi
	suite=$1 flavour=$2
}

# Whether the flavour's kernel is built from source.
suite_builds_kernel() {
	[[ -e $vm/kernels/$flavour.config ]]
}

suite_names() {
	local conf names=()
	for conf in "$vm"/suites/*.conf; do
		names+=("$(basename "$conf" .conf)")
	done
	printf '%s' "${names[*]}"
}

# The packages of the guest, one per line.
suite_packages() {
	list_words "$vm/guest/packages"
	xargs -rn1 <<<"${kernel_packages[$flavour]} ${extra_packages[*]}"
}
