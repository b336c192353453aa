using Datastamp.Diagnostics;

namespace Datastamp.Sources;

/// <summary>The samples of containers. Each keeps its number among them, which its samples name.</summary>
/// <param name="filter">Which samples belong to the dataset.</param>
internal abstract class VolumeSource(KeyFilter filter) : IStreamedSource
{
    private readonly KeyFilter filter = filter;
    private IReadOnlyList<VolumeFile> files = [];

    /// <inheritdoc/>
    public Listing List(CancellationToken cancellation, Action<int>? found = null)
    {
        (files, var watched) = FindFiles(found, cancellation);
        var samples = new List<Sample>();
        for (var i = 0; i < files.Count; i++)
        {
            samples.AddRange(Select(i, () => found?.Invoke(samples.Count), cancellation));
        }

        samples.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        RefuseDoubled(samples);
        return new(samples, watched);
    }

    /// <inheritdoc/>
    public StreamedListing Find(CancellationToken cancellation)
    {
        files = FindFiles(found: null, cancellation).Files;
        var samples = new List<Sample>();
        var streams = new Dictionary<int, Func<ISampleStream>>();
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Volume is StreamedVolume)
            {
                var number = i;
                streams.Add(i, () => Open(number, cancellation));
            }
            else
            {
                samples.AddRange(Select(i, seen: null, cancellation));
            }
        }

        return new(samples, streams);
    }

    /// <inheritdoc/>
    public Func<ISampleStream>? StreamOf(Sample sample, CancellationToken cancellation) =>
        files[sample.Volume].Volume is StreamedVolume ? () => Open(sample.Volume, cancellation) : null;

    /// <summary>From a stream, this takes as long as to read all that comes before: whoever wants many takes them as they come by.</summary>
    public int Read(Sample sample, ref byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (files[sample.Volume].Volume is SeekableVolume volume)
        {
            return volume.Read(sample, ref buffer);
        }

        using var stream = Open(sample.Volume, CancellationToken.None);
        while (stream.Next(out var other))
        {
            if (string.Equals(other.Key, sample.Key, StringComparison.Ordinal))
            {
                return stream.Read(ref buffer);
            }
        }

        throw new IOException($"There is no '{sample.Key}' in it any more.");
    }

    /// <inheritdoc/>
    public string? PathOf(Sample sample) => null;

    /// <inheritdoc/>
    public void RefuseDoubled(IReadOnlyList<Sample> samples)
    {
        for (var i = 1; i < samples.Count; i++)
        {
            if (string.Equals(samples[i].Key, samples[i - 1].Key, StringComparison.Ordinal))
            {
                var file = files[samples[i].Volume];
                throw new DiagnosticException(Report.MemberDoubled(file.Volume.Path, samples[i].Key[file.Prefix.Length..]));
            }
        }
    }

    /// <summary>The containers that are there, and what a listing of them depends on.</summary>
    /// <param name="found">Told how many files were found, where that takes its time.</param>
    /// <param name="cancellation">Stops it.</param>
    protected abstract (IReadOnlyList<VolumeFile> Files, IReadOnlyList<WatchedPath> Watched) FindFiles(Action<int>? found, CancellationToken cancellation);

    private IEnumerable<Sample> Select(int number, Action? seen, CancellationToken cancellation)
    {
        var file = files[number];
        foreach (var sample in file.Volume.List(cancellation))
        {
            seen?.Invoke();
            if (filter.Selects(sample.Key, file.Volume.HoldsOnlyImages))
            {
                yield return Placed(sample, file, number);
            }
        }
    }

    private SelectedStream Open(int number, CancellationToken cancellation) =>
        new(this, number, ((StreamedVolume)files[number].Volume).Open(cancellation), cancellation);

    private static Sample Placed(Sample sample, VolumeFile file, int number) =>
        sample with { Key = file.Prefix + sample.Key, Ticks = file.Ticks > 0 ? file.Ticks : sample.Ticks, Stamp = file.Stamp != 0 ? file.Stamp : sample.Stamp, Volume = number };

    /// <summary>Only what the filter selects, named as the source names it.</summary>
    private sealed class SelectedStream(VolumeSource source, int number, ISampleStream stream, CancellationToken cancellation) : ISampleStream
    {
        public bool Next(out Sample sample)
        {
            var file = source.files[number];
            while (stream.Next(out sample))
            {
                cancellation.ThrowIfCancellationRequested();
                if (source.filter.Selects(sample.Key, file.Volume.HoldsOnlyImages))
                {
                    sample = Placed(sample, file, number);
                    return true;
                }
            }

            return false;
        }

        public int Read(ref byte[] buffer) => stream.Read(ref buffer);

        public void Dispose() => stream.Dispose();
    }
}
