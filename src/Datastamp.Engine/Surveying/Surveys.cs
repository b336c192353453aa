using System.Collections.Immutable;

namespace Datastamp.Surveying;

/// <summary>The surveys of a project's datasets by their names; datasets without data here have none.</summary>
/// <param name="Images">Of image datasets.</param>
/// <param name="Videos">Of video datasets.</param>
public sealed record Surveys(ImmutableDictionary<string, ImageSurvey> Images, ImmutableDictionary<string, VideoSurvey> Videos)
{
    /// <summary>No survey at all.</summary>
    public static Surveys None { get; } = new([], []);
}
