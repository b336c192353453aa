namespace Datastamp.Probing;

/// <summary>Containers by their first bytes. What is none of these is not given to any demuxer: some of those open other files, and addresses.</summary>
internal static class ContainerName
{
    private const int TransportPacket = 188;
    private const int TransportTime = 4;
    private const int TransportCode = 16;
    private const byte TransportSync = 0x47;

    /// <summary>FFmpeg's name of the container, or null.</summary>
    public static string? Of(VideoBytes bytes)
    {
        var head = Head(bytes);
        return 0 switch
        {
            _ when head.Length > 8 && head[4..].StartsWith("ftyp"u8) => "mp4",
            _ when head.Length > 8 && IsQuickTime(head[4..8]) => "mov",
            _ when head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) => "matroska",
            _ when head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("AVI "u8) => "avi",
            _ when head.StartsWith<byte>([0, 0, 1, 0xBA]) => "mpeg",
            _ when head.StartsWith<byte>([0, 0, 1, 0xB3]) => "mpegvideo",
            _ when head.StartsWith("FLV\x01"u8) => "flv",
            _ when head.StartsWith<byte>([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]) => "asf",
            _ when head.StartsWith("OggS"u8) => "ogg",
            _ when head.StartsWith<byte>([0x06, 0x0E, 0x2B, 0x34, 0x02, 0x05, 0x01, 0x01]) => "mxf",
            _ when TransportPacketLength(head) > 0 => "mpegts",
            _ => null,
        };
    }

    /// <summary>Bytes of a packet of a transport stream: plain ones have 188, those with a time before them 192, those with a code behind them 204. 0 for what is none.</summary>
    public static int TransportPacketLength(VideoBytes bytes) => TransportPacketLength(Head(bytes));

    private static ReadOnlySpan<byte> Head(VideoBytes bytes) => bytes.Read(0, (int)Math.Min(bytes.Length, 3 * (TransportPacket + TransportCode)));

    private static int TransportPacketLength(ReadOnlySpan<byte> head) =>
        IsTransportStream(head, TransportPacket, 0) ? TransportPacket
        : IsTransportStream(head, TransportPacket + TransportTime, TransportTime) ? TransportPacket + TransportTime
        : IsTransportStream(head, TransportPacket + TransportCode, 0) ? TransportPacket + TransportCode
        : 0;

    private static bool IsQuickTime(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8) || type.SequenceEqual("wide"u8)
        || type.SequenceEqual("free"u8) || type.SequenceEqual("skip"u8) || type.SequenceEqual("pnot"u8);

    private static bool IsTransportStream(ReadOnlySpan<byte> head, int packet, int start)
    {
        for (var at = start; at < packet * 3; at += packet)
        {
            if (at >= head.Length || head[at] != TransportSync)
            {
                return false;
            }
        }

        return true;
    }
}
