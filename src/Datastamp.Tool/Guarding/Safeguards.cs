using Datastamp.Guarding;
using Datastamp.MSBuild.Protocol;

namespace Datastamp.Tool.Guarding;

/// <summary>What the program does about files that may end it.</summary>
internal static class Safeguards
{
    /// <summary>For a command that a user started: it says why it ends.</summary>
    public static Safeguard OfCommand() => new(new TrialProcess(), new(TimeSpan.FromSeconds(ProcessLimits.Seconds), key =>
    {
        Console.Error.WriteLine(Diagnostics.Report.TooSlow(key, ProcessLimits.Seconds, ProcessLimits.TimeVariable));
        ProcessLimits.End(ExitCode.Data);
    }));

    /// <summary>For a build's worker, which the build starts again behind the file.</summary>
    public static Safeguard OfWorker() => new(new TrialProcess(), EndingWatch());

    /// <summary>Ends the process because of a file that takes too long, by a code that says so to who started it.</summary>
    public static FileWatch EndingWatch() => new(TimeSpan.FromSeconds(ProcessLimits.Seconds), _ => ProcessLimits.End(ProcessDeath.TooSlow));
}
