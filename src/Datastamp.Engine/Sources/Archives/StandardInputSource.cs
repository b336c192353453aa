using Datastamp.Diagnostics;

namespace Datastamp.Sources.Archives;

/// <summary>A tar archive, compressed or not, that another program writes. It comes by once.</summary>
/// <param name="dataset">The dataset's name, for people.</param>
/// <param name="filter">Which members belong to it.</param>
/// <param name="open">Opens the stream.</param>
/// <param name="limits">How much it may ask for.</param>
internal sealed class StandardInputSource(string dataset, KeyFilter filter, Func<Stream> open, ContainerLimits limits) : VolumeSource(filter)
{
    private const string Name = "standard input";

    private int opened;

    /// <inheritdoc/>
    protected override (IReadOnlyList<VolumeFile> Files, IReadOnlyList<WatchedPath> Watched) FindFiles(Action<int>? found, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref opened, 1) > 0)
        {
            throw new DiagnosticException(Report.StandardInputOnce(dataset, "it was read already"));
        }

        var stream = new StartedStream(open());
        var volume = new StreamedTarVolume(Name, ContainerFormats.CompressionOf(stream.Start), limits, () => Interlocked.Increment(ref opened) == 2
            ? stream
            : throw new DiagnosticException(Report.StandardInputOnce(dataset, "it was read already")));
        return ([new(volume, string.Empty, Ticks: 0, Stamp: 0)], []);
    }

    /// <summary>A stream whose first bytes were looked at.</summary>
    private sealed class StartedStream : ForwardStream
    {
        private readonly Stream stream;
        private readonly byte[] start = new byte[4];
        private readonly int length;
        private int taken;

        public StartedStream(Stream stream)
        {
            this.stream = stream;
            length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }

        public ReadOnlySpan<byte> Start => start.AsSpan(0, length);

        public override int Read(Span<byte> buffer)
        {
            if (taken == length)
            {
                return stream.Read(buffer);
            }

            var count = Math.Min(buffer.Length, length - taken);
            start.AsSpan(taken, count).CopyTo(buffer);
            taken += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                stream.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
