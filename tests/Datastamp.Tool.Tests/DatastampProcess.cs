using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Datastamp.Tool.Tests;

/// <summary>Runs the command as a process, as a shell would.</summary>
internal static class DatastampProcess
{
    public static Task<BufferedCommandResult> RunAsync(params string[] arguments) => RunAsync(PipeSource.Null, arguments);

    public static async Task<BufferedCommandResult> RunAsync(PipeSource input, params string[] arguments) => await Cli.Wrap("dotnet")
        .WithArguments(["exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll"), .. arguments])
        .WithEnvironmentVariables(environment => environment.Set("XDG_CACHE_HOME", CacheOfTests.Folder))
        .WithStandardInputPipe(input)
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Encoding.UTF8);
}
