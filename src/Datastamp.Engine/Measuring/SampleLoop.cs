using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>Does something with every sample, once, on several threads, each with a state of its own.</summary>
internal sealed class SampleLoop(Dataset dataset, IReadOnlyList<Sample> samples, MeasureOptions options)
{
    private const int ReportInterval = 100;

    private int next = -1;
    private int filesDone;
    private long bytesDone;
    private long lastReport = Environment.TickCount64;

    /// <inheritdoc cref="RunAsync{TState}(Func{TState}, Func{TState, int, long}, Action{TState}, CancellationToken)"/>
    public Task<IReadOnlyList<TState>> RunAsync<TState>(Func<TState> create, Func<TState, int, long> body, CancellationToken cancellation) =>
        RunAsync(create, body, _ => { }, cancellation);

    /// <summary>Runs the body on every sample.</summary>
    /// <param name="create">Makes a thread's state.</param>
    /// <param name="body">Takes the state and a sample's index, and gives the number of bytes that were read.</param>
    /// <param name="complete">Takes a state behind its last sample, on its thread.</param>
    /// <param name="cancellation">Stops the loop.</param>
    /// <returns>The states, one a thread, to be merged. Those that can be disposed of, are.</returns>
    /// <exception cref="DiagnosticException">DS0105: a sample cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public async Task<IReadOnlyList<TState>> RunAsync<TState>(
        Func<TState> create, Func<TState, int, long> body, Action<TState> complete, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var threads = Enumerable.Range(0, Math.Clamp(options.Parallelism, 1, Math.Max(1, samples.Count)))
            .Select(_ => Task.Factory.StartNew(
                () => Work(create, body, complete, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        var states = await Task.WhenAll(threads);
        Report();
        return states;
    }

    /// <summary>Reports, where it is time to: also in the middle of a sample that takes long.</summary>
    public void Beat()
    {
        var last = Volatile.Read(ref lastReport);
        var now = Environment.TickCount64;
        if (now - last >= ReportInterval && Interlocked.CompareExchange(ref lastReport, now, last) == last)
        {
            Report();
        }
    }

    private TState Work<TState>(Func<TState> create, Func<TState, int, long> body, Action<TState> complete, CancellationTokenSource stop)
    {
        try
        {
            var state = create();
            using (state as IDisposable)
            {
                for (int index; (index = Interlocked.Increment(ref next)) < samples.Count;)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    Count(Run(state, index, body));
                }

                complete(state);
                return state;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            stop.Cancel();
            throw;
        }
    }

    private long Run<TState>(TState state, int index, Func<TState, int, long> body)
    {
        try
        {
            return body(state, index);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Diagnostics.Report.CannotRead(dataset.Name, Path.Combine(dataset.Root, samples[index].Key), e.Message), e);
        }
    }

    private void Count(long bytes)
    {
        Interlocked.Increment(ref filesDone);
        Interlocked.Add(ref bytesDone, bytes);
        Beat();
    }

    private void Report() =>
        options.Progress?.Report(new(dataset.Name, Volatile.Read(ref filesDone), samples.Count, Volatile.Read(ref bytesDone)));
}
