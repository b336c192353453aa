using Datastamp.Videos;

namespace Datastamp.Probing.Indexes.Codecs;

/// <summary>What a sequence parameter set of H.264 tells of all frames (ITU-T H.264, 7.3.2.1.1 and E.1.1).</summary>
/// <param name="SampleAspect">Width of a pixel over its height; null where it does not tell.</param>
/// <param name="MatrixCoefficients">The matrix between RGB and what is stored; null where it does not tell.</param>
/// <param name="Pixels">Format and depth; nulls where it is damaged.</param>
internal readonly record struct H264Sequence(Rational? SampleAspect, int? MatrixCoefficients, PixelLayout Pixels)
{
    private const int MaxLength = 1 << 10;
    private const int ExtendedAspect = 255;

    // Table E-1, by aspect_ratio_idc.
    private static ReadOnlySpan<byte> Aspects =>
    [
        0, 1, 1, 1, 12, 11, 10, 11, 16, 11, 40, 33, 24, 11, 20, 11, 32, 11, 80, 33, 18, 11, 15, 11, 64, 33, 160, 99, 4, 3, 3, 2, 2, 1,
    ];

    /// <summary>Reads a set with its header byte, as it stands in a stream: with escapes.</summary>
    public static H264Sequence Read(ReadOnlySpan<byte> unit)
    {
        Span<byte> plain = stackalloc byte[MaxLength];
        var bits = new BitReader(plain[..Unescape(unit, plain)]);
        _ = bits.Bits(8);
        var profile = bits.Bits(8);
        _ = bits.Bits(16);
        _ = bits.Unsigned();
        var (chroma, depth) = (1, 8);
        if (HasChroma(profile))
        {
            (chroma, depth) = ReadChroma(ref bits);
        }

        if (bits.IsPastEnd)
        {
            return default;
        }

        if (HasChroma(profile))
        {
            SkipScalingLists(ref bits, chroma == 3 ? 12 : 8);
        }

        // FFmpeg's decoder has no format without chroma: it fills planes of 4:2:0 with grey. 4:4:4 may be RGB.
        var planes = PixelFormats.Planar(Math.Max(1, chroma), depth);
        SkipToUsability(ref bits);
        Rational? aspect = null;
        int? matrix = null;
        var isFullRange = false;
        if (bits.Flag())
        {
            aspect = ReadAspect(ref bits);
            (isFullRange, matrix) = ReadSignal(ref bits);
        }

        if (bits.IsPastEnd)
        {
            return new(null, null, chroma == 3 ? planes with { Format = null } : planes);
        }

        var isRgb = matrix == 0 && chroma == 3;
        return new(aspect, matrix, isRgb ? new(depth == 8 ? "gbrp" : $"gbrp{depth}le", depth) : PixelFormats.Planar(Math.Max(1, chroma), depth, isFullRange));
    }

    private static int Unescape(ReadOnlySpan<byte> unit, Span<byte> plain)
    {
        var count = 0;
        var zeros = 0;
        foreach (var value in unit)
        {
            if (count == plain.Length)
            {
                break;
            }

            if (zeros >= 2 && value == 3)
            {
                zeros = 0;
                continue;
            }

            zeros = value == 0 ? zeros + 1 : 0;
            plain[count++] = value;
        }

        return count;
    }

    private static bool HasChroma(uint profile) => profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135;

    private static (int Chroma, int Depth) ReadChroma(ref BitReader bits)
    {
        var chroma = (int)Math.Min(4, bits.Unsigned());
        if (chroma == 3)
        {
            _ = bits.Flag();
        }

        return (chroma, 8 + (int)Math.Min(8, bits.Unsigned()));
    }

    private static void SkipScalingLists(ref BitReader bits, int lists)
    {
        _ = bits.Unsigned();
        _ = bits.Flag();
        if (bits.Flag())
        {
            for (var list = 0; list < lists; list++)
            {
                if (bits.Flag())
                {
                    SkipScaling(ref bits, list < 6 ? 16 : 64);
                }
            }
        }
    }

    private static void SkipScaling(ref BitReader bits, int length)
    {
        var next = 8;
        for (var i = 0; i < length && next != 0; i++)
        {
            next = (next + bits.Signed()) & 0xFF;
        }
    }

    private static void SkipToUsability(ref BitReader bits)
    {
        _ = bits.Unsigned();
        var order = bits.Unsigned();
        if (order == 0)
        {
            _ = bits.Unsigned();
        }
        else if (order == 1)
        {
            _ = bits.Flag();
            _ = bits.Signed();
            _ = bits.Signed();
            for (var left = bits.Unsigned(); left > 0 && !bits.IsPastEnd; left--)
            {
                _ = bits.Signed();
            }
        }

        _ = bits.Unsigned();
        _ = bits.Flag();
        _ = bits.Unsigned();
        _ = bits.Unsigned();
        if (!bits.Flag())
        {
            _ = bits.Flag();
        }

        _ = bits.Flag();
        if (bits.Flag())
        {
            for (var side = 0; side < 4; side++)
            {
                _ = bits.Unsigned();
            }
        }
    }

    private static Rational? ReadAspect(ref BitReader bits)
    {
        if (!bits.Flag())
        {
            return null;
        }

        var index = (int)bits.Bits(8);
        var (width, height) = index == ExtendedAspect ? (bits.Bits(16), bits.Bits(16))
            : index * 2 < Aspects.Length ? (Aspects[index * 2], (uint)Aspects[(index * 2) + 1])
            : (0, 1);
        return width == 0 || height == 0 ? null : new Rational(width, height);
    }

    private static (bool IsFullRange, int? Matrix) ReadSignal(ref BitReader bits)
    {
        if (bits.Flag())
        {
            _ = bits.Flag();
        }

        if (!bits.Flag())
        {
            return (false, null);
        }

        _ = bits.Bits(3);
        var isFullRange = bits.Flag();
        if (!bits.Flag())
        {
            return (isFullRange, null);
        }

        _ = bits.Bits(16);
        return (isFullRange, (int)bits.Bits(8));
    }
}
