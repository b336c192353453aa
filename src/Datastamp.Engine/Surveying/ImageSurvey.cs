using System.Collections.Immutable;

namespace Datastamp.Surveying;

/// <summary>What a look at the images themselves adds to what is known of their dataset.</summary>
public sealed record ImageSurvey
{
    /// <summary>Every whole, valid image, in ordinal order of keys.</summary>
    public required ImmutableArray<SurveyedImage> Images { get; init; }

    /// <summary>256 counts a channel of the measured samples; 16-bit samples by their high byte.</summary>
    public required ImmutableArray<ImmutableArray<long>> Histogram { get; init; }

    /// <summary>The mean of all images, each resized to one small size after the dataset's own preprocessing.</summary>
    public required Thumbnail MeanImage { get; init; }

    /// <summary>Evenly spaced images, in ordinal order of keys.</summary>
    public required ImmutableArray<PicturedImage> Samples { get; init; }

    /// <summary>The images whose channel means are farthest from those of the others, farthest first.</summary>
    public required ImmutableArray<PicturedImage> Outliers { get; init; }
}
