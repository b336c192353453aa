using System.Buffers.Binary;

namespace Datastamp.Torch.NvJpeg;

/// <summary>
/// What of a JPEG's headers decides who decodes it. nvJPEG takes three components for YCbCr and scales chroma by whole numbers; what
/// libjpeg would read otherwise is not for it, so that all decoders mean the same pixels.
/// </summary>
internal readonly record struct JpegTraits
{
    private const byte Baseline = 0xC0, Extended = 0xC1, Progressive = 0xC2, Sos = 0xDA, App1 = 0xE1, App14 = 0xEE;

    /// <summary>Whether nvJPEG means the same by the file as libjpeg does: Huffman-coded, 8 bits, grey or YCbCr, common subsampling.</summary>
    public bool IsCommon { get; private init; }

    /// <summary>Whether it is baseline with all components in one scan, which JPEG engines ask for.</summary>
    public bool IsSingleScanBaseline { get; private init; }

    /// <summary>Whether it has EXIF data, and so may have an orientation.</summary>
    public bool HasExif { get; private init; }

    /// <summary>Reads the headers up to the first scan.</summary>
    /// <param name="file">A file that the engine's inspector has passed.</param>
    public static JpegTraits Of(ReadOnlySpan<byte> file)
    {
        var frame = default(ReadOnlySpan<byte>);
        var (start, hasExif, isRgb) = (default(byte), false, false);
        var at = 2;
        while (at < file.Length && file[at..].IndexOfAnyExcept((byte)0xFF) is > 0 and var fill)
        {
            var marker = file[at + fill];
            at += fill + 1;
            if (file.Length - at < 2 || BinaryPrimitives.ReadUInt16BigEndian(file[at..]) is var length && (length < 2 || length > file.Length - at))
            {
                return default;
            }

            var segment = file[(at + 2)..(at + length)];
            at += length;
            switch (marker)
            {
                case >= Baseline and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    start = marker;
                    frame = segment;
                    break;
                case App1 when segment.StartsWith("Exif\0"u8):
                    hasExif = true;
                    break;
                case App14 when segment.StartsWith("Adobe"u8) && segment.Length >= 12:
                    isRgb |= segment[11] != 1;
                    break;
                case Sos:
                    return Of(start, frame, segment, isRgb) with { HasExif = hasExif };
            }
        }

        return default;
    }

    private static JpegTraits Of(byte start, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> scan, bool isRgb)
    {
        if (frame.Length < 6 || frame[0] != 8 || frame.Length != 6 + (3 * frame[5]) || start is not (Baseline or Extended or Progressive) || scan.Length < 1)
        {
            return default;
        }

        var isCommon = frame[5] switch
        {
            1 => true,
            3 => !isRgb && !IsRgbByNames(frame) && HasCommonSampling(frame),
            _ => false,
        };
        return new() { IsCommon = isCommon, IsSingleScanBaseline = isCommon && start == Baseline && scan[0] == frame[5] };
    }

    /// <summary>libjpeg takes components of these names for what they say, where no marker says what they are.</summary>
    private static bool IsRgbByNames(ReadOnlySpan<byte> frame) => (frame[6], frame[9], frame[12]) == ((byte)'R', (byte)'G', (byte)'B');

    /// <summary>4:4:4, 4:2:2, 4:4:0, 4:2:0, 4:1:1.</summary>
    private static bool HasCommonSampling(ReadOnlySpan<byte> frame) =>
        frame[7] is 0x11 or 0x21 or 0x12 or 0x22 or 0x41 && frame[10] == 0x11 && frame[13] == 0x11;
}
