# shellcheck shell=bash
# suites/SUITE.conf has what differs between suites. It sets:
#   repositories     WHERE:RELEASE…; WHERE is `archive` or `security`, looked up in this machine's apt configuration
#   kernel_packages  flavour → packages of the kernel and its headers; for `bench`, those that `make bench` compares with; if there is a
#                    kernels/FLAVOUR.config, the packages of the kernel source and its build dependencies
#   kernel_memory    flavour → memory of a guest in MiB, if not the default
#   extra_packages   packages beyond guest/packages
#   apt_options      options for the guest's apt, e.g. for an archive whose index has expired

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

# Returns whether the flavour's kernel is built from source.
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

# Prints the packages of the guest, one per line.
suite_packages() {
	list_words "$vm/guest/packages"
	xargs -rn1 <<<"${kernel_packages[$flavour]} ${extra_packages[*]}"
}
