using System.Collections.Immutable;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Sampling;
using Datastamp.Videos;

namespace Datastamp.Surveying;

/// <summary>The pictures of one clip: of the frames that its dataset's sampler takes, each once, as a player shows them.</summary>
internal static class ClipPictures
{
    private const int UsualFrames = 8;
    private const int MostFrames = 16;

    /// <summary>Decodes a clip as far as its last picture, and converts only the frames that are shown.</summary>
    /// <param name="dataset">The clip's dataset.</param>
    /// <param name="facts">What is known of the clip.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="beat">Called for every frame.</param>
    /// <returns>Null where none of the frames can be decoded.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static PicturedClip? Take(VideoDataset dataset, VideoFacts facts, string path, Action beat)
    {
        // OpenCV does not tell a file that it may not read from one that is no video.
        File.OpenHandle(path).Dispose();
        var wanted = Wanted(dataset, facts.FrameCount);
        var frames = ImmutableArray.CreateBuilder<(int Index, Thumbnail Picture)>(wanted.Length);
        using var stream = VideoStreamReader.Open(path, decodes: true);
        for (int frame = 0, next = 0; next < wanted.Length && stream?.MoveNext() == true; frame++)
        {
            beat();
            if (frame != wanted[next])
            {
                continue;
            }

            next++;
            using var image = stream.Picture(facts.Rotation);
            if (image is not null)
            {
                frames.Add((frame, ThumbnailMaker.Of(image, ColorOrder.Bgr, new(Math.Max(1, facts.DisplayWidth), Math.Max(1, facts.DisplayHeight)))));
            }
        }

        return frames.Count == 0 ? null : new(facts.Key, frames.DrainToImmutable());
    }

    /// <summary>The indices of the frames that are shown, in order.</summary>
    private static int[] Wanted(VideoDataset dataset, int count)
    {
        var indices = dataset.Segments == 0 ? new SourceSampler(UsualFrames).Test(count) : dataset.SegmentIndices(count);
        int[] distinct = [.. indices.Distinct().Order()];
        return [.. Spread.Over(distinct.Length, MostFrames).Select(index => distinct[index])];
    }
}
