using System.Globalization;

namespace Datastamp.Sources.Records;

/// <summary>A file of <see href="https://www.cs.toronto.edu/~kriz/cifar.html">CIFAR</see> in its binary version: labels, then 32×32 reds, greens and blues.</summary>
/// <param name="stream">The records.</param>
/// <param name="path">The file, for people.</param>
/// <param name="labels">Bytes before the pixels; the last is the label: 1 in CIFAR-10, 2 in CIFAR-100, whose first is a coarser one.</param>
internal sealed class CifarStream(Stream stream, string path, int labels) : RecordStream(stream, path, Side, Side, Channels, labels + ImageLength, count: null)
{
    /// <summary>Bytes of an image.</summary>
    public const int ImageLength = Side * Side * Channels;

    private const int Side = 32;
    private const int Channels = 3;

    protected override string LabelOf(int index, ReadOnlySpan<byte> record) => record[labels - 1].ToString(CultureInfo.InvariantCulture);

    protected override void CopyPixels(ReadOnlySpan<byte> record, Span<byte> pixels)
    {
        var planes = record[labels..];
        for (var i = 0; i < Side * Side; i++)
        {
            pixels[3 * i] = planes[i];
            pixels[(3 * i) + 1] = planes[(Side * Side) + i];
            pixels[(3 * i) + 2] = planes[(2 * Side * Side) + i];
        }
    }
}
