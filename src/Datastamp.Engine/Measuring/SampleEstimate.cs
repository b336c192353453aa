using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>How well a sample of images knows the statistics of all.</summary>
/// <param name="FilesChosen">How many files were drawn, bad ones included.</param>
/// <param name="EffectiveImages">See <see cref="EstimationMargins.EffectiveImages"/>.</param>
/// <param name="Margins">What stands behind <c>±</c>: see <see cref="EstimationMargins"/>.</param>
public sealed record SampleEstimate(int FilesChosen, int EffectiveImages, ImageStatistics Margins)
{
    /// <summary>Below so many images, margins are too doubtful to be relied on.</summary>
    public const int FewImages = 30;

    /// <summary>The estimate of a measurement.</summary>
    /// <exception cref="ArgumentException">There is no image in it, or it is no sample.</exception>
    internal static SampleEstimate From(ImageMeasurement measurement)
    {
        var images = measurement.Sample ?? throw new ArgumentException("All images were measured, so nothing is estimated.", nameof(measurement));
        return new(
            measurement.FilesChosen,
            EstimationMargins.EffectiveImages(images),
            EstimationMargins.Of(images, measurement.FilesChosen, measurement.Files));
    }
}
