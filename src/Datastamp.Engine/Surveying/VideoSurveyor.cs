using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Probing;
using Datastamp.Sampling;
using Datastamp.Stamping;
using Datastamp.Videos;

namespace Datastamp.Surveying;

/// <summary>Surveys video datasets: decodes a few clips up to the last of the frames that are shown.</summary>
internal static class VideoSurveyor
{
    private const int MostClips = 6;
    private const int MostFrames = 16;
    private const int UsualFrames = 8;

    /// <summary>Surveys one dataset.</summary>
    /// <returns>Null where none of the videos is here.</returns>
    /// <exception cref="Diagnostics.DiagnosticException">DS0003, DS0105, DS0301.</exception>
    public static async Task<VideoSurvey?> SurveyAsync(VideoDataset dataset, VideoResult result, MeasureOptions options, CancellationToken cancellation)
    {
        var source = DatasetFiles.SourceOf(dataset);
        var here = DatasetFiles.List(dataset, source, cancellation).Samples.ToDictionary(sample => sample.Key, StringComparer.Ordinal);
        VideoFacts[] videos = [.. result.Videos.Where(video => here.ContainsKey(video.Key) && DecodeTier.CanDecode(video.Codec))];
        VideoFacts[] chosen = [.. EvenPicks.Of(videos.Length, MostClips).Select(i => videos[i])];
        if (chosen.Length == 0)
        {
            return here.Count == 0 ? null : new([]);
        }

        var clips = new PicturedClip?[chosen.Length];
        var loop = new SampleLoop(dataset, [.. chosen.Select(video => here[video.Key])], options with { Progress = null });
        await loop.RunAsync(
            () => dataset,
            (_, index) =>
            {
                clips[index] = Picture(dataset, source.PathOf(here[chosen[index].Key])!, chosen[index], cancellation);
                return chosen[index].Bytes;
            },
            cancellation);
        return new([.. clips.OfType<PicturedClip>()]);
    }

    private static PicturedClip? Picture(VideoDataset dataset, string path, VideoFacts video, CancellationToken cancellation)
    {
        using var stream = VideoStreamReader.Open(path, decodes: true);
        var wanted = Indices(dataset, video.FrameCount);
        var pictures = new Dictionary<int, Thumbnail>();
        for (var frame = 0; frame <= wanted.Max() && stream?.MoveNext() == true; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (wanted.Contains(frame) && stream.Picture() is { } picture)
            {
                using (picture)
                {
                    pictures[frame] = Thumbnail.Jpeg(PictureEncoder.Encode(picture, ColorOrder.Bgr, Thumbnail.LongSide, video.Rotation));
                }
            }
        }

        return pictures.Count == 0 ? null : new(video.Key, [.. pictures.OrderBy(item => item.Key).Select(item => (item.Key, item.Value))]);
    }

    private static SortedSet<int> Indices(VideoDataset dataset, int frames)
    {
        int[] indices = dataset.Segments > 0 ? dataset.SegmentIndices(frames) : SegmentSampler.Create(SamplingProfile.Source, UsualFrames, 1).Test(frames);
        return [.. EvenPicks.Of(indices.Length, MostFrames).Select(i => indices[i])];
    }
}
