using System.Buffers.Binary;
using System.Globalization;

namespace Datastamp.Decoding.Formats;

/// <summary>
/// Walks a JPEG from marker to marker (ITU-T T.81 annex B). libjpeg pads what a broken file lacks with grey and only
/// warns, so everything that the markers can tell is checked here: an end, known markers, restarts in order, and a
/// scan for every component. Damage inside entropy-coded data that leaves the markers whole is beyond this walk.
/// </summary>
internal static class JpegReader
{
    private const byte Soi = 0xD8, Eoi = 0xD9, Sos = 0xDA, Dri = 0xDD, Restart0 = 0xD0, Restart7 = 0xD7;

    /// <inheritdoc cref="ImageInspector.Inspect"/>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        var frame = new JpegFrame();
        var restarts = false;
        var at = 2;
        while (true)
        {
            var marker = NextMarker(file, ref at);
            if (marker == Eoi)
            {
                return frame.Finish();
            }

            var segment = Segment(file, marker, ref at);
            if (JpegFrame.IsStart(marker))
            {
                frame.Start(marker, segment);
            }
            else if (marker == Dri)
            {
                restarts = segment.Length == 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(segment) != 0
                    : throw new BadImageException("corrupt: the restart interval segment has a wrong length");
            }
            else if (marker == Sos)
            {
                frame.AddScan(segment);
                at += EntropyLength(file[at..], restarts);
            }
        }
    }

    private static byte NextMarker(ReadOnlySpan<byte> file, ref int at)
    {
        if (at >= file.Length)
        {
            throw new BadImageException("truncated: ends before the end-of-image marker");
        }

        if (file[at] != 0xFF)
        {
            throw new BadImageException(string.Create(CultureInfo.InvariantCulture, $"corrupt: no marker at byte {at}"));
        }

        var fill = file[at..].IndexOfAnyExcept((byte)0xFF);
        if (fill < 0)
        {
            throw new BadImageException("truncated: ends before the end-of-image marker");
        }

        at += fill + 1;
        return file[at - 1];
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> file, byte marker, ref int at)
    {
        var legal = JpegFrame.IsStart(marker) || marker is 0xC4 or 0xCC or (>= Sos and <= Dri) or (>= 0xE0 and <= 0xEF) or 0xFE;
        if (!legal)
        {
            throw new BadImageException(string.Create(
                CultureInfo.InvariantCulture,
                $"corrupt: {(marker == Soi ? "a second start-of-image marker" : $"the illegal marker FF{marker:X2}")} before byte {at}"));
        }

        var rest = file[at..];
        if (rest.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(rest) > rest.Length)
        {
            throw new BadImageException(string.Create(CultureInfo.InvariantCulture, $"truncated: ends within segment FF{marker:X2}"));
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length < 2)
        {
            throw new BadImageException(string.Create(CultureInfo.InvariantCulture, $"corrupt: segment FF{marker:X2} has length {length}"));
        }

        at += length;
        return rest[2..length];
    }

    /// <summary>Bytes up to the first marker that is neither a stuffed zero nor a restart.</summary>
    private static int EntropyLength(ReadOnlySpan<byte> data, bool restarts)
    {
        var at = 0;
        var expected = Restart0;
        while (true)
        {
            var next = data[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= data.Length)
            {
                throw new BadImageException("truncated: ends before the end-of-image marker");
            }

            at += next + 1;
            var code = data[at];
            if (code is >= Restart0 and <= Restart7)
            {
                if (!restarts || code != expected)
                {
                    throw new BadImageException("corrupt: restart markers are out of order, data between them is lost");
                }

                expected = expected == Restart7 ? Restart0 : (byte)(expected + 1);
                at++;
            }
            else if (code == 0)
            {
                at++;
            }
            else if (code != 0xFF)
            {
                return at - 1;
            }
        }
    }
}
