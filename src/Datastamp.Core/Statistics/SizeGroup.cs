using System.Collections.Immutable;
using System.Numerics;

namespace Datastamp.Statistics;

/// <summary>All images of a dataset that have the same number of pixels.</summary>
/// <param name="PixelsPerImage">nᵢ: pixels of each image of the group.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Channels">Moments over all pixels of the group, a channel each.</param>
public sealed record SizeGroup(long PixelsPerImage, long Images, ImmutableArray<ChannelMoments> Channels)
{
    /// <summary>Whether there are images with these moments, as far as the moments' bounds tell: Σx ≤ nF, Σx² ≤ FΣx, (Σx)² ≤ nΣx².</summary>
    /// <param name="fullScale">F, the largest sample.</param>
    internal bool IsPossible(uint fullScale) =>
        PixelsPerImage > 0 && Images > 0 && PixelsPerImage <= long.MaxValue / Images
        && Channels.All(channel => channel.Count == PixelsPerImage * Images
            && channel.Sum <= (UInt128)channel.Count * fullScale
            && channel.SumOfSquares <= channel.Sum * fullScale
            && (BigInteger)channel.Sum * channel.Sum <= channel.Count * (BigInteger)channel.SumOfSquares);
}
