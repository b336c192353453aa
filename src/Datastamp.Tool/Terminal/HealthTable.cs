using Datastamp.Health;

namespace Datastamp.Tool.Terminal;

/// <summary>Shows what was found of a machine to a person: state, part, and what it is, in columns; advice below.</summary>
internal static class HealthTable
{
    private const string Indent = "                 ";

    public static void Write(HealthReport report)
    {
        foreach (var finding in report.Findings)
        {
            Console.Out.WriteLine($"{Mark(finding.State),-5} {finding.Name,-10} {PlainText.Of(finding.Value)}");
            if (finding.Advice is { } advice)
            {
                Console.Out.WriteLine(Indent + PlainText.Of(advice));
            }
        }
    }

    private static string Mark(HealthState state) => state switch
    {
        HealthState.Good => "ok",
        HealthState.Note => "note",
        _ => "BAD",
    };
}
