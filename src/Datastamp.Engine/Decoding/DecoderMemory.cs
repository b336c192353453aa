using System.Runtime.InteropServices;
using Datastamp.Decoding.Formats;

namespace Datastamp.Decoding;

/// <summary>Whether there is the memory that an image takes to decode.</summary>
internal static class DecoderMemory
{
    // Three channels of at most 16 bits, and once more for what codecs hold beside them.
    private const int BytesPerPixel = 12;
    private const int Least = 16 << 20;

    /// <summary>Takes that much for a moment; it is not touched, so that no more than a limit is asked.</summary>
    /// <exception cref="OutOfMemoryException">There is not.</exception>
    public static void Require(ImageHeader header) =>
        Marshal.FreeHGlobal(Marshal.AllocHGlobal((nint)(((long)header.Width * header.Height * BytesPerPixel) + Least)));
}
