using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>
/// Sums and counts by libtorch's operators, on any device that has them: in integers, a piece of a few megabytes at a time.
/// </summary>
internal static class OperatorStatistics
{
    // 16 pixels of three channels or 48 of one: rows that are summed side by side.
    private const int RowLength = 48;

    // Also keeps Σx² of a column in 32 bits: 65025 · 131072 / 48 is less than 2³¹.
    private const int PieceLength = 1 << 17;

    /// <param name="pixels">N×L bytes, contiguous: interleaved images.</param>
    /// <param name="channels">C, which L is a multiple of.</param>
    /// <param name="sum">Receives Σx: N·C values.</param>
    /// <param name="sumOfSquares">Receives Σx²: N·C values.</param>
    /// <param name="counts">Receives N·C·256 counts, or is empty.</param>
    public static void Compute(torch.Tensor pixels, int channels, Span<ulong> sum, Span<ulong> sumOfSquares, Span<uint> counts)
    {
        sum.Clear();
        sumOfSquares.Clear();
        counts.Clear();
        var (images, length) = ((int)pixels.shape[0], (int)pixels.shape[1]);
        var imagesAtOnce = Math.Max(1, PieceLength / length);
        var whole = length / RowLength * RowLength;
        for (var image = 0; image < images; image += imagesAtOnce)
        {
            var some = Math.Min(imagesAtOnce, images - image);
            var (first, values) = (image * channels, some * channels);
            for (var start = 0; start < length;)
            {
                // Whole rows, as many as are a piece, and then what is left.
                var (size, row) = start < whole ? (Math.Min(PieceLength / RowLength * RowLength, whole - start), RowLength) : (length - start, channels);
                using var scope = torch.NewDisposeScope();
                var piece = pixels.narrow(0, image, some).narrow(1, start, size);
                Add(piece, row, channels, sum.Slice(first, values), sumOfSquares.Slice(first, values));
                if (!counts.IsEmpty)
                {
                    Count(piece, channels, counts.Slice(first * TorchStatistics.Bins, values * TorchStatistics.Bins));
                }

                start += size;
            }
        }
    }

    private static void Add(torch.Tensor piece, int row, int channels, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        var samples = piece.to_type(torch.ScalarType.Int32).reshape(piece.shape[0], -1, row);
        Add(samples, channels, sum);
        Add(samples.mul_(samples), channels, sumOfSquares);
    }

    private static void Add(torch.Tensor samples, int channels, Span<ulong> totals)
    {
        var images = samples.shape[0];
        var columns = samples.sum(1, type: torch.ScalarType.Int32);
        var sums = columns.view(images, -1, channels).sum(1, type: torch.ScalarType.Int64).cpu();
        var i = 0;
        foreach (var value in sums.data<long>())
        {
            totals[i++] += (ulong)value;
        }
    }

    private static void Count(torch.Tensor piece, int channels, Span<uint> counts)
    {
        var images = piece.shape[0];
        var origins = (torch.arange(images * channels, dtype: torch.ScalarType.Int64, device: piece.device) * TorchStatistics.Bins).view(images, 1, channels);
        var bins = (piece.to_type(torch.ScalarType.Int64).reshape(images, -1, channels) + origins).flatten();
        var i = 0;
        foreach (var count in bins.bincount(null, counts.Length).cpu().data<long>())
        {
            counts[i++] += (uint)count;
        }
    }
}
