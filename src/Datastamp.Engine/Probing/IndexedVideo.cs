using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>A container's tables, of its first video stream that is not an attached picture.</summary>
internal sealed record IndexedVideo
{
    /// <summary><c>mp4</c>, <c>mov</c>, <c>matroska</c>, <c>webm</c> or <c>avi</c>.</summary>
    public required string Container { get; init; }

    /// <summary>FFmpeg's name of the codec, else its four-character code or identifier.</summary>
    public required string Codec { get; init; }

    /// <summary>Number of video streams that are not attached pictures.</summary>
    public required int VideoStreams { get; init; }

    /// <summary>Width of a decoded frame in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of a decoded frame in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Width of a pixel over its height; 1 unless the tables say otherwise.</summary>
    public Rational SampleAspect { get; init; } = new(1, 1);

    /// <summary>Degrees counterclockwise, from -179 to 180.</summary>
    public int Rotation { get; init; }

    /// <summary>What the codec's configuration record tells; nulls where it does not.</summary>
    public PixelLayout Pixels { get; init; }

    /// <summary>The unit of the frames' times, in seconds.</summary>
    public required Rational TimeBase { get; init; }

    /// <summary>Frames a second, where the container states one rate for all frames.</summary>
    public Rational? DeclaredRate { get; init; }

    /// <summary>The number of frames that the header claims, where it does.</summary>
    public long? HeaderFrames { get; init; }

    /// <summary>Where the file must end by the container's own sizes; 0 where these do not tell.</summary>
    public long DeclaredLength { get; init; }

    /// <summary>Bytes of the length before each unit of a frame (1, 2 or 4) for H.264 and H.265 in the form of ISO/IEC 14496-15; 0 for others.</summary>
    public int NalLengthSize { get; init; }

    /// <summary>All coded frames, in the file's (decoding) order.</summary>
    public required IReadOnlyList<Frame> Frames { get; init; }
}
