using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Videos;

namespace Datastamp.Measuring;

/// <summary>What is known of a video dataset: what the lock records, and what every output is written from.</summary>
public sealed record VideoResult : DatasetResult
{
    /// <summary>The whole, valid videos, in ordinal order of their keys.</summary>
    public required ImmutableArray<VideoFacts> Videos { get; init; }

    /// <summary>Number of frames of all videos.</summary>
    public long Frames => Videos.Sum(video => (long)video.FrameCount);

    /// <summary>Length of all videos in seconds.</summary>
    public double Seconds => Videos.Sum(video => video.Duration.ToDouble());

    /// <summary>The result of a measurement.</summary>
    public static VideoResult From(VideoDataset dataset, VideoMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(measurement);
        return new()
        {
            Definition = dataset.Measured,
            Fingerprint = measurement.Fingerprint,
            Files = measurement.Files,
            Bytes = measurement.Bytes,
            BadFiles = measurement.BadFiles,
            Videos = [.. measurement.Videos.Where(video => video.Health == VideoHealth.Whole)],
        };
    }
}
