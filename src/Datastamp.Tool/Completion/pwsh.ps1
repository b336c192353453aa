# Completion of datastamp for PowerShell. Once: datastamp completion pwsh | Out-String | Invoke-Expression. Always: that line in $PROFILE.
Register-ArgumentCompleter -Native -CommandName datastamp -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # Options are offered where one was begun: elsewhere, files may be meant, which PowerShell offers where nothing is returned.
    $isOption = "$wordToComplete".StartsWith('-')
    datastamp "[suggest:$cursorPosition]" "$commandAst" 2>$null |
        Where-Object { $_.StartsWith("$wordToComplete") -and ($isOption -or $_ -notmatch '^[-/]') } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
