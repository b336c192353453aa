using System.IO.Compression;
using Datastamp.Diagnostics;
using ZstdSharp;

namespace Datastamp.Sources.Archives;

/// <summary>What is in a compressed file. Ends where it grows beyond all measure, and tells of damage by the file's name.</summary>
internal sealed class DecompressedStream : ForwardStream
{
    private readonly CountedStream compressed;
    private readonly Stream content;
    private readonly string path;
    private readonly ContainerLimits limits;
    private long produced;

    /// <param name="file">The compressed bytes; disposed with this.</param>
    /// <param name="compression">How they are compressed.</param>
    /// <param name="path">The file's path or address, for people.</param>
    /// <param name="limits">How much may come of them.</param>
    public DecompressedStream(Stream file, Compression compression, string path, ContainerLimits limits)
    {
        this.path = path;
        this.limits = limits;
        compressed = new(file);
        content = compression switch
        {
            Compression.Gzip => new GZipStream(compressed, CompressionMode.Decompress),
            Compression.Zstandard => new DecompressionStream(compressed, bufferSize: 128 << 10),
            _ => compressed,
        };
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = content.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw new DiagnosticException(Report.ArchiveDamaged(path, $"it cannot be decompressed: {e.Message}"), e);
        }

        produced += read;
        return produced <= limits.UncheckedLength || produced / limits.MostExpansion <= compressed.Count
            ? read
            : throw new DiagnosticException(Report.ArchiveTooLarge(path, FormattableString.Invariant($"more than {limits.MostExpansion} bytes come of each of its bytes")));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            compressed.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Counts what is read.</summary>
    private sealed class CountedStream(Stream stream) : ForwardStream
    {
        public long Count { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = stream.Read(buffer);
            Count += read;
            return read;
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
