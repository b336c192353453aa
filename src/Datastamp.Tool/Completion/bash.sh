# Completion of datastamp for bash. Once: source <(datastamp completion bash). Always: that line in ~/.bashrc.
_datastamp() {
    local current="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
    # Options are offered where one was begun: elsewhere, files may be meant.
    local others='^[-/]'
    [[ $current == -* ]] && others='^[^-]'
    COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null | grep --invert-match "$others")" -- "$current"))
}
complete -o bashdefault -o default -F _datastamp datastamp
