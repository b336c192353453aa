using System.Diagnostics;
using System.Globalization;
using System.Text;
using Datastamp.Guarding;
using Datastamp.MSBuild.Protocol;

namespace Datastamp.Tool.Guarding;

/// <summary>Tries suspects in processes of their own, one at a time: <c>datastamp try</c>.</summary>
internal sealed class TrialProcess : ITrials
{
    /// <summary>The line by which a process says that it is ready for the file: how one ends that never said it, as for want of threads, is not about the file.</summary>
    public const string Begun = "begun";

    private const int Poll = 100;

    // Of one that is killed from outside nothing is known; only the third time it is likely to be about the file.
    private const int MostKills = 3;

    private const string LongerThan = "takes longer than";
    private const string MoreThan = "needs more";
    private const string KilledBySystem = "the system ends what decodes it, for want of memory most likely (SIGKILL)";

    private readonly Lock turn = new();

    public TrialEnd Measure(string request, ReadOnlySpan<byte> content, Action beat)
    {
        while (!turn.TryEnter(Poll))
        {
            beat();
        }

        try
        {
            for (var kills = 1; ; kills++)
            {
                var (exitCode, output, errors) = Run(request, content, beat);
                if (exitCode != ProcessDeath.Killed || kills == MostKills)
                {
                    // Without the memory that it may have, a process ends in many ways.
                    var isAboutFile = output.Split('\n').Contains(Begun, StringComparer.Ordinal) && (!ProcessLimits.IsTight || exitCode == ProcessDeath.TooSlow);
                    return exitCode == ExitCode.Success ? new(Answer(output), Verdict: null) : new(Answer: null, isAboutFile ? VerdictOf(exitCode, errors) : null);
                }
            }
        }
        finally
        {
            turn.Exit();
        }
    }

    /// <summary>Why a file ends the process that decodes it, for people; null where an end says nothing of the file.</summary>
    internal static string? VerdictOf(int exitCode, string errors) => exitCode switch
    {
        ProcessDeath.TooSlow => TooSlow,
        ProcessLimits.TooLarge => TooLarge,

        // The runtime's own words where not even it has memory.
        128 + 6 when errors.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) => TooLarge,
        ProcessDeath.Killed => KilledBySystem,
        _ => ProcessDeath.CrashOf(exitCode) is { } crash ? $"crashes the decoder ({crash})" : null,
    };

    /// <inheritdoc/>
    public bool Holds(string verdict) =>
        (!verdict.StartsWith(LongerThan, StringComparison.Ordinal) || verdict == TooSlow)
        && (!verdict.StartsWith(MoreThan, StringComparison.Ordinal) || verdict == TooLarge)
        && verdict != KilledBySystem;

    private static string TooSlow => FormattableString.Invariant($"{LongerThan} {ProcessLimits.Seconds} s");

    private static string TooLarge => ProcessLimits.Memory switch
    {
        0 => $"{MoreThan} memory than there is",
        var bytes when bytes % (1 << 30) == 0 => FormattableString.Invariant($"{MoreThan} than {bytes >> 30} GiB of memory"),
        var bytes => FormattableString.Invariant($"{MoreThan} than {bytes >> 20} MiB of memory"),
    };

    private static byte[]? Answer(string output)
    {
        // Libraries may print lines of their own before it.
        var line = output.TrimEnd().Split('\n')[^1];
        var answer = new byte[line.Length];
        return Convert.TryFromBase64String(line, answer, out var length) && length > 0 ? answer[..length] : null;
    }

    private static (int ExitCode, string Output, string Errors) Run(string request, ReadOnlySpan<byte> content, Action beat)
    {
        using var process = Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            Send(process, request, content);
            while (!process.WaitForExit(Poll))
            {
                beat();
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    private static Process Start()
    {
        var program = Environment.ProcessPath!;
        IEnumerable<string> start = Path.GetFileNameWithoutExtension(program) == "dotnet" ? ["exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll")] : [];
        return Process.Start(new ProcessStartInfo(program, [.. start, "try"])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Its input stays open: the end of that is the end of this process, and so of its own.</summary>
    private static void Send(Process process, string request, ReadOnlySpan<byte> content)
    {
        try
        {
            var input = process.StandardInput.BaseStream;
            input.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{content.Length} {request}\n")));
            input.Write(content);
            input.Flush();
        }
        catch (IOException)
        {
            // It ended before it read all: its exit code tells why.
        }
    }
}
