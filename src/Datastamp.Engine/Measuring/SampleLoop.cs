using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>Reads every sample once, on several threads, each with one buffer and one state of its own.</summary>
internal sealed class SampleLoop(ImageDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, MeasureOptions options)
{
    private const int LargestKeptBuffer = 64 << 20;
    private const int ReportInterval = 100;

    private int next = -1;
    private int filesDone;
    private long bytesDone;
    private long lastReport = Environment.TickCount64;

    /// <summary>What is done with one sample's bytes.</summary>
    public delegate void Body<in TState>(TState state, int index, ReadOnlySpan<byte> content);

    /// <summary>Runs the body on every sample.</summary>
    /// <returns>The states, one a thread, to be merged.</returns>
    /// <exception cref="DiagnosticException">DS0105: a sample cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public async Task<IReadOnlyList<TState>> RunAsync<TState>(Func<TState> create, Body<TState> body, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var threads = Enumerable.Range(0, Math.Clamp(options.Parallelism, 1, Math.Max(1, samples.Count)))
            .Select(_ => Task.Factory.StartNew(
                () => Work(create(), body, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        var states = await Task.WhenAll(threads);
        Report();
        return states;
    }

    private TState Work<TState>(TState state, Body<TState> body, CancellationTokenSource stop)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(256 << 10);
        try
        {
            for (int index; (index = Interlocked.Increment(ref next)) < samples.Count;)
            {
                stop.Token.ThrowIfCancellationRequested();
                var length = Read(samples[index], ref buffer);
                body(state, index, buffer.AsSpan(0, length));
                if (buffer.Length > LargestKeptBuffer)
                {
                    buffer = GC.AllocateUninitializedArray<byte>(256 << 10);
                }

                Count(length);
            }

            return state;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            stop.Cancel();
            throw;
        }
    }

    private int Read(Sample sample, ref byte[] buffer)
    {
        try
        {
            return source.Read(sample, ref buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Diagnostics.Report.CannotRead(dataset.Name, Path.Combine(dataset.Root, sample.Key), e.Message), e);
        }
    }

    private void Count(int bytes)
    {
        Interlocked.Increment(ref filesDone);
        Interlocked.Add(ref bytesDone, bytes);
        var last = Volatile.Read(ref lastReport);
        var now = Environment.TickCount64;
        if (now - last >= ReportInterval && Interlocked.CompareExchange(ref lastReport, now, last) == last)
        {
            Report();
        }
    }

    private void Report() =>
        options.Progress?.Report(new(dataset.Name, Volatile.Read(ref filesDone), samples.Count, Volatile.Read(ref bytesDone)));
}
