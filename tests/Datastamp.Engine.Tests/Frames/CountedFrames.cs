using Datastamp.Probing;

namespace Datastamp.Tests.Frames;

/// <summary>Clips whose frames show their own number: in the upper sixteen rows, a bar of eight columns a bit, white for 1.</summary>
internal static class CountedFrames
{
    public const int Width = 96;
    public const int Height = 64;
    public const int Samples = 3 * Width * Height;

    private const int Bits = 10;
    private const int BarWidth = 8;

    /// <summary>FFmpeg's arguments for the pictures.</summary>
    public static string Source(int count) =>
        $"-f lavfi -i testsrc2=s={Width}x{Height}:r=25,trim=end_frame={count}," +
        $"geq=lum='if(lt(Y,16),if(mod(floor(N/pow(2,floor(X/{BarWidth}))),2),235,16),lum(X,Y))':cb='if(lt(Y,16),128,cb(X,Y))':cr='if(lt(Y,16),128,cr(X,Y))'";

    /// <summary>The number that a frame shows.</summary>
    /// <param name="planes">Its samples, 3×H×W.</param>
    public static int NumberOf(ReadOnlySpan<byte> planes)
    {
        var number = 0;
        for (var bit = 0; bit < Bits; bit++)
        {
            number |= (planes[(8 * Width) + (bit * BarWidth) + (BarWidth / 2)] > 128 ? 1 : 0) << bit;
        }

        return number;
    }

    /// <summary>All frames as the ffmpeg of this machine decodes them, each 3×H×W in R, G, B order.</summary>
    /// <param name="path">The clip.</param>
    /// <param name="output">A file to write to.</param>
    public static IReadOnlyList<byte[]> ByFfmpeg(string path, string output)
    {
        // -vsync 0: neither doubled nor left out for an even rate.
        var bytes = File.ReadAllBytes(Ffmpeg.Write($"-i {path} -vsync 0 -f rawvideo -pix_fmt rgb24", output));
        return [.. bytes.Chunk(Samples).Select(Planes)];
    }

    private static byte[] Planes(byte[] rgb)
    {
        var planes = new byte[Samples];
        for (var i = 0; i < rgb.Length; i++)
        {
            planes[(i % 3 * Width * Height) + (i / 3)] = rgb[i];
        }

        return planes;
    }
}
