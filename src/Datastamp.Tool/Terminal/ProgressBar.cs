using System.Globalization;
using Datastamp.Measuring;
using Spectre.Console;

namespace Datastamp.Tool.Terminal;

/// <summary>A progress bar on standard error, where that is a terminal; standard output stays clean.</summary>
internal sealed class ProgressBar : IProgress<MeasureProgress>, IDisposable
{
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task drawing;
    private MeasureProgress? latest;

    private ProgressBar(IAnsiConsole console)
    {
        drawing = console.Progress()
            .AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(DrawAsync);
    }

    /// <summary>A bar, or null where nobody would see it.</summary>
    public static ProgressBar? OnTerminal() => Console.IsErrorRedirected
        ? null
        : new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    public void Report(MeasureProgress value) => Volatile.Write(ref latest, value);

    public void Dispose()
    {
        finished.TrySetResult();
        drawing.GetAwaiter().GetResult();
    }

    private async Task DrawAsync(ProgressContext context)
    {
        var task = context.AddTask("reading");
        while (!finished.Task.IsCompleted)
        {
            if (Volatile.Read(ref latest) is { } progress)
            {
                task.MaxValue = Math.Max(1, progress.TotalFiles);
                task.Value = progress.Files;
                task.Description = string.Create(CultureInfo.InvariantCulture, $"{progress.Files:N0} of {progress.TotalFiles:N0} files");
            }

            await Task.WhenAny(finished.Task, Task.Delay(100));
        }
    }
}
