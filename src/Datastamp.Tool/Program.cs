using System.CommandLine;
using System.CommandLine.Invocation;
using Datastamp.Diagnostics;
using Datastamp.Tool;
using Datastamp.Tool.Commands;

var parsed = DatastampCommand.Create().Parse(args);
if (parsed.Action is ParseErrorAction)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync($"datastamp: error: {error.Message} See 'datastamp --help'.");
    }

    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (DiagnosticException e)
{
    foreach (var diagnostic in e.Diagnostics)
    {
        await Console.Error.WriteLineAsync(diagnostic.ToString());
    }

    return ExitCode.For(e.Diagnostics);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("datastamp: interrupted. No file was changed; what was measured by now is remembered for the next run.");
    return ExitCode.Interrupted;
}
