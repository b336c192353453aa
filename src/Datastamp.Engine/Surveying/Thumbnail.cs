using System.Collections.Immutable;

namespace Datastamp.Surveying;

/// <summary>A small picture, encoded.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="MediaType">How it is encoded, such as <c>image/jpeg</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record Thumbnail(int Width, int Height, string MediaType, ImmutableArray<byte> Content)
{
    /// <summary>The longest side of pictures of images and of frames, in pixels.</summary>
    internal const int LongSide = 128;

    internal static Thumbnail Jpeg((int Width, int Height, byte[] Jpeg) encoded) => new(encoded.Width, encoded.Height, "image/jpeg", [.. encoded.Jpeg]);
}
