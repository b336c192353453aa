using TorchSharp;

namespace Datastamp.Torch.NvJpeg;

/// <summary>
/// Tells images that were never written, or in part. JPEG engines have skipped images and reported success (seen on Blackwell), and memory
/// holds the last batch's pixels. So it is filled with a pattern first, which no image has, and looked at in three places.
/// </summary>
internal static class WriteProof
{
    /// <summary>Two bytes, over and over: three channels a pixel, so no two neighbouring pixels of it are alike.</summary>
    public const ushort Pattern = 0x13A7;

    /// <summary>Bytes that are looked at in each place: 5 pixels and a third.</summary>
    public const int Length = 16;

    /// <summary>The images that are not whole.</summary>
    /// <param name="pixels">The batch's memory: bytes, one dimension, any device.</param>
    /// <param name="images">Where each image starts, an even number or not, and its length in bytes.</param>
    public static IReadOnlyList<int> Unwritten(torch.Tensor pixels, IReadOnlyList<(long Offset, int Length)> images)
    {
        using var scope = torch.NewDisposeScope();
        var places = images.SelectMany(Places).ToArray();
        var found = pixels.index_select(0, torch.tensor(places, device: pixels.device)).cpu().data<byte>().ToArray();
        var unwritten = new List<int>();
        var at = 0;
        for (var i = 0; i < images.Count; i++)
        {
            var isWhole = true;
            for (var place = 0; place < 3; place++)
            {
                var length = Math.Min(Length, images[i].Length);
                isWhole &= Differs(found.AsSpan(at, length), places.AsSpan(at, length));
                at += length;
            }

            if (!isWhole)
            {
                unwritten.Add(i);
            }
        }

        return unwritten;
    }

    /// <summary>The bytes' positions at the start, in the middle and at the end.</summary>
    private static IEnumerable<long> Places((long Offset, int Length) image)
    {
        var length = Math.Min(Length, image.Length);
        long[] starts = [image.Offset, image.Offset + ((image.Length - length) / 2), image.Offset + image.Length - length];
        return starts.SelectMany(start => Enumerable.Range(0, length).Select(i => start + i));
    }

    private static bool Differs(ReadOnlySpan<byte> found, ReadOnlySpan<long> places)
    {
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] != (byte)(long.IsEvenInteger(places[i]) ? Pattern : Pattern >> 8))
            {
                return true;
            }
        }

        return false;
    }
}
