using System.Diagnostics;
using Datastamp.Measuring;
using Spectre.Console;

namespace Datastamp.Tool.Terminal;

/// <summary>
/// A progress bar on standard error, where a person sees it, for what takes longer than a second; standard output stays clean.
/// </summary>
internal sealed class ProgressBar : IProgress<MeasureProgress>, IDisposable
{
    private const int RedrawMilliseconds = 100;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Task drawing;
    private MeasureProgress? latest;

    private ProgressBar() => drawing = ShowAsync();

    /// <summary>A bar, or null where nobody would see it: standard error is no terminal, or that of a CI service.</summary>
    public static ProgressBar? OnTerminal() => IsSeen ? new() : null;

    /// <summary>Whether a person may see a bar.</summary>
    public static bool IsSeen =>
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb" && !IsTrue(Environment.GetEnvironmentVariable("CI"));

    public void Report(MeasureProgress value) => Volatile.Write(ref latest, value);

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        finished.TrySetResult();
        drawing.GetAwaiter().GetResult();
    }

    private static bool IsTrue(string? value) => value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private async Task ShowAsync()
    {
        await Task.WhenAny(finished.Task, Task.Delay(patience));
        if (!finished.Task.IsCompleted)
        {
            await AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
                .Progress()
                .AutoClear(enabled: true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(DrawAsync);
        }
    }

    private async Task DrawAsync(ProgressContext context)
    {
        var task = context.AddTask("reading");
        while (!finished.Task.IsCompleted)
        {
            if (Volatile.Read(ref latest) is { } progress)
            {
                task.MaxValue = Math.Max(1, progress.TotalFiles);
                task.Value = progress.TotalFiles == 0 ? 0 : progress.Files;
                task.Description = ProgressText.Of(progress, watch.Elapsed);
            }

            await Task.WhenAny(finished.Task, Task.Delay(RedrawMilliseconds));
        }
    }
}
