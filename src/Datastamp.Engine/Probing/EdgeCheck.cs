using System.Buffers.Binary;

namespace Datastamp.Probing;

/// <summary>
/// Looks at the frames whose bytes are at hand, those in the first and last 64 KiB of the file: in H.264 and H.265 streams of
/// ISO/IEC 14496-15, the lengths of a frame's units must fill it. Finds overwritten and zeroed bytes at no cost.
/// </summary>
internal static class EdgeCheck
{
    /// <summary>Why the frames and their bytes disagree; null where they do not, as far as they were looked at.</summary>
    public static string? Find(VideoBytes bytes, IndexedVideo video)
    {
        if (video.NalLengthSize is not (1 or 2 or 4))
        {
            return null;
        }

        for (var i = 0; i < video.Frames.Count; i++)
        {
            var frame = video.Frames[i];
            if (frame.Size is > 0 and <= VideoBytes.MaxRead
                && bytes.TryPeek(frame.Offset, (int)frame.Size, out var content)
                && !IsFilled(content, video.NalLengthSize))
            {
                return FormattableString.Invariant($"the bytes of frame {i} (in coding order, at {frame.Offset}) are not a frame");
            }
        }

        return null;
    }

    private static bool IsFilled(ReadOnlySpan<byte> content, int lengthSize)
    {
        while (content.Length >= lengthSize)
        {
            var length = lengthSize switch
            {
                1 => content[0],
                2 => BinaryPrimitives.ReadUInt16BigEndian(content),
                _ => BinaryPrimitives.ReadUInt32BigEndian(content),
            };
            if (length == 0 || length > content.Length - lengthSize)
            {
                return false;
            }

            content = content[(lengthSize + (int)length)..];
        }

        return content.IsEmpty;
    }
}
