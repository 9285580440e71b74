# shellcheck shell=bash
# The sources: which files of the checkout count, and a copy of them that does not change during a build.

# source_files DIR PATH...: the files under the paths, NUL-terminated, relative to DIR: in a git checkout what git tracks or would
# track, as it is in the working tree; elsewhere (an unpacked release) all of them.
source_files() {
	local dir=$1 path
	shift
	cd "$dir"
	if git rev-parse --git-dir >/dev/null 2>&1; then
		git ls-files -z --cached --others --exclude-standard -- "$@"
	else
		find "$@" ! -type d -print0
	fi | sort -zu | while IFS= read -r -d '' path; do
		# git lists what was deleted but not yet committed.
		if [[ -e $path || -L $path ]]; then
			printf '%s\0' "$path"
		fi
	done
}
