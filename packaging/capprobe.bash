# shellcheck shell=bash
# Completion of capprobe's command line, for bash. The program is asked for all
# there is to complete: its help names commands, options, and what an argument
# is.

_capprobe_commands() {
	capprobe help 2>/dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'
}

# _capprobe_options COMMAND: its long options.
_capprobe_options() {
	capprobe help "$1" 2>/dev/null | sed -n 's/^  .\{4\}\(--[a-z-]*\).*/\1/p'
}

# _capprobe_argument COMMAND OPTION: what the option's argument is called; for one of a few words, these words.
_capprobe_argument() {
	capprobe help "$1" 2>/dev/null | sed -n "/^  .*$2[ =,]/{
		/=[A-Z]* .*: [a-z]*,.* or [a-z]*\$/{ s/.*: //; s/,\| or//g; p; q; }
		s/.*=\([A-Z]*\).*/\1/p
	}"
}

# _capprobe_operand COMMAND: what it works on, as its usage calls it.
_capprobe_operand() {
	capprobe help "$1" 2>/dev/null | sed -n '1s/^.*\[options\]//p'
}

_capprobe_capabilities() {
	capprobe decode full -o jsonl 2>/dev/null | grep -o '"cap": *"[a-z_]*"' | sed 's/.*: *"\(.*\)"/\1/'
}

# Quiet where the module is not there, or not for this user.
_capprobe_containers() {
	timeout 2 capprobe list -o csv --no-header 2>/dev/null | cut -d, -f1
}

# _capprobe_words WHAT: the words that an argument or an operand of this name can be.
_capprobe_words() {
	case $1 in
	*TARGET*) _capprobe_containers ;;
	*CAP*) _capprobe_capabilities ;;
	*MASK*) echo docker full && _capprobe_capabilities ;;
	*NAME*) _capprobe_containers ;;
	*PID*) command ps -A -o pid= ;;
	*USER*) compgen -u ;;
	*[[:lower:]]*) echo "$1" ;;
	esac
}

_capprobe() {
	local cur prev words cword command what
	# shellcheck disable=SC2034 # _init_completion's
	local split
	_init_completion -s || return
	command=${words[1]}

	if ((cword == 1)); then
		mapfile -t COMPREPLY < <(compgen -W "$(_capprobe_commands) help --help --version" -- "$cur")
		return
	fi
	if [[ $command == help ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_capprobe_commands)" -- "$cur")
		return
	fi
	what=$([[ $prev != -* ]] || _capprobe_argument "$command" "$prev")
	if [[ ! $what && $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_capprobe_options "$command")" -- "$cur")
		return
	fi
	mapfile -t COMPREPLY < <(compgen -W "$(_capprobe_words "${what:-$(_capprobe_operand "$command")}")" -- "$cur")
} && complete -F _capprobe capprobe
