# shellcheck shell=bash
# bash completion for capprobe. All completions come from the program. Container names are not trusted: they are only compared,
# never evaluated, as compgen -W would do.

_capprobe() {
	local words line cur before value breaks kept LC_ALL=C # for the ranges below
	# The target of a redirection is a file.
	if [[ ${COMP_WORDS[COMP_CWORD - 1]} == *[\<\>]* ]]; then
		compopt -o default
		return
	fi
	# COMP_WORDS splits --option=argument into three words.
	line=${COMP_LINE:0:COMP_POINT}
	IFS=$' \t\n' read -rd '' -a words <<<"$line"
	[[ $line != *[[:space:]] ]] || words+=('')
	cur=${words[-1]}
	before=${cur%"${cur##*[=,]}"}
	# Readline keeps everything up to the last word break.
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
