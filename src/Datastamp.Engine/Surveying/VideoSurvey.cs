using System.Collections.Immutable;

namespace Datastamp.Surveying;

/// <summary>What a look at the videos themselves adds to what is known of their dataset.</summary>
/// <param name="Clips">A few clips, evenly spaced over the dataset, in ordinal order of keys.</param>
public sealed record VideoSurvey(ImmutableArray<PicturedClip> Clips);
