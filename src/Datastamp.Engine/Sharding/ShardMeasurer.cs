using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Stamping;

namespace Datastamp.Sharding;

/// <summary>Measures one shard of a dataset.</summary>
public static class ShardMeasurer
{
    /// <summary>Measures a shard of images.</summary>
    /// <param name="dataset">The whole dataset.</param>
    /// <param name="shard">Which of its files.</param>
    /// <param name="file">The absolute path that the part is to be written to.</param>
    /// <param name="cache">What is made of what is known.</param>
    /// <param name="options">How to run.</param>
    /// <param name="report">Told of warnings.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">DS0101, DS0105, DS0106, DS0301.</exception>
    public static async Task<ImagePart> MeasureAsync(
        ImageDataset dataset, Shard shard, string file, CacheUse cache, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(report);
        if (dataset.Subset is not null)
        {
            throw new ArgumentException("A sample is of a whole dataset, and a shard of all files of its share.", nameof(dataset));
        }

        var (source, samples) = Find(dataset, shard, options, cancellation);
        using var shared = SharedMeasurements.Open(cache.Folder, report);
        using var record = shared.Open(dataset, cache.IsBelieved, options, report);
        var fingerprint = record.Recall(samples);
        var measurement = await ImageMeasurer.MeasureAsync(dataset, source, fingerprint, record, options, cancellation);
        DatasetFiles.Tell(dataset, measurement.BadFiles, report);
        return new()
        {
            File = file,
            Shard = shard,
            Name = dataset.Name,
            Include = dataset.Include,
            Definition = dataset.Measured,
            Program = Part.ThisProgram,
            Device = measurement.Device,
            Decoder = measurement.Decoder,
            Weighting = dataset.Weighting,
            Moments = measurement.Moments,
            Histogram = measurement.Histogram,
            Contents = [.. fingerprint.Files],
            BadFiles = measurement.BadFiles,
        };
    }

    /// <summary>Measures a shard of videos.</summary>
    /// <inheritdoc cref="MeasureAsync(ImageDataset, Shard, string, CacheUse, MeasureOptions, Action{Diagnostic}, CancellationToken)"/>
    public static async Task<VideoPart> MeasureAsync(
        VideoDataset dataset, Shard shard, string file, CacheUse cache, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(report);
        var (source, samples) = Find(dataset, shard, options, cancellation);
        using var shared = SharedMeasurements.Open(cache.Folder, report);
        using var record = shared.Open(dataset, cache.IsBelieved, options, report);
        record.Recall(samples);
        var probed = await VideoMeasurer.ProbeAsync(dataset, source, samples, record, options, cancellation);
        var part = new VideoPart
        {
            File = file,
            Shard = shard,
            Name = dataset.Name,
            Include = dataset.Include,
            Definition = dataset.Measured,
            Program = Part.ThisProgram,
            Segments = dataset.Segments,
            Profile = dataset.Profile,
            Probed = [.. samples.Zip(probed, (sample, video) => (sample.Key, video))],
        };
        DatasetMeasurer.Tell(dataset, part.ToMeasurement(), report);
        return part;
    }

    /// <summary>A shard may have no files; the dataset must have some.</summary>
    private static (ISampleSource Source, Sample[] Samples) Find(Dataset dataset, Shard shard, MeasureOptions options, CancellationToken cancellation)
    {
        var source = DatasetFiles.SourceOf(dataset);
        var samples = DatasetFiles.List(dataset, source, options, cancellation).Samples;
        return samples.Count > 0 ? (source, [.. samples.Where(sample => shard.Holds(sample.Key))]) : throw new DiagnosticException(Report.NoFiles(dataset));
    }
}
