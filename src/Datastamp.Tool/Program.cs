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
    return Tell(e.Diagnostics);
}
catch (Exception e) when (SystemFailure.DiagnosticOf(e) is { } failure)
{
    return Tell([failure]);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("datastamp: interrupted. No file was changed; what was measured by now is remembered for the next run.");
    return ExitCode.Interrupted;
}

static int Tell(IReadOnlyList<Diagnostic> diagnostics)
{
    try
    {
        foreach (var diagnostic in diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }
    }
    catch (Exception e) when (SystemFailure.DiagnosticOf(e) is not null)
    {
        // There is nobody to tell. The exit code still says it.
    }

    return ExitCode.For(diagnostics);
}
