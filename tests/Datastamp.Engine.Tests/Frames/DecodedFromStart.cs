using Datastamp.Decoding;
using Datastamp.Probing;

namespace Datastamp.Tests.Frames;

/// <summary>What decoding a clip from its start to its end gives, without the reader that is tested.</summary>
internal static class DecodedFromStart
{
    /// <summary>All frames, each 3×H×W in R, G, B order.</summary>
    public static IReadOnlyList<byte[]> Of(string path, int rotation = 0)
    {
        using var stream = VideoStreamReader.Open(path, decodes: true)!;
        var frames = new List<byte[]>();
        while (stream.MoveNext())
        {
            using var picture = stream.Picture(rotation)!;
            frames.Add(Planes(picture.Bytes));
        }

        Assert.That(frames, Has.Count.EqualTo(DecodeTier.Count(path, () => { })));
        return frames;
    }

    private static byte[] Planes(ReadOnlySpan<byte> bgr)
    {
        var size = bgr.Length / 3;
        var planes = new byte[bgr.Length];
        for (var i = 0; i < bgr.Length; i++)
        {
            planes[((2 - (i % 3)) * size) + (i / 3)] = bgr[i];
        }

        return planes;
    }
}
