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
        return await RunAsync(samples.Count, Begin, create, complete, cancellation);

        Func<TState, long?> Begin() => state => Interlocked.Increment(ref next) is var index && index < samples.Count
            ? Guard(() => index, () => body(state, index))
            : null;
    }

    /// <summary>Runs the body on the bytes of every sample.</summary>
    /// <param name="feed">Gives the bytes; disposed of.</param>
    /// <param name="create">Makes a thread's state.</param>
    /// <param name="body">Takes the state, a sample's index, and its bytes, valid until it returns.</param>
    /// <param name="complete">Takes a state behind its last sample, on its thread.</param>
    /// <param name="cancellation">Stops the loop.</param>
    /// <inheritdoc cref="RunAsync{TState}(Func{TState}, Func{TState, int, long}, Action{TState}, CancellationToken)"/>
    public async Task<IReadOnlyList<TState>> ReadAsync<TState>(
        SampleFeed feed, Func<TState> create, Action<TState, int, ReadOnlySpan<byte>> body, Action<TState> complete, CancellationToken cancellation)
    {
        using (feed)
        {
            return await RunAsync(feed.MostThreads, Begin, create, complete, cancellation);
        }

        Func<TState, long?> Begin()
        {
            var buffer = new SampleBuffer(feed);
            return state => Read(state, buffer, body);
        }
    }

    /// <inheritdoc cref="ReadAsync{TState}(SampleFeed, Func{TState}, Action{TState, int, ReadOnlySpan{byte}}, Action{TState}, CancellationToken)"/>
    public Task<IReadOnlyList<TState>> ReadAsync<TState>(
        ISampleSource source, Func<TState> create, Action<TState, int, ReadOnlySpan<byte>> body, CancellationToken cancellation) =>
        ReadAsync(new(source, samples, cancellation), create, body, _ => { }, cancellation);

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

    /// <summary>Runs as many threads as there is work for. What <c>begin</c> makes is done again and again: it gives the number of bytes that were read, or null at the end.</summary>
    private async Task<IReadOnlyList<TState>> RunAsync<TState>(
        int mostThreads, Func<Func<TState, long?>> begin, Func<TState> create, Action<TState> complete, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var threads = Enumerable.Range(0, Math.Clamp(options.Parallelism, 1, Math.Max(1, mostThreads)))
            .Select(_ => Task.Factory.StartNew(
                () => Work(begin, create, complete, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        var states = await Task.WhenAll(threads);
        Report();
        return states;
    }

    private TState Work<TState>(Func<Func<TState, long?>> begin, Func<TState> create, Action<TState> complete, CancellationTokenSource stop)
    {
        try
        {
            var state = create();
            using (state as IDisposable)
            {
                var step = begin();
                while (true)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    if (step(state) is not { } bytes)
                    {
                        break;
                    }

                    Count(bytes);
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

    private long? Read<TState>(TState state, SampleBuffer buffer, Action<TState, int, ReadOnlySpan<byte>> body)
    {
        if (!Guard(() => buffer.Index, buffer.Take))
        {
            return null;
        }

        body(state, buffer.Index, buffer.Content);
        return buffer.Content.Length;
    }

    private T Guard<T>(Func<int> index, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var path = index() is >= 0 and var known ? dataset.PathOf(samples[known].Key) : dataset.Root;
            throw new DiagnosticException(Diagnostics.Report.CannotRead(dataset.Name, path, e.Message), e);
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
