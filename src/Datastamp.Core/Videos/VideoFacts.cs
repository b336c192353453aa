namespace Datastamp.Videos;

/// <summary>What is true of one video: of its first video stream that is not an attached picture.</summary>
public sealed record VideoFacts
{
    /// <summary>The name below the dataset's root, with <c>/</c> between folders.</summary>
    public required string Key { get; init; }

    /// <summary>Length of the file in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary><c>tables:</c> and a SHA-256 in lower-case hex of length, tables, first and last 64 KiB; or <c>sha256:</c> and that of every byte, where it was asked for or no tables are read.</summary>
    public required string Identity { get; init; }

    /// <summary>The container: <c>mp4</c>, <c>mov</c>, <c>matroska</c>, <c>webm</c>, <c>avi</c>, or the demuxer's name.</summary>
    public required string Container { get; init; }

    /// <summary>The codec, by FFmpeg's name where there is one (<c>h264</c>), else its four-character code.</summary>
    public required string Codec { get; init; }

    /// <summary>Number of video streams that are not attached pictures; 1 for containers that are read packet by packet, which tell of the first only.</summary>
    public int VideoStreams { get; init; } = 1;

    /// <summary>Width of a decoded frame in pixels, before rotation.</summary>
    public required int Width { get; init; }

    /// <summary>Height of a decoded frame in pixels, before rotation.</summary>
    public required int Height { get; init; }

    /// <summary>Width in square pixels as a player shows it: after the sample aspect ratio and the rotation.</summary>
    public required int DisplayWidth { get; init; }

    /// <summary>Height in pixels as a player shows it, after the rotation.</summary>
    public required int DisplayHeight { get; init; }

    /// <summary>Degrees by which the stored frame is turned counterclockwise for display, from -179 to 180: -90 for a phone held upright.</summary>
    public int Rotation { get; init; }

    /// <summary>The pixel format by FFmpeg's name (<c>yuv420p</c>), or null where the tables do not tell.</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Bits of a sample, or null where the tables do not tell.</summary>
    public int? BitDepth { get; init; }

    /// <summary>
    /// Frames a second; 0 where it is not known. Where the frames are evenly spaced: the container's, if it states one that the
    /// times do not contradict; else that of their spacing; else, where times were rounded, the whole rate or 1000/1001 of one
    /// that is nearest. Where not: frames over <see cref="Duration"/>.
    /// </summary>
    public required Rational FrameRate { get; init; }

    /// <summary>The frame rate cut to a whole number, as <c>int(fps)</c> of the PyTorch snippet gives it.</summary>
    public int SourceFps => (int)Math.Min(int.MaxValue, FrameRate.Numerator / FrameRate.Denominator);

    /// <summary>When the first frame is shown, in seconds on the container's clock; 0 where that is not known, as of some transport streams.</summary>
    public Rational StartTime { get; init; }

    /// <summary>
    /// From the first frame's start to the last one's end, in seconds. The last one lasts as long as its table says, else as its
    /// rate, else as the others on average.
    /// </summary>
    public Rational Duration { get; init; }

    /// <summary>The unit of the stream's times, in seconds. 0 where it is not known.</summary>
    public Rational TimeBase { get; init; }

    /// <summary>Whether the frames are unevenly spaced by more than the rounding of their times.</summary>
    public bool IsVariableFrameRate { get; init; }

    /// <summary>The shortest time between two frames, in seconds; 0 where there are fewer than two.</summary>
    public Rational ShortestFrame { get; init; }

    /// <summary>The longest time between two frames, in seconds; 0 where there are fewer than two.</summary>
    public Rational LongestFrame { get; init; }

    /// <summary>Number of frames that can be decoded on their own, among those shown; null where it is not known.</summary>
    public int? KeyFrames { get; init; }

    /// <summary>
    /// Number of frames that a player shows: edit lists and discarded packets are honoured. Of a file that was decoded, the
    /// frames that came out; of containers without tables, the packets.
    /// </summary>
    public required int FrameCount { get; init; }

    /// <summary>How <see cref="FrameCount"/> is known.</summary>
    public required FrameCountSource FrameCountSource { get; init; }

    /// <summary>The number of frames that the header claims, or null where it makes no claim.</summary>
    public long? HeaderFrames { get; init; }

    /// <summary>The name of the folder that holds the file; empty for files in the root.</summary>
    public string Label => Key.Split('/') is [.., var folder, _] ? folder : string.Empty;

    /// <summary>Whether it is all there and can be decoded, as far as it was looked at.</summary>
    public VideoHealth Health { get; init; }

    /// <summary>What is wrong with it, or where two ways to know disagree; null where nothing is.</summary>
    public string? Problem { get; init; }
}
