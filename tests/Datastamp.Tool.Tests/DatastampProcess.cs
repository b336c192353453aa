using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Sharding;

namespace Datastamp.Tool.Tests;

/// <summary>Runs the command as a process, as a shell would.</summary>
internal static class DatastampProcess
{
    public static Task<BufferedCommandResult> RunAsync(params string[] arguments) => RunAsync(PipeSource.Null, arguments);

    public static async Task<BufferedCommandResult> RunAsync(PipeSource input, params string[] arguments) => await Command(arguments)
        .WithStandardInputPipe(input)
        .ExecuteBufferedAsync(Encoding.UTF8);

    /// <summary>Runs it under a scheduler that sets these variables, and no other.</summary>
    public static async Task<BufferedCommandResult> RunInAsync((string Name, string Value)[] variables, params string[] arguments) => await Command(arguments)
        .WithEnvironmentVariables(environment =>
        {
            environment.Set("XDG_CACHE_HOME", CacheOfTests.Folder);
            foreach (var name in ShardEnvironment.Variables)
            {
                environment.Set(name, null);
            }

            foreach (var (name, value) in variables)
            {
                environment.Set(name, value);
            }
        })
        .ExecuteBufferedAsync(Encoding.UTF8);

    private static Command Command(string[] arguments) => Cli.Wrap("dotnet")
        .WithArguments(["exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll"), .. arguments])
        .WithEnvironmentVariables(environment => environment.Set("XDG_CACHE_HOME", CacheOfTests.Folder))
        .WithValidation(CommandResultValidation.None);
}
