using System.Buffers.Binary;

namespace Datastamp.Probing;

/// <summary>
/// Whether a container without tables ends where one of its packets does. A file that was cut between two packets cannot be told
/// from a whole one.
/// </summary>
internal static class StreamEnd
{
    private const int FlvTagHeader = 11;
    private const byte PackHeader = 0xBA;
    private const byte ProgramEnd = 0xB9;
    private const byte FirstStream = 0xBB;

    /// <summary>What is cut; null where nothing is, or where that cannot be told.</summary>
    public static string? FindTruncation(VideoBytes bytes, string container)
    {
        var isCut = container switch
        {
            "mpegts" => bytes.Length % ContainerName.TransportPacketLength(bytes) != 0,
            "flv" => !EndsWithTag(bytes),
            "mpeg" => IsCutPack(bytes),
            _ => false,
        };
        return isCut ? FormattableString.Invariant($"the file ends at byte {bytes.Length}, within a packet") : null;
    }

    /// <summary>Behind each tag stands its length (Adobe Flash Video File Format 10.1, E.3).</summary>
    private static bool EndsWithTag(VideoBytes bytes)
    {
        if (bytes.Length < sizeof(uint))
        {
            return false;
        }

        var tag = BinaryPrimitives.ReadUInt32BigEndian(bytes.Read(bytes.Length - sizeof(uint), sizeof(uint)));
        var start = bytes.Length - sizeof(uint) - tag;

        // Some writers leave the length out.
        return tag == 0 || (tag >= FlvTagHeader && start > 0 && (BinaryPrimitives.ReadUInt32BigEndian(bytes.Read(start, sizeof(uint))) & 0xFFFFFF) + FlvTagHeader == tag);
    }

    /// <summary>Goes from packet to packet, from the first pack in the file's last 64 KiB (ISO/IEC 13818-1, 2.5.3).</summary>
    private static bool IsCutPack(VideoBytes bytes)
    {
        var start = Math.Max(0, bytes.Length - VideoBytes.MaxRead);
        var rest = bytes.Read(start, (int)(bytes.Length - start));
        var pack = rest.IndexOf<byte>([0, 0, 1, PackHeader]);
        if (pack < 0)
        {
            return false;
        }

        for (rest = rest[pack..]; rest.StartsWith<byte>([0, 0, 1]);)
        {
            var length = PacketLength(rest);
            if (length == 0)
            {
                return false;
            }

            if (length > rest.Length)
            {
                return true;
            }

            rest = rest[length..];
        }

        return rest.Length is > 0 and <= 3;
    }

    /// <summary>0 where what stands there is none of a program stream.</summary>
    private static int PacketLength(ReadOnlySpan<byte> packet) => packet switch
    {
        [_, _, _, ProgramEnd, ..] => 4,
        [_, _, _, PackHeader, var mark, ..] when mark >> 6 == 1 => packet.Length < 14 ? 14 : 14 + (packet[13] & 7),
        [_, _, _, PackHeader, ..] => 12,
        [_, _, _, >= FirstStream, var high, var low, ..] => 6 + (high << 8) + low,
        [_, _, _, >= FirstStream, ..] or [_, _, _] => 6,
        _ => 0,
    };
}
