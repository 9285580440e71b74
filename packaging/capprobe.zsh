#compdef capprobe
# zsh completion for capprobe. All completions come from the program. Container names are not trusted: they are only compared,
# never evaluated.

emulate -L zsh -o extended_glob
local line word before described
local -a offered shown
before=${PREFIX%"${PREFIX##*[=,]}"}

for line in "${(@f)$(command capprobe complete "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}"; do
	word=${line%%$'\t'*}
	[[ $word == "$PREFIX"* && ${word#"$before"} == [A-Za-z0-9_.@:+/-]## ]] || continue
	offered+=("$word")
	if [[ $line == *$'\t'* ]]; then
		described=-l
		shown+=("$word -- ${line#*$'\t'}")
	else
		shown+=("$word")
	fi
done
compadd $described -d shown -a offered
