using System.Globalization;
using Datastamp.Resampling;
using Datastamp.Statistics;

namespace Datastamp.Definitions;

/// <summary>What a project may say of an image dataset beside its folder. What editors are told is held to this by tests.</summary>
public static class ImageMetadata
{
    /// <summary>The channels and their order.</summary>
    public static readonly MetadataChoice<ColorOrder> Color =
        new("Color", "RGB", [new("RGB", ColorOrder.Rgb), new("BGR", ColorOrder.Bgr), new("Gray", ColorOrder.Gray)]);

    /// <summary>Whether the EXIF orientation is applied.</summary>
    public static readonly MetadataChoice<ExifOrientation> Orientation = MetadataChoice.Named("Orientation", ExifOrientation.Ignore);

    /// <summary>The size before measuring.</summary>
    public static readonly MetadataName Resize = new("Resize");

    /// <summary>The crop before measuring.</summary>
    public static readonly MetadataName CenterCrop = new("CenterCrop");

    /// <summary>The resize's filter.</summary>
    public static readonly MetadataChoice<Interpolation> Interpolation = MetadataChoice.Named("Interpolation", Resampling.Interpolation.Bilinear);

    /// <summary>Which of the statistics the constants are.</summary>
    public static readonly MetadataChoice<Weighting> Weighting = MetadataChoice.Named("Weighting", Statistics.Weighting.Mixed);

    /// <summary>Whether histograms are counted too.</summary>
    public static readonly MetadataChoice<bool> Histogram = new("Histogram", "false", [new("false", Value: false), new("true", Value: true)]);

    /// <summary>The most pixels that an image may have.</summary>
    public static readonly MetadataName MaxPixels = new("MaxPixels", ImageDataset.DefaultMaxPixels.ToString(CultureInfo.InvariantCulture));

    /// <summary>How many of the files are measured.</summary>
    public static readonly MetadataName Sample = new("Sample");

    /// <summary>Which of them.</summary>
    public static readonly MetadataName SampleSeed = new("SampleSeed", "0");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MetadataName> All { get; } =
        [DatasetMetadata.Name, DatasetMetadata.Pattern, DatasetMetadata.ExcludePattern, Color, Orientation, Resize, CenterCrop, Interpolation, Weighting, Histogram, DatasetMetadata.OnBadFile, MaxPixels, Sample, SampleSeed];
}
