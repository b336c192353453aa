using System.Collections.Immutable;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>What was found in an image dataset.</summary>
public sealed record ImageMeasurement
{
    /// <summary>Number of selected files, bad ones included.</summary>
    public required int Files { get; init; }

    /// <summary>How many of them were read; others were known by their length and time.</summary>
    internal int FilesRead { get; init; }

    /// <summary>How many of them were decoded; others were known by their contents.</summary>
    internal int FilesDecoded { get; init; }

    /// <summary>How many of them were to be measured: all, or those of the dataset's subset.</summary>
    public int FilesChosen { get; init; }

    /// <summary>Each image of the dataset's subset, in ordinal order of keys; null where all images were measured.</summary>
    public ImmutableArray<ImageMoments>? Sample { get; init; }

    /// <summary>Bytes of all selected files.</summary>
    public required long Bytes { get; init; }

    /// <summary>The content's identity: see <see cref="DatasetFingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What summed the samples, where it was not the processor.</summary>
    public string? Device { get; init; }

    /// <summary>The decoder's name and version.</summary>
    public required string Decoder { get; init; }

    /// <summary>The measured integers.</summary>
    public required DatasetMoments Moments { get; init; }

    /// <summary>Counts by value, where they were asked for.</summary>
    public Histogram? Histogram { get; init; }

    /// <summary>Files that are no whole, valid images, in order of their keys.</summary>
    public required ImmutableArray<BadFile> BadFiles { get; init; }
}
