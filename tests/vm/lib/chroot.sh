# shellcheck shell=bash
# Sourced by the scripts that run under as-root: a chroot over a tree that stays as it is.

# chroot_overlay TREE WORK: mounts TREE at WORK/root; what is written goes to WORK/upper.
chroot_overlay() {
	local options="lowerdir=$1,upperdir=$2/upper,workdir=$2/workdir"
	# In a user namespace overlayfs may not use the trusted.* attributes.
	if [[ $(</proc/self/uid_map) != *4294967295* ]]; then
		options+=,userxattr
	fi
	mkdir -p "$2"/{root,upper,workdir}
	mount -t overlay overlay -o "$options" "$2/root"
}

# chroot_mounts ROOT: what programs in there expect. objtool, for one, reads its stack limit from /proc.
chroot_mounts() {
	mount --rbind /proc "$1/proc"
	mount --rbind /dev "$1/dev"
	mount -t tmpfs -o mode=755 tmpfs "$1/run"
	mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"
}

# chroot_unmount ROOT: undoes chroot_mounts. In a user namespace the mounts below /proc and /dev cannot be taken one by one. What is
# unmounted lazily keeps ROOT busy for a moment: it must be unmounted lazily, too.
chroot_unmount() {
	umount --lazy "$1"/{proc,dev,run,tmp}
}
