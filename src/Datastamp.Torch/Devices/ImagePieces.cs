using Datastamp.Measuring;
using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>The integers of one image that a device sums piece by piece.</summary>
internal sealed class ImagePieces(int channels, int bins)
{
    private readonly ulong[] sum = new ulong[channels];
    private readonly ulong[] sumOfSquares = new ulong[channels];
    private readonly uint[] counts = new uint[bins];
    private int pixels;

    public ImageSums Sums => new() { Depth = 8, Pixels = pixels, Sum = sum, SumOfSquares = sumOfSquares, Counts = counts };

    /// <summary>Adds whole pixels.</summary>
    /// <param name="reduction">The device.</param>
    /// <param name="piece">Bytes on it, interleaved.</param>
    public void Add(IBatchReduction reduction, torch.Tensor piece)
    {
        var (pieceSum, pieceSquares, pieceCounts) = (new ulong[channels], new ulong[channels], new uint[bins]);
        reduction.Compute(piece.view(1, -1, channels), pieceSum, pieceSquares, pieceCounts);
        Add(sum, pieceSum);
        Add(sumOfSquares, pieceSquares);
        for (var i = 0; i < bins; i++)
        {
            counts[i] += pieceCounts[i];
        }

        pixels += (int)piece.numel() / channels;
    }

    private static void Add(ulong[] totals, ulong[] values)
    {
        for (var i = 0; i < totals.Length; i++)
        {
            totals[i] += values[i];
        }
    }
}
