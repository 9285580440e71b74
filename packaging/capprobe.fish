# fish completion for capprobe. All completions come from the program. Container names are not trusted: they are only compared,
# never evaluated.

function __capprobe_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l length (string length -- "$typed")
    set -l before (string length -- (string match -r '^.*[=,]' -- "$typed"))
    for line in (command capprobe complete $words[2..-1] "$typed" 2>/dev/null)
        set -l word (string split -m 1 \t -- $line)[1]
        if test (string sub -l $length -- "$word") = "$typed"
            and string match -qr '^[A-Za-z0-9_.@:+/-]+$' -- (string sub -s (math $before + 1) -- "$word")
            printf '%s\n' $line
        end
    end
end

complete -c capprobe -f -a '(__capprobe_complete)'
