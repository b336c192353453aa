using System.Globalization;

namespace Datastamp.Sources.Records;

/// <summary>The grey images of an IDX file, row by row.</summary>
/// <param name="stream">The file behind its header.</param>
/// <param name="path">The file, for people.</param>
/// <param name="sizes">Its dimensions: images, rows, pixels a row.</param>
/// <param name="labels">A label an image, or null.</param>
internal sealed class IdxStream(Stream stream, string path, int[] sizes, byte[]? labels)
    : RecordStream(stream, path, sizes[2], sizes[1], channels: 1, sizes[1] * sizes[2], sizes[0])
{
    protected override string? LabelOf(int index, ReadOnlySpan<byte> record) => labels?[index].ToString(CultureInfo.InvariantCulture);

    protected override void CopyPixels(ReadOnlySpan<byte> record, Span<byte> pixels) => record.CopyTo(pixels);
}
