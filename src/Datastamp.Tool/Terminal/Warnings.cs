using Datastamp.Diagnostics;

namespace Datastamp.Tool.Terminal;

/// <summary>Tells warnings, and nothing less grave, on standard error.</summary>
internal static class Warnings
{
    public static void Write(Diagnostic diagnostic)
    {
        if (diagnostic.Severity >= Severity.Warning)
        {
            Console.Error.WriteLine(diagnostic);
        }
    }
}
