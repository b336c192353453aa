using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>The pixels of one image, H×W×C interleaved, rows packed, in the colour order asked for.</summary>
public sealed class DecodedImage : IDisposable
{
    private readonly Mat pixels;

    internal DecodedImage(Mat pixels) => this.pixels = pixels;

    /// <summary>OpenCV's own, for this folder alone.</summary>
    internal Mat Pixels => pixels;

    /// <summary>Columns, in pixels.</summary>
    public int Width => pixels.Width;

    /// <summary>Rows, in pixels.</summary>
    public int Height => pixels.Height;

    /// <summary>Samples a pixel: 3, or 1 for grey.</summary>
    public int Channels => pixels.Channels();

    /// <summary>Bits a sample: 8 or 16.</summary>
    public int Depth => pixels.Depth() == MatType.CV_8U ? 8 : 16;

    /// <summary>The samples of an 8-bit image, 0–255. Valid until this is disposed.</summary>
    public unsafe ReadOnlySpan<byte> Bytes => new(pixels.DataPointer, checked(Width * Height * Channels));

    /// <summary>The samples of a 16-bit image, 0–65535. Valid until this is disposed.</summary>
    public unsafe ReadOnlySpan<ushort> Words => new(pixels.DataPointer, checked(Width * Height * Channels));

    /// <summary>Frees the pixels.</summary>
    public void Dispose() => pixels.Dispose();
}
