using System.Buffers.Binary;
using Datastamp.Diagnostics;

namespace Datastamp.Sources.Records;

/// <summary>The first bytes of an IDX file: <see href="https://web.archive.org/web/2021/http://yann.lecun.com/exdb/mnist/">what MNIST is kept in</see>.</summary>
internal static class IdxHeader
{
    private const int UnsignedBytes = 8;
    private const int LongestSide = 1 << 14;

    /// <summary>Reads the dimensions of unsigned bytes.</summary>
    /// <param name="stream">The file from its start.</param>
    /// <param name="dimensions">How many there must be.</param>
    /// <param name="path">The file, for people.</param>
    /// <exception cref="DiagnosticException">DS0113: it is another file.</exception>
    public static int[] Read(Stream stream, int dimensions, string path)
    {
        var bytes = new byte[4 + (4 * dimensions)];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Damaged(path, "it is cut off within its header");
        }

        if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != UnsignedBytes || bytes[3] != dimensions)
        {
            throw Damaged(path, FormattableString.Invariant($"it is no IDX file of unsigned bytes in {dimensions} dimensions"));
        }

        int[] sizes = [.. Enumerable.Range(0, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + (4 * i))))];
        return sizes[0] >= 0 && sizes.Skip(1).All(side => side is > 0 and <= LongestSide) ? sizes : throw Damaged(path, "its dimensions cannot be");
    }

    private static DiagnosticException Damaged(string path, string reason) => new(Report.ArchiveDamaged(path, reason));
}
