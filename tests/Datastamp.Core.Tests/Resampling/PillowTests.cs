using Datastamp.Geometry;
using Datastamp.Resampling;
using Datastamp.Tests.Peers;

namespace Datastamp.Tests.Resampling;

[Category("Python")]
public sealed class PillowTests
{
    private const int Pairs = 300;
    private const int LongestSide = 700;

    private PillowPeer pillow = null!;

    [OneTimeSetUp]
    public void Start() => pillow = new();

    [OneTimeTearDown]
    public void Stop() => pillow?.Dispose();

    [Test]
    public void Random_sizes_of_8_bit_images_are_resized_byte_for_byte_as_Pillow_does(
        [Values] Interpolation interpolation, [Values(1, 3)] int channels)
    {
        var random = new Random(20_240 + channels);
        for (var i = 0; i < Pairs; i++)
        {
            var (from, to) = (RandomSize(random), RandomSize(random));
            var source = new byte[from.Width * from.Height * channels];
            random.NextBytes(source);
            if (i % 4 == 0)
            {
                // Only black and white: negative lobes leave 0–255 the most.
                Array.ForEach(Enumerable.Range(0, source.Length).ToArray(), j => source[j] = source[j] < 128 ? (byte)0 : (byte)255);
            }

            var actual = new byte[to.Width * to.Height * channels];
            Resampler.Create(from, to, interpolation).Resize(source, channels, actual);

            AssertSame(actual, pillow.Resize(source, channels, from, to, interpolation), $"{from} to {to}");
        }
    }

    [Test]
    public void Random_sizes_of_16_bit_images_are_resized_as_mode_I_and_clipped(
        [Values] Interpolation interpolation, [Values(1, 3)] int channels)
    {
        var random = new Random(20_250 + channels);
        for (var i = 0; i < Pairs / channels; i++)
        {
            var (from, to) = (RandomSize(random), RandomSize(random));
            var source = new ushort[from.Width * from.Height * channels];
            for (var j = 0; j < source.Length; j++)
            {
                source[j] = (ushort)(i % 4 == 0 ? random.Next(2) * ushort.MaxValue : random.Next(1 << 16));
            }

            var actual = new ushort[to.Width * to.Height * channels];
            Resampler.Create(from, to, interpolation).Resize(source, channels, actual);

            AssertSame(actual, pillow.Resize(source, channels, from, to, interpolation), $"{from} to {to}");
        }
    }

    [Test]
    public void Photographs_are_resized_byte_for_byte_as_Pillow_does([Values] Interpolation interpolation)
    {
        var folder = Repository.ReferenceImages();
        var compared = 0;
        foreach (var file in Directory.GetFiles(folder))
        {
            if (pillow.Photograph(file, 256, interpolation) is not { } photograph)
            {
                continue;
            }

            var to = ResizeGeometry.ShortSide(photograph.From, 256);
            Assert.That(to, Is.EqualTo(photograph.To), file);

            var actual = new byte[photograph.Resized.Length];
            Resampler.Create(photograph.From, to, interpolation).Resize(photograph.Samples, photograph.Channels, actual);
            AssertSame(actual, photograph.Resized, file);
            compared++;
        }

        Assert.That(compared, Is.GreaterThan(10));
    }

    // Small sides as often as large ones. Pillow 12.2 and later takes images over a hundred times as high as wide in
    // the other order, so there are none.
    private static ImageSize RandomSize(Random random)
    {
        var (width, height) = (RandomSide(random), RandomSide(random));
        return new(width, Math.Min(height, 100 * width));
    }

    private static int RandomSide(Random random) => (int)Math.Pow(LongestSide + 1, random.NextDouble());

    private static void AssertSame<T>(T[] actual, T[] expected, string what)
        where T : unmanaged
    {
        if (!actual.AsSpan().SequenceEqual(expected))
        {
            Assert.That(actual, Is.EqualTo(expected), what);
        }
    }
}
