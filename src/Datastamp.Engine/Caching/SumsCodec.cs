using System.Text;
using Datastamp.Measuring;

namespace Datastamp.Caching;

/// <summary>
/// An image's integers as bytes: 1, its depth, its pixels, Σx and Σx² a channel, and, where histograms are counted, the pairs of
/// gap and count of the values that occur; all but the first two bytes in groups of seven bits. Or 0 and, in UTF-8, why the file is no image;
/// or 2 and why it ends a process that decodes it.
/// </summary>
/// <param name="channels">Channels of every image.</param>
/// <param name="hasCounts">Whether histograms are counted.</param>
internal sealed class SumsCodec(int channels, bool hasCounts)
{
    private const byte Good = 1;
    private const byte Bad = 0;
    private const byte Deadly = 2;

    private readonly ulong[] sum = new ulong[channels];
    private readonly ulong[] sumOfSquares = new ulong[channels];
    private uint[] counts = [];

    public static byte[] Encode(string reason) => [Bad, .. Encoding.UTF8.GetBytes(reason)];

    public static byte[] EncodeVerdict(string verdict) => [Deadly, .. Encoding.UTF8.GetBytes(verdict)];

    public static bool IsVerdict(ReadOnlySpan<byte> bytes) => bytes is [Deadly, ..];

    public static byte[] Encode(ImageSums sums)
    {
        using var bytes = new MemoryStream(64);
        using var writer = new BinaryWriter(bytes);
        writer.Write(Good);
        writer.Write((byte)sums.Depth);
        writer.Write7BitEncodedInt(sums.Pixels);
        for (var channel = 0; channel < sums.Sum.Length; channel++)
        {
            writer.Write7BitEncodedInt64((long)sums.Sum[channel]);
            writer.Write7BitEncodedInt64((long)sums.SumOfSquares[channel]);
        }

        var last = -1;
        for (var value = 0; value < sums.Counts.Length; value++)
        {
            if (sums.Counts[value] > 0)
            {
                writer.Write7BitEncodedInt(value - last);
                writer.Write7BitEncodedInt64(sums.Counts[value]);
                last = value;
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what was written, trusting nothing.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="sums">The integers, valid until the next call; of no pixels where <paramref name="reason"/> says why.</param>
    /// <param name="reason">Why the file is no image; null for an image.</param>
    /// <returns>Whether the bytes are whole and valid.</returns>
    public bool TryDecode(ReadOnlySpan<byte> bytes, out ImageSums sums, out string? reason)
    {
        sums = default;
        reason = null;
        if (bytes is [Bad or Deadly, .. var text])
        {
            reason = Encoding.UTF8.GetString(text);
            return true;
        }

        if (bytes is not [Good, 8 or 16, ..])
        {
            return false;
        }

        int depth = bytes[1];
        bytes = bytes[2..];
        if (!TryRead(ref bytes, int.MaxValue, out var pixels) || pixels == 0)
        {
            return false;
        }

        for (var channel = 0; channel < channels; channel++)
        {
            if (!TryRead(ref bytes, long.MaxValue, out sum[channel]) || !TryRead(ref bytes, long.MaxValue, out sumOfSquares[channel]))
            {
                return false;
            }
        }

        if (!TryReadCounts(ref bytes, depth) || !bytes.IsEmpty)
        {
            return false;
        }

        sums = new() { Depth = depth, Pixels = (int)pixels, Sum = sum, SumOfSquares = sumOfSquares, Counts = hasCounts ? counts.AsSpan(0, channels << depth) : [] };
        return true;
    }

    private bool TryReadCounts(ref ReadOnlySpan<byte> bytes, int depth)
    {
        if (!hasCounts)
        {
            return true;
        }

        var length = channels << depth;
        if (counts.Length < length)
        {
            counts = new uint[length];
        }

        counts.AsSpan(0, length).Clear();
        for (long value = -1; !bytes.IsEmpty;)
        {
            if (!TryRead(ref bytes, (ulong)length, out var gap) || gap == 0 || !TryRead(ref bytes, uint.MaxValue, out var count) || (value += (long)gap) >= length)
            {
                return false;
            }

            counts[value] = (uint)count;
        }

        return true;
    }

    private static bool TryRead(ref ReadOnlySpan<byte> bytes, ulong most, out ulong value)
    {
        value = 0;
        for (var (i, shift) = (0, 0); i < bytes.Length && shift < 63; i++, shift += 7)
        {
            value |= (ulong)(bytes[i] & 0x7F) << shift;
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value <= most;
            }
        }

        return false;
    }
}
