#compdef datastamp
# Completion of datastamp for zsh. Once: source <(datastamp completion zsh). Always: that line in ~/.zshrc, behind compinit.
_datastamp() {
    local -a found
    found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
    # Options are offered where one was begun: elsewhere, files may be meant.
    [[ $PREFIX == -* ]] || found=("${(@)found:#-*}")
    found=("${(@)found:#(/*|)}")
    (( $#found )) && compadd -a found
    [[ $PREFIX == -* ]] || _files
}
compdef _datastamp datastamp
