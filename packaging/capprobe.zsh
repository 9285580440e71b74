#compdef capprobe
# Completion of capprobe's command line, for zsh. The program is asked for all there is to complete. A container's name is
# somebody else's: it is compared, and nothing here evaluates it.

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
