using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>
/// Hands the bytes of samples to threads: those of streams as they come by, one thread at a time a stream, so that others decode
/// meanwhile; all others by their index.
/// </summary>
internal sealed class SampleFeed : IDisposable
{
    private readonly ISampleSource source;
    private readonly Func<int, Sample> sampleAt;
    private readonly IReadOnlyList<int> indices;
    private readonly StreamSlot[] slots;
    private readonly Dictionary<string, int>? wanted;
    private readonly Func<Sample, int>? arrive;
    private int next = -1;
    private int nextSlot = -1;

    /// <summary>The bytes of samples that were listed.</summary>
    public SampleFeed(ISampleSource source, IReadOnlyList<Sample> samples, CancellationToken cancellation)
    {
        this.source = source;
        sampleAt = index => samples[index];
        var all = Enumerable.Range(0, samples.Count);
        if (source is not IStreamedSource streams)
        {
            indices = [.. all];
            slots = [];
            return;
        }

        var opened = new Dictionary<int, Func<ISampleStream>?>();
        var isStreamed = new bool[samples.Count];
        foreach (var index in all)
        {
            var volume = samples[index].Volume;
            if (!opened.TryGetValue(volume, out var open))
            {
                opened.Add(volume, open = streams.StreamOf(samples[index], cancellation));
            }

            isStreamed[index] = open is not null;
        }

        indices = [.. all.Where(index => !isStreamed[index])];
        wanted = all.Where(index => isStreamed[index]).ToDictionary(index => samples[index].Key, StringComparer.Ordinal);
        slots = [.. opened.Values.OfType<Func<ISampleStream>>().Select(open => new StreamSlot(open))];
    }

    /// <summary>The bytes of samples some of which are known only as they come by.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="listing">What it found.</param>
    /// <param name="arrive">Told of each sample, on any thread; gives its index.</param>
    public SampleFeed(ISampleSource source, StreamedListing listing, Func<Sample, int> arrive)
    {
        this.source = source;
        this.arrive = arrive;
        var samples = listing.Samples;
        sampleAt = index => samples[index];
        indices = [.. samples.Select(arrive)];
        slots = [.. listing.Streams.Values.Select(open => new StreamSlot(open))];
    }

    /// <summary>The most threads that there is work for.</summary>
    public int MostThreads => slots.Length > 0 ? int.MaxValue : Math.Max(1, indices.Count);

    /// <summary>Takes a sample for a thread.</summary>
    /// <param name="own">The stream that the thread has taken for itself; at first -1.</param>
    /// <param name="buffer">Receives its bytes.</param>
    /// <param name="index">Its index; -1 where it cannot be told.</param>
    /// <param name="length">The number of its bytes.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">A container is damaged, or attacks its reader.</exception>
    public bool Take(ref int own, ref byte[] buffer, out int index, out int length)
    {
        (index, length) = (-1, 0);
        if (Volatile.Read(ref next) < indices.Count && Interlocked.Increment(ref next) is var position && position < indices.Count)
        {
            index = indices[position];
            length = source.Read(sampleAt(index), ref buffer);
            return true;
        }

        // A stream of its own for each thread, while there are any; then each helps with what others have begun.
        while (own < slots.Length)
        {
            if (own < 0 || slots[own].IsDone)
            {
                own = Math.Min(Interlocked.Increment(ref nextSlot), slots.Length);
            }
            else if (slots[own].Take(wanted, arrive, ref buffer, out index, out length))
            {
                return true;
            }
        }

        foreach (var slot in slots)
        {
            if (slot.Take(wanted, arrive, ref buffer, out index, out length))
            {
                return true;
            }
        }

        return wanted is not null && slots.Sum(slot => slot.Taken) < wanted.Count
            ? throw new IOException("Some of what was listed is not there any more.")
            : false;
    }

    public void Dispose()
    {
        foreach (var slot in slots)
        {
            slot.Dispose();
        }
    }
}
