using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>The pixels of one image, H×W×C interleaved, rows packed, in the colour order asked for.</summary>
internal sealed class DecodedImage : IDisposable
{
    private readonly Mat pixels;

    public DecodedImage(Mat pixels) => this.pixels = pixels;

    /// <summary>OpenCV's own, for this folder alone.</summary>
    public Mat Pixels => pixels;

    public int Width => pixels.Width;

    public int Height => pixels.Height;

    public int Channels => pixels.Channels();

    /// <summary>Bits a sample: 8 or 16.</summary>
    public int Depth => pixels.Depth() == MatType.CV_8U ? 8 : 16;

    /// <summary>The samples of an 8-bit image, 0–255. Valid until this is disposed.</summary>
    public unsafe ReadOnlySpan<byte> Bytes => new(pixels.DataPointer, checked(Width * Height * Channels));

    /// <summary>The samples of a 16-bit image, 0–65535. Valid until this is disposed.</summary>
    public unsafe ReadOnlySpan<ushort> Words => new(pixels.DataPointer, checked(Width * Height * Channels));

    public void Dispose() => pixels.Dispose();
}
