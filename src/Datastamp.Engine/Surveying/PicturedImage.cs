namespace Datastamp.Surveying;

/// <summary>An image, to be shown.</summary>
/// <param name="Key">Its key in the source.</param>
/// <param name="Distance">How far its channel means are from the mean of all images' means, in standard deviations of those: the largest over the channels.</param>
/// <param name="Picture">How it looks.</param>
public sealed record PicturedImage(string Key, double Distance, Thumbnail Picture);
