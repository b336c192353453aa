using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>Grey from colour, as Pillow's <c>convert("L")</c>; OpenCV's own rounds differently.</summary>
internal static class Luma
{
    /// <summary>One channel of the same depth from three in R, G, B order.</summary>
    public static unsafe Mat Of(Mat rgb)
    {
        using (rgb)
        {
            var gray = new Mat(rgb.Rows, rgb.Cols, MatType.MakeType(rgb.Depth(), 1));
            var pixels = checked(rgb.Rows * rgb.Cols);
            if (rgb.Depth() == MatType.CV_8U)
            {
                Convert(new ReadOnlySpan<byte>(rgb.DataPointer, pixels * 3), new Span<byte>(gray.DataPointer, pixels));
            }
            else
            {
                Convert(new ReadOnlySpan<ushort>(rgb.DataPointer, pixels * 3), new Span<ushort>(gray.DataPointer, pixels));
            }

            return gray;
        }
    }

    private static void Convert(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        for (var i = 0; i < gray.Length; i++)
        {
            gray[i] = (byte)Weigh(rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]);
        }
    }

    private static void Convert(ReadOnlySpan<ushort> rgb, Span<ushort> gray)
    {
        for (var i = 0; i < gray.Length; i++)
        {
            gray[i] = (ushort)Weigh(rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]);
        }
    }

    /// <summary>ITU-R BT.601 weights in 16-bit fixed point; they add up to 65536, so 16-bit samples fit too.</summary>
    private static uint Weigh(uint r, uint g, uint b) => ((r * 19595) + (g * 38470) + (b * 7471) + 0x8000) >> 16;
}
