using Datastamp.Diagnostics;

namespace Datastamp.Tool.Terminal;

/// <summary>Tells warnings, and nothing less grave, on standard error: once a progress bar is gone, which would draw over them.</summary>
internal static class Warnings
{
    public static void Write(IEnumerable<Diagnostic> told)
    {
        foreach (var warning in told.Where(diagnostic => diagnostic.Severity >= Severity.Warning))
        {
            Console.Error.WriteLine(warning);
        }
    }
}
