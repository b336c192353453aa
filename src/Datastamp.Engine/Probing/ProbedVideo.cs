using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>What came of probing a file.</summary>
/// <param name="Identity">The file's identity, as in <see cref="VideoFacts.Identity"/>.</param>
/// <param name="Bytes">Length of the file in bytes.</param>
/// <param name="Facts">What is known of it; null where nothing is.</param>
/// <param name="Flaw">Why it is not a whole, valid video; null where it is one.</param>
internal sealed record ProbedVideo(string Identity, long Bytes, VideoFacts? Facts, string? Flaw);
