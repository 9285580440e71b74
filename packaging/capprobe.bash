# shellcheck shell=bash
# Completion of capprobe's command line, for bash. The program is asked for all there is to complete. A container's name is
# somebody else's: it is compared, and nothing here evaluates it, as compgen -W would.

_capprobe() {
	local words line cur before value breaks kept LC_ALL=C # for the ranges below
	# A redirection's is a file.
	if [[ ${COMP_WORDS[COMP_CWORD - 1]} == *[\<\>]* ]]; then
		compopt -o default
		return
	fi
	# COMP_WORDS has --option=argument in three.
	line=${COMP_LINE:0:COMP_POINT}
	IFS=$' \t\n' read -rd '' -a words <<<"$line"
	[[ $line != *[[:space:]] ]] || words+=('')
	cur=${words[-1]}
	before=${cur%"${cur##*[=,]}"}
	# Readline keeps what is before the last of these.
	breaks=${COMP_WORDBREAKS//[^=:@]/}
	kept=${breaks:+${cur%"${cur##*["$breaks"]}"}}

	while IFS= read -r line; do
		line=${line%%$'\t'*}
		value=${line#"$before"}
		[[ $line == "$cur"* && $value && $value != *[!A-Za-z0-9_.@:+/-]* ]] || continue
		printf -v value %q "$value"
		line=$before$value
		COMPREPLY+=("${line#"$kept"}")
	done < <(command capprobe complete "${words[@]:1}" 2>/dev/null)
} && complete -F _capprobe capprobe
