using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Tests;

namespace Datastamp.Tool.Tests;

public class CompletionCommandTests
{
    [TestCase("datastamp im", "images")]
    [TestCase("datastamp images . --col", "--color")]
    [TestCase("datastamp videos --frame", "--frame-count")]
    [TestCase("datastamp completion ", "bash fish pwsh zsh")]
    [TestCase("datastamp images da", "")]
    [TestCase("datastamp st", "")]
    public async Task Bash_completes_commands_options_and_values_and_leaves_files_to_itself(string line, string expected)
    {
        var script = $$"""
            datastamp() { dotnet exec "$TOOL" "$@"; }
            source <(datastamp completion bash)
            COMP_LINE='{{line}}'
            COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _datastamp
            echo "${COMPREPLY[*]}"
            complete -p datastamp
            """;

        var result = await RunAsync("bash", "--norc", "-c", script);

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, string.Empty)));
        Assert.That(result.StandardOutput, Is.EqualTo($"{expected}\ncomplete -o bashdefault -o default -F _datastamp datastamp\n"));
    }

    [Test]
    [Category("Fish")]
    public async Task Fish_completes_where_it_is_installed()
    {
        Programs.Require("fish", "fish");
        var result = await RunAsync("fish", "--no-config", "-c", """
            function datastamp; dotnet exec "$TOOL" $argv; end
            datastamp completion fish | source
            complete -C 'datastamp im'
            complete -C 'datastamp images --col'
            """);

        Assert.That(result.StandardOutput, Is.EqualTo("images\n--color\n"));
    }

    [TestCase("bash", "complete -o")]
    [TestCase("zsh", "compdef _datastamp datastamp")]
    [TestCase("fish", "complete --command datastamp")]
    [TestCase("pwsh", "Register-ArgumentCompleter -Native -CommandName datastamp")]
    public async Task Every_shell_has_a_script(string shell, string text) =>
        Assert.That((await DatastampProcess.RunAsync("completion", shell)).StandardOutput, Does.Contain(text));

    [Test]
    public async Task Another_shell_ends_with_2() => Assert.That((await DatastampProcess.RunAsync("completion", "cmd")).ExitCode, Is.EqualTo(2));

    private static async Task<BufferedCommandResult> RunAsync(string program, params string[] arguments) => await Cli.Wrap(program)
        .WithArguments(arguments)
        .WithEnvironmentVariables(environment => environment.Set("TOOL", Path.Combine(AppContext.BaseDirectory, "datastamp.dll")))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Encoding.UTF8);
}
