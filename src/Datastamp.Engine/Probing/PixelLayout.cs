namespace Datastamp.Probing;

/// <summary>How a codec's frames hold their pixels.</summary>
/// <param name="Format">FFmpeg's name, such as <c>yuv420p10le</c>; null where it is not known.</param>
/// <param name="BitDepth">Bits of a sample; null where it is not known.</param>
internal readonly record struct PixelLayout(string? Format, int? BitDepth);
