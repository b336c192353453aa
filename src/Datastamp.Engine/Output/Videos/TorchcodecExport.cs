using System.Globalization;
using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Probing;
using Datastamp.Probing.Indexes;
using Datastamp.Sources;
using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>
/// What torchcodec's <c>VideoDecoder(custom_frame_mappings=…)</c> reads instead of the whole video: of each frame its time and
/// duration, in units of the stream's time base, and whether it is a key frame, as ffprobe prints them. The frames that are
/// shown, in the order of their times: torchcodec takes the stream's begin from the first and its end from the last.
/// <see href="https://meta-pytorch.org/torchcodec/stable/generated_examples/decoding/custom_frame_mappings.html"/>
/// </summary>
internal sealed class TorchcodecExport() : VideoExportFormat("torchcodec", "torchcodec's custom_frame_mappings: a JSON file a video", isFolder: true)
{
    public override IReadOnlyList<ExportedFile> Write(VideoDataset dataset, IReadOnlyList<VideoFacts> videos)
    {
        var files = new List<ExportedFile>(videos.Count);
        Refuse(dataset, videos, video =>
        {
            var (frames, problem) = Read(dataset, video);
            if (frames is not null)
            {
                files.Add(new(video.Key + ".json", AtomicFile.Encode(Write(frames, video))));
            }

            return problem;
        });
        return files;
    }

    private static (Frame[]? Frames, string? Problem) Read(VideoDataset dataset, VideoFacts video)
    {
        // A lock is a foreign text, and so are the keys that came from it.
        if (!Sample.IsKey(video.Key))
        {
            return (null, "its path is none below the dataset's folder");
        }

        if (video.VideoStreams != 1)
        {
            return (null, FormattableString.Invariant($"it has {video.VideoStreams} video streams, and torchcodec may choose another one"));
        }

        var path = Path.Combine(dataset.Root, video.Key);
        try
        {
            using var bytes = new VideoBytes(path);
            if (ContainerIndex.Read(bytes) is not { } index)
            {
                return (null, "its container has no tables of frames that Datastamp reads, as those of MP4, QuickTime, Matroska, WebM and AVI");
            }

            Frame[] shown = [.. index.Frames.Where(frame => frame.IsShown).OrderBy(frame => frame.Time)];
            return shown.Length == video.FrameCount
                ? (shown, null)
                : (null, FormattableString.Invariant($"its tables show {shown.Length} frames, and {video.FrameCount} were counted"));
        }
        catch (BadVideoException e)
        {
            return (null, $"its tables are damaged: {e.Message}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "torchcodec's times are read from the video itself, which is not here");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead(dataset.Name, path, e.Message), e);
        }
    }

    private static string Write(Frame[] frames, VideoFacts video)
    {
        var text = new StringBuilder("{\"frames\":[");
        for (var i = 0; i < frames.Length; i++)
        {
            var (time, stated) = (frames[i].Time, frames[i].Duration);
            var duration = stated > 0 ? stated : (i + 1 < frames.Length ? frames[i + 1].Time : End(video)) - time;
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "\n" : ",\n")}{{\"pts\":{time},\"duration\":{duration},\"key_frame\":{(frames[i].IsKey ? 1 : 0)}}}");
        }

        return text.Append("\n]}\n").ToString();
    }

    /// <summary>When the last frame ends, in units of the time base.</summary>
    private static long End(VideoFacts video) =>
        (long)Math.Round((video.StartTime.ToDouble() + video.Duration.ToDouble()) / video.TimeBase.ToDouble());
}
