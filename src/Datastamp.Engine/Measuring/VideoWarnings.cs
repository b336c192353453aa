using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Videos;

namespace Datastamp.Measuring;

/// <summary>What whole, valid videos may still be warned of.</summary>
internal static class VideoWarnings
{
    public static void Tell(VideoDataset dataset, IEnumerable<VideoFacts> videos, Action<Diagnostic> report)
    {
        var tooShort = new List<VideoFacts>();
        foreach (var video in videos)
        {
            if (video.Problem is { } problem)
            {
                report(Report.VideoDisagrees(dataset, video.Key, problem));
            }

            if (video.FrameCount < dataset.Segments)
            {
                tooShort.Add(video);
            }
        }

        if (tooShort.Count > 0)
        {
            report(Report.VideosTooShort(dataset, tooShort));
        }
    }
}
