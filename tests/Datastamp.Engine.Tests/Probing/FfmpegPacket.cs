namespace Datastamp.Probing;

/// <summary>A packet as ffprobe prints it; times are null where it does not know them.</summary>
internal readonly record struct FfmpegPacket(long Position, long Size, long? Time, long? DecodingTime, bool IsKey);
