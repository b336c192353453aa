using System.Buffers.Binary;
using Datastamp.Probing.Indexes.Codecs;
using Datastamp.Videos;

namespace Datastamp.Probing.Indexes.Avi;

/// <summary>The headers of one stream: its <c>strl</c> list.</summary>
internal sealed class AviStream
{
    private const int StreamHeaderLength = 36, BitmapHeaderLength = 40, PropertiesLength = 36;
    private const uint DefaultScale = 1, DefaultRate = 25;

    private uint handler;
    private uint compression;
    private byte[] configuration = [];

    /// <summary>Its place among the streams, which its chunks' names begin with.</summary>
    public required int Number { get; init; }

    public bool IsVideo { get; private set; }

    /// <summary>Seconds of a frame, as a fraction: scale over rate.</summary>
    public uint Scale { get; private set; }

    public uint Rate { get; private set; }

    /// <summary>Frames before the first one, for streams that begin later than others.</summary>
    public uint Start { get; private set; }

    public uint Length { get; private set; }

    public long Width { get; private set; }

    public long Height { get; private set; }

    public Rational SampleAspect { get; private set; } = new(1, 1);

    /// <summary>The <c>indx</c> chunk.</summary>
    public RiffChunk? OpenIndex { get; private set; }

    /// <summary>FFmpeg's name of the codec, by the bitmap's compression, else by the handler.</summary>
    public string Codec => FourCharacterCode.Known(compression) ?? FourCharacterCode.Known(handler) ?? FourCharacterCode.Text(compression);

    /// <summary>H.264 and H.265 stand in AVI as a byte stream, unless a configuration record says otherwise.</summary>
    public int NalLengthSize => Codec switch
    {
        "h264" => CodecConfiguration.Avc(configuration).NalLengthSize,
        "hevc" when configuration is [1, ..] => CodecConfiguration.Hevc(configuration).NalLengthSize,
        _ => 0,
    };

    /// <summary>Reads the list's chunks.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="list">The list.</param>
    /// <param name="number">Its place among the streams.</param>
    /// <param name="microseconds">A frame's time by the main header, for streams that have none of their own.</param>
    public static AviStream Read(VideoBytes bytes, RiffChunk list, int number, uint microseconds)
    {
        var stream = new AviStream { Number = number };
        foreach (var chunk in RiffReader.Children(bytes, list))
        {
            switch (chunk.Id)
            {
                case RiffId.StreamHeader when chunk.Size >= StreamHeaderLength:
                    stream.ReadHeader(bytes.Read(chunk.Data, StreamHeaderLength));
                    break;
                case RiffId.StreamFormat when stream.IsVideo && chunk.Size is >= BitmapHeaderLength and <= VideoBytes.MaxRead:
                    stream.ReadFormat(bytes.Read(chunk.Data, (int)chunk.Size));
                    break;
                case RiffId.VideoProperties when stream.IsVideo && chunk.Size >= PropertiesLength:
                    stream.ReadProperties(bytes.Read(chunk.Data, PropertiesLength));
                    break;
                case RiffId.OpenIndex:
                    stream.OpenIndex = chunk;
                    break;
            }
        }

        if (stream.Scale == 0 || stream.Rate == 0)
        {
            (stream.Scale, stream.Rate) = microseconds == 0 ? (DefaultScale, DefaultRate) : (microseconds, 1_000_000);
        }

        // As FFmpeg, which takes a start after more than an hour for damage.
        if (stream.Start > 3600L * stream.Rate / stream.Scale)
        {
            stream.Start = 0;
        }

        return stream;
    }

    /// <summary>An AVISTREAMHEADER.</summary>
    private void ReadHeader(ReadOnlySpan<byte> header)
    {
        IsVideo = UInt(header, 0) == RiffId.Video;
        handler = UInt(header, 4);
        Scale = UInt(header, 20);
        Rate = UInt(header, 24);
        Start = UInt(header, 28);
        Length = UInt(header, 32);
    }

    /// <summary>A BITMAPINFOHEADER. A negative height says that the first row is the upper one.</summary>
    private void ReadFormat(ReadOnlySpan<byte> header)
    {
        Width = Math.Abs((long)(int)UInt(header, 4));
        Height = Math.Abs((long)(int)UInt(header, 8));
        compression = UInt(header, 16);
        configuration = header[BitmapHeaderLength..].ToArray();
    }

    /// <summary>A video properties header (OpenDML AVI 1.02, section 5.0): the whole frame's aspect ratio, height in the low half.</summary>
    private void ReadProperties(ReadOnlySpan<byte> properties)
    {
        var (high, wide) = (BinaryPrimitives.ReadUInt16LittleEndian(properties[20..]), BinaryPrimitives.ReadUInt16LittleEndian(properties[22..]));
        var (width, height) = (UInt(properties, 24), UInt(properties, 28));
        if (high != 0 && wide != 0 && width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue)
        {
            SampleAspect = new Rational((long)wide * height, (long)high * width);
        }
    }

    private static uint UInt(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
