using System.CommandLine;
using Datastamp.Health;
using Datastamp.Locking;
using Datastamp.Output;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp doctor</c>: whether this machine can do what the tool does.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> json = Options.Json();

    public static Command Create()
    {
        var command = new Command("doctor", "Tells whether this machine has what measuring needs, and what to do where it lacks something. Example: datastamp doctor --json")
        {
            json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var report = HealthReport.Examine();
        if (parsed.GetValue(json))
        {
            Console.Out.Write(JsonText.Write(HealthJson.Write(report)));
        }
        else
        {
            HealthTable.Write(report);
        }

        return report.IsHealthy ? ExitCode.Success : ExitCode.Environment;
    }
}
