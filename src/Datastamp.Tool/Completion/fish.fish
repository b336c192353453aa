# Completion of datastamp for fish. Once: datastamp completion fish | source. Always: into ~/.config/fish/completions/datastamp.fish.
function __datastamp_complete
    set -l line (commandline --current-process --cut-at-cursor | string collect)
    # Options are offered where one was begun: elsewhere, files may be meant.
    if string match --quiet -- '-*' (commandline --current-token)
        datastamp "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
    else
        datastamp "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match --invert --regex -- '^[-/]'
    end
end
complete --command datastamp --arguments '(__datastamp_complete)'
