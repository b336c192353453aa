using CsCheck;
using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Tests.Resampling;

public class ResamplerRegionTests
{
    private static readonly Gen<(ImageSize From, ImageSize To, int Channels, Interpolation Interpolation, ulong Seed)> cases =
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[1, 4], Gen.Enum<Interpolation>(), Gen.ULong)
            .Select((w, h, newW, newH, c, i, seed) => (new ImageSize(w, h), new ImageSize(seed % 5 == 0 ? w : newW, seed % 7 == 0 ? h : newH), c, i, seed));

    [Test]
    public void A_region_of_an_image_within_a_larger_one_is_that_region_of_the_whole_result() => cases.Sample(c =>
    {
        var random = new Random((int)(c.Seed % int.MaxValue));
        var (left, top) = (random.Next(c.To.Width), random.Next(c.To.Height));
        var region = new ImageRegion(left, top, random.Next(1, c.To.Width - left + 1), random.Next(1, c.To.Height - top + 1));
        var stride = (c.From.Width * c.Channels) + random.Next(20);
        var source = new byte[((c.From.Height - 1) * stride) + (c.From.Width * c.Channels)];
        random.NextBytes(source);
        byte[] packed = [.. Enumerable.Range(0, c.From.Height).SelectMany(row => source.Skip(row * stride).Take(c.From.Width * c.Channels))];
        var resampler = Resampler.Create(c.From, c.To, c.Interpolation);
        var whole = new byte[c.To.Width * c.To.Height * c.Channels];
        resampler.Resize(packed, c.Channels, whole);
        byte[] expected = [.. Enumerable.Range(region.Top, region.Height).SelectMany(row =>
            whole.Skip(((row * c.To.Width) + region.Left) * c.Channels).Take(region.Width * c.Channels))];

        var actual = new byte[expected.Length];
        resampler.Resize(source, stride, c.Channels, region, actual);

        return actual.AsSpan().SequenceEqual(expected);
    });

    [Test]
    public void Regions_beyond_the_result_short_strides_and_short_memory_are_errors()
    {
        var resampler = Resampler.Create(new(4, 3), new(8, 6), Interpolation.Bilinear);
        var source = new byte[36];

        Assert.That(() => resampler.Resize(source, 12, 3, new(1, 0, 8, 6), new byte[144]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => resampler.Resize(source, 12, 3, new(0, 0, 8, 0), []), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => resampler.Resize(source, 11, 3, new(0, 0, 8, 6), new byte[144]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => resampler.Resize(source, 13, 3, new(0, 0, 8, 6), new byte[144]), Throws.ArgumentException.With.Property("ParamName").EqualTo("source"));
        Assert.That(() => resampler.Resize(source, 12, 3, new(0, 0, 8, 6), new byte[143]), Throws.ArgumentException.With.Property("ParamName").EqualTo("destination"));
    }
}
