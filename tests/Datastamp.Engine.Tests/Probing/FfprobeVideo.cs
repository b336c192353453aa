using System.Globalization;
using Datastamp.Videos;
using Newtonsoft.Json.Linq;

namespace Datastamp.Probing;

/// <summary>A stream as ffprobe reports it.</summary>
internal sealed class FfprobeVideo(JObject stream, int streams)
{
    public int Streams => streams;

    public string? Codec => (string?)stream["codec_name"];

    public int Width => (int)stream["width"]!;

    public int Height => (int)stream["height"]!;

    public string? PixelFormat => (string?)stream["pix_fmt"];

    /// <summary>The number of frames that are decoded and presented.</summary>
    public long DecodedFrames => (long)stream["nb_read_frames"]!;

    /// <summary>When the decoded frames are presented, in units of the time base, in the decoder's order.</summary>
    public required IReadOnlyList<long> FrameTimes { get; init; }

    /// <summary>The packets in the file's order.</summary>
    public required IReadOnlyList<FfprobePacket> Packets { get; init; }

    /// <summary>The number of decoded frames that can be decoded on their own.</summary>
    public required int KeyFrames { get; init; }

    /// <summary>The number of frames that the container's header states.</summary>
    public long? HeaderFrames => (long?)stream["nb_frames"];

    public string TimeBase => (string)stream["time_base"]!;

    /// <summary>In units of the time base.</summary>
    public long StartTime => (long)stream["start_pts"]!;

    public string RealFrameRate => (string)stream["r_frame_rate"]!;

    public string AverageFrameRate => (string)stream["avg_frame_rate"]!;

    public Rational SampleAspect
    {
        get
        {
            var parts = ((string?)stream["sample_aspect_ratio"] ?? "1:1").Split(':').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            return parts[0] == 0 ? new Rational(1, 1) : new Rational(parts[0], parts[1]);
        }
    }

    public int Rotation => (int?)stream["side_data_list"]?.FirstOrDefault(side => side["rotation"] is not null)?["rotation"] ?? 0;
}
