namespace Datastamp.Videos;

/// <summary>How a video's number of frames is known.</summary>
public enum FrameCountSource
{
    /// <summary>From the container's tables, frame by frame.</summary>
    Index,

    /// <summary>By reading every packet of the stream, without decoding.</summary>
    Packets,

    /// <summary>By decoding every frame.</summary>
    Decode,

    /// <summary>From one number in the header, because nothing better could be had.</summary>
    Header,
}
