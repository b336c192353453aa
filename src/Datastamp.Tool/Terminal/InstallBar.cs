using Datastamp.Tool.Backends;
using Spectre.Console;

namespace Datastamp.Tool.Terminal;

/// <summary>An installation on standard error: what is said, and on a terminal a bar below it.</summary>
internal sealed class InstallBar : IProgress<InstallProgress>, IDisposable
{
    private const int RedrawMilliseconds = 100;

    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IAnsiConsole? console;
    private readonly Task drawing = Task.CompletedTask;
    private InstallProgress? latest;

    private InstallBar(bool isSeen)
    {
        if (isSeen)
        {
            console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            drawing = console.Progress().AutoClear(enabled: true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn()).StartAsync(DrawAsync);
        }
    }

    /// <summary>A bar; where nobody would see one, only lines are written.</summary>
    public static InstallBar OnTerminal() => new(ProgressBar.IsSeen);

    /// <summary>Writes a line.</summary>
    public void Say(string line)
    {
        if (console is null)
        {
            Console.Error.WriteLine($"datastamp: {PlainText.Of(line)}");
        }
        else
        {
            console.WriteLine($"datastamp: {PlainText.Of(line)}");
        }
    }

    public void Report(InstallProgress value) => Volatile.Write(ref latest, value);

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        finished.TrySetResult();
        drawing.GetAwaiter().GetResult();
    }

    private async Task DrawAsync(ProgressContext context)
    {
        var task = context.AddTask("looking");
        while (!finished.Task.IsCompleted)
        {
            if (Volatile.Read(ref latest) is { } progress)
            {
                task.MaxValue = Math.Max(1, progress.TotalBytes);
                task.Value = progress.Bytes;
                task.Description = $"{progress.Step}, {ByteSize.Of(progress.Bytes)} of {ByteSize.Of(progress.TotalBytes)}";
            }

            await Task.WhenAny(finished.Task, Task.Delay(RedrawMilliseconds));
        }
    }
}
