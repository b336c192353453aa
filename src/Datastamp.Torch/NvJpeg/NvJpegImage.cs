using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Datastamp.Torch.NvJpeg;

/// <summary>Where an image is written: <c>nvjpegImage_t</c>, four pointers into device memory and four lengths of rows. Interleaved formats use the first of each.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvJpegImage
{
    private Channels channel;
    private Pitches pitch;

    /// <param name="address">The first pixel, in device memory.</param>
    /// <param name="rowBytes">Bytes from a row to the next.</param>
    public NvJpegImage(nint address, nuint rowBytes)
    {
        channel[0] = address;
        pitch[0] = rowBytes;
    }

    [InlineArray(4)]
    private struct Channels
    {
        private nint first;
    }

    [InlineArray(4)]
    private struct Pitches
    {
        private nuint first;
    }
}
