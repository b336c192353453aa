using System.Collections.Immutable;

namespace Datastamp.Statistics;

/// <summary>All images of a dataset that have the same number of pixels.</summary>
/// <param name="PixelsPerImage">nᵢ: pixels of each image of the group.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Channels">Moments over all pixels of the group, a channel each.</param>
public sealed record SizeGroup(long PixelsPerImage, long Images, ImmutableArray<ChannelMoments> Channels);
