using System.Collections.Immutable;

namespace Datastamp.Surveying;

/// <summary>A small picture, encoded.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="MediaType">How it is encoded: <c>image/jpeg</c>, <c>image/png</c> or <c>image/webp</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record Thumbnail(int Width, int Height, string MediaType, ImmutableArray<byte> Content);
