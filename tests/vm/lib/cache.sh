# shellcheck shell=bash
# The cache: $cache/KIND/KEY/ directories, complete or absent.
#
# KEY is a hash of everything that went into the entry. An entry is built under a temporary name and renamed when complete, so that a
# killed build leaves nothing that looks ready. The key of what is made from an entry contains the entry's `id`, not its KEY: the same
# packages, unpacked again a month later, may contain a different kernel.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/capprobe

# cache_key DIR FILE… -- STRING…: prints a hash of the names, modes and contents of files under DIR, and of the strings.
cache_key() {
	local dir=$1 files=()
	shift
	while [[ $1 != -- ]]; do
		files+=("$1")
		shift
	done
	(
		printf '%s\0' "$@"
		cd "$dir"
		stat -c '%A %n' -- "${files[@]}"
		sha256sum -- "${files[@]}"
	) | sha256sum | cut -c1-16
}

# cache_entry KIND KEY KEEP WHAT BUILDER ARG…: sets `entry` to the entry's directory; if there is none yet, calls BUILDER DIR ARG…
# first. The entry is not pruned while this process or a child of it lives. Keeps KEEP entries of this kind.
cache_entry() {
	local kind=$1 key=$2 keep=$3 what=$4 dir lock use part
	shift 4
	mkdir -p "$cache/$kind"
	dir=$cache/$kind/$key
	exec {lock}>"$cache/$kind.lock"
	if ! flock --wait 2 "$lock"; then
		say "waiting for another run, which builds $what …"
		# In the background, because bash would defer signals until the lock is free.
		flock "$lock" &
		wait $!
	fi
	if [[ ! -d $dir ]]; then
		part=$cache/$kind/part
		cache_remove "$part"
		mkdir "$part"
		cache_build "$what" "$1" "$part" "${@:2}"
		od -An -N8 -tx8 /dev/urandom >"$part/id"
		mv -T "$part" "$dir"
	fi
	touch "$dir"
	exec {use}<"$dir"
	flock --shared "$use"
	cache_prune "$kind" "$keep"
	exec {lock}>&-
	entry=$dir
}

cache_build() {
	local what=$1 start=$SECONDS log=$run/build.log status=0
	shift
	say "building $what …"
	# In its own process group, so that all of it can be killed.
	set -m
	(
		set -e +m
		"$@"
	) >"$log" 2>&1 </dev/null &
	builder=$!
	set +m
	wait "$builder" || status=$?
	unset builder
	if ((status)); then
		cat "$log" >&2
		die 125 "building $what failed (status $status); the log is above"
	fi
	say "built $what in $((SECONDS - start)) s"
}

cache_stop() {
	[[ ! -v builder ]] || kill -TERM -- "-$builder" 2>/dev/null || true
}

cache_prune() {
	local kind=$1 keep=$2 old fd
	# Sorted by age; names are hashes, so parsing ls is safe.
	# shellcheck disable=SC2012
	ls -t "$cache/$kind" | tail -n "+$((keep + 1))" | while read -r old; do
		exec {fd}<"$cache/$kind/$old"
		if flock --nonblock "$fd"; then
			cache_remove "$cache/$kind/$old"
		fi
		exec {fd}<&-
	done
}

cache_remove() {
	[[ ! -e $1 ]] || as_root rm -rf -- "$1"
}
