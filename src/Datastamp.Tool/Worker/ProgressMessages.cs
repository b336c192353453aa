using Datastamp.Measuring;
using Datastamp.MSBuild.Protocol;

namespace Datastamp.Tool.Worker;

/// <summary>Every quarter of a second a sign of life for the task, every five a line for people.</summary>
internal sealed class ProgressMessages(Messages messages) : IProgress<MeasureProgress>
{
    private const int AliveInterval = 250;
    private const int LineInterval = 5000;

    private long lastAlive = Environment.TickCount64;
    private long lastLine = Environment.TickCount64;

    public void Report(MeasureProgress value)
    {
        if (IsDue(ref lastLine, LineInterval))
        {
            messages.Write(new StampMessage { Severity = "progress", Message = Text(value) });
        }
        else if (IsDue(ref lastAlive, AliveInterval))
        {
            messages.Write(new StampMessage { Severity = "alive" });
        }
    }

    private static string Text(MeasureProgress value) =>
        value.IsWaiting ? $"{value.Dataset}: waiting for another build"
        : value.TotalFiles == 0 ? FormattableString.Invariant($"{value.Dataset}: {value.Files} files found")
        : FormattableString.Invariant($"{value.Dataset}: {value.Files} of {value.TotalFiles} files");

    private static bool IsDue(ref long last, int interval)
    {
        var now = Environment.TickCount64;
        var before = Volatile.Read(ref last);
        return now - before >= interval && Interlocked.CompareExchange(ref last, now, before) == before;
    }
}
