namespace Datastamp.Probing;

/// <summary>A packet as ffprobe prints it, in units of the time base; times are null where it does not know them.</summary>
/// <param name="Position">Where its bytes begin.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Time">When it is presented.</param>
/// <param name="DecodingTime">When it is decoded.</param>
/// <param name="IsKey">Whether it can be decoded on its own.</param>
/// <param name="IsDiscarded">Whether the demuxer marks it to be decoded and not shown.</param>
internal sealed record FfprobePacket(long Position, long Size, long? Time, long? DecodingTime, bool IsKey, bool IsDiscarded);
