using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Statistics;

namespace Datastamp.Sharding;

/// <summary>A part of an image dataset.</summary>
public sealed record ImagePart : Part
{
    /// <summary>What summed the samples, where it was not the processor.</summary>
    public string? Device { get; init; }

    /// <summary>The decoder's name and version.</summary>
    public required string Decoder { get; init; }

    /// <summary>Which statistics are shown first.</summary>
    public required Weighting Weighting { get; init; }

    /// <summary>The measured integers.</summary>
    public required DatasetMoments Moments { get; init; }

    /// <summary>All counts, where histograms were asked for.</summary>
    public Histogram? Histogram { get; init; }

    /// <summary>The files, in ordinal order of their keys.</summary>
    public required ImmutableArray<FileEntry> Contents { get; init; }

    /// <summary>Those of them that were left out.</summary>
    public required ImmutableArray<BadFile> BadFiles { get; init; }

    /// <inheritdoc/>
    public override string Kind => "image";

    /// <inheritdoc/>
    public override int Files => Contents.Length;

    /// <summary>The dataset, as far as a table shows it.</summary>
    public ImageDataset Dataset => new() { Name = Name, Include = Include, Root = Path.GetFullPath(Include), Weighting = Weighting };

    /// <inheritdoc/>
    internal override string? DifferenceFrom(Part other) => base.DifferenceFrom(other)
        ?? (other is ImagePart images && images.Decoder != Decoder ? $"decoded by {Decoder}, and by {images.Decoder} there"
            : other is ImagePart { Weighting: var weighting } && weighting != Weighting ? $"weighting {Weighting}, and {weighting} there"
            : null);

    /// <summary>The names of the measured channels.</summary>
    internal static IReadOnlyList<string> ChannelsOf(MeasuredDefinition definition) =>
        ImagePreprocessing.ChannelsOf(definition.Values.FirstOrDefault(value => value.Key == "color").Value);

    /// <summary>The result, where this is the whole dataset.</summary>
    /// <exception cref="DiagnosticException">DS0104: there is no valid image in it.</exception>
    public ImageResult ToResult()
    {
        if (Moments.Images == 0)
        {
            throw new DiagnosticException(Report.NoneValid(Dataset, Files));
        }

        return ImageResult.From(Definition, ChannelsOf(Definition), new()
        {
            Files = Files,
            Bytes = Contents.Sum(file => file.Length),
            Fingerprint = DatasetFingerprint.Of(Contents),
            Device = Device,
            Decoder = Decoder,
            Moments = Moments,
            Histogram = Histogram,
            BadFiles = BadFiles,
        });
    }
}
