using Datastamp.Decoding;
using Datastamp.Diagnostics;

namespace Datastamp.Health;

/// <summary>Whether OpenCV's FFmpeg decodes a video. Videos with tables are known without it, as long as those agree with the bytes.</summary>
internal static class VideoCheck
{
    private const string Name = "video";
    private const int Frames = 2;

    public static Finding Run()
    {
        var folder = string.Empty;
        try
        {
            _ = ImageDecoder.Identity;
            var codecs = OpenCvBuild.Codecs;
            folder = Directory.CreateTempSubdirectory("datastamp-").FullName;
            var path = Path.Combine(folder, "two_frames.mp4");
            File.WriteAllBytes(path, HealthSample.Read("two_frames.mp4"));
            var frames = Count(path);
            return new(
                Name,
                frames == Frames ? HealthState.Good : HealthState.Bad,
                $"{(codecs is null ? "no FFmpeg" : $"FFmpeg (libavcodec {codecs})")}, {(frames == Frames ? "decodes" : "does not decode")}",
                frames == Frames ? null : "Videos without tables, and doubtful ones, cannot be measured here. Install the tool anew.")
            {
                Details = [new("libavcodec", codecs), new("decodes", frames == Frames)],
            };
        }
        catch (DiagnosticException)
        {
            return new(Name, HealthState.Bad, "needs the decoder") { Details = [new("decodes", false)] };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Name, HealthState.Note, $"not tried: {e.Message}", "The folder for temporary files (TMPDIR) cannot be written; images and videos are measured without it.") { Details = [new("decodes", null)] };
        }
        finally
        {
            if (folder.Length > 0)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static int Count(string path)
    {
        using var video = VideoStreamReader.Open(path, decodes: true);
        var frames = 0;
        while (frames <= Frames && video?.MoveNext() == true)
        {
            frames++;
        }

        return frames;
    }
}
