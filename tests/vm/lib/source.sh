# shellcheck shell=bash
# The sources: which files of the checkout matter, and a copy that does not change during a build.

# source_files DIR PATH...: prints the files below the paths, NUL-terminated, relative to DIR: in a git checkout those that git tracks
# or would track, as in the working tree; elsewhere (an unpacked release) all of them.
source_files() {
	local dir=$1 path
	shift
	cd "$dir"
	if git rev-parse --git-dir >/dev/null 2>&1; then
		git ls-files -z --cached --others --exclude-standard -- "$@"
	else
		find "$@" ! -type d -print0
	fi | sort -zu | while IFS= read -r -d '' path; do
		# git also lists files whose removal has not been committed yet.
		if [[ -e $path || -L $path ]]; then
			printf '%s\0' "$path"
		fi
	done
}
