using System.Collections.Immutable;

namespace Datastamp.Surveying;

/// <summary>A clip, to be shown by the frames that its dataset's sampler takes.</summary>
/// <param name="Key">Its key in the source.</param>
/// <param name="Frames">Frame indices from 0, each once and 16 at most, and how those frames look, in the order of presentation.</param>
public sealed record PicturedClip(string Key, ImmutableArray<(int Index, Thumbnail Picture)> Frames);
