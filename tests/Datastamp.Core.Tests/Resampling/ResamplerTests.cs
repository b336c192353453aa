using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Tests.Resampling;

/// <summary>The numbers are Pillow 9.4.0's.</summary>
public class ResamplerTests
{
    [TestCase(Interpolation.Nearest, 255, 30, 250)]
    [TestCase(Interpolation.Box, 88, 115, 115)]
    [TestCase(Interpolation.Bilinear, 119, 100, 124)]
    [TestCase(Interpolation.Bicubic, 114, 102, 122)]
    [TestCase(Interpolation.Lanczos, 113, 108, 118)]
    public void A_row_shrinks_with_antialiasing(Interpolation interpolation, params int[] expected) =>
        Assert.That(Resize([0, 255, 10, 200, 30, 90, 250, 5], 1, new(8, 1), new(3, 1), interpolation), Is.EqualTo(expected));

    [TestCase(Interpolation.Nearest, 0, 0, 255, 255, 255, 100, 100)]
    [TestCase(Interpolation.Box, 0, 0, 255, 255, 255, 100, 100)]
    [TestCase(Interpolation.Bilinear, 0, 36, 146, 255, 189, 122, 100)]
    [TestCase(Interpolation.Bicubic, 0, 25, 153, 255, 204, 117, 85)]
    [TestCase(Interpolation.Lanczos, 0, 30, 154, 255, 215, 124, 67)]
    public void A_column_grows_and_is_clipped(Interpolation interpolation, params int[] expected) =>
        Assert.That(Resize([0, 255, 100], 1, new(1, 3), new(1, 7), interpolation), Is.EqualTo(expected));

    [TestCase(Interpolation.Nearest, 50, 70, 0, 0)]
    [TestCase(Interpolation.Box, 25, 45, 107, 117)]
    [TestCase(Interpolation.Bilinear, 36, 52, 107, 100)]
    [TestCase(Interpolation.Bicubic, 29, 49, 113, 104)]
    [TestCase(Interpolation.Lanczos, 25, 50, 117, 103)]
    public void A_square_is_halved_both_ways(Interpolation interpolation, params int[] expected) =>
        Assert.That(
            Resize([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 255, 0, 255, 0], 1, new(4, 4), new(2, 2), interpolation),
            Is.EqualTo(expected));

    [TestCase(Interpolation.Nearest, 1, 2, 3, 4, 5, 255, 254, 253, 252, 251)]
    [TestCase(Interpolation.Box, 51, 56, 62, 67, 73, 255, 254, 253, 252, 251)]
    [TestCase(Interpolation.Bilinear, 38, 43, 47, 51, 56, 197, 200, 203, 206, 209)]
    [TestCase(Interpolation.Bicubic, 29, 34, 39, 43, 48, 205, 208, 211, 214, 218)]
    [TestCase(Interpolation.Lanczos, 24, 29, 34, 39, 44, 208, 212, 215, 219, 222)]
    public void A_side_that_keeps_its_length_is_not_filtered(Interpolation interpolation, params int[] expected) =>
        Assert.That(
            Resize([1, 2, 3, 4, 5, 100, 110, 120, 130, 140, 255, 254, 253, 252, 251], 1, new(5, 3), new(5, 2), interpolation),
            Is.EqualTo(expected));

    [Test]
    public void Channels_do_not_mix() => Assert.That(
        Resize([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255], 3, new(2, 2), new(3, 3), Interpolation.Bilinear),
        Is.EqualTo(new[]
        {
            255, 0, 0, 128, 128, 0, 0, 255, 0,
            128, 0, 128, 128, 128, 128, 128, 255, 128,
            0, 0, 255, 128, 128, 255, 255, 255, 255,
        }));

    [Test]
    public void Nearest_adds_up_its_steps_so_that_a_middle_may_fall_on_the_pixel_before()
    {
        Assert.That(
            Resize([10, 20], 1, new(2, 1), new(7, 1), Interpolation.Nearest),
            Is.EqualTo(new[] { 10, 10, 10, 10, 20, 20, 20 }));
        Assert.That(
            Resize([.. Enumerable.Range(0, 26)], 1, new(26, 1), new(17, 1), Interpolation.Nearest),
            Is.EqualTo(new[] { 0, 2, 3, 5, 6, 8, 9, 11, 12, 14, 16, 17, 19, 20, 22, 23, 25 }));
    }

    [TestCase(Interpolation.Nearest, 0, 1000, 40000, 65535)]
    [TestCase(Interpolation.Box, 32768, 1000, 52768, 65535)]
    [TestCase(Interpolation.Bilinear, 24576, 26845, 44178, 65535)]
    [TestCase(Interpolation.Bicubic, 25405, 25790, 44065, 65535)]
    [TestCase(Interpolation.Lanczos, 27618, 26660, 41234, 65535)]
    public void A_16_bit_row_shrinks_and_is_clipped(Interpolation interpolation, params int[] expected)
    {
        var actual = new ushort[4];
        Resampler.Create(new(6, 1), new(4, 1), interpolation).Resize([0, 65535, 1000, 40000, 65535, 65535], 1, actual);

        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void A_16_bit_image_is_clipped_only_after_both_passes()
    {
        var actual = new ushort[8];
        Resampler.Create(new(3, 3), new(4, 2), Interpolation.Lanczos)
            .Resize([0, 65535, 0, 65535, 0, 65535, 0, 65535, 0], 1, actual);

        Assert.That(actual, Is.EqualTo(new[] { 26416, 35171, 35171, 26416, 26416, 35171, 35171, 26416 }));
    }

    [Test]
    public void An_image_of_the_same_size_is_copied([Values] Interpolation interpolation) =>
        Assert.That(Resize([3, 1, 4, 1, 5, 9], 1, new(3, 2), new(3, 2), interpolation), Is.EqualTo(new[] { 3, 1, 4, 1, 5, 9 }));

    [Test]
    public void One_resampler_serves_many_threads()
    {
        var source = new byte[100 * 80 * 3];
        new Random(1).NextBytes(source);
        var resampler = Resampler.Create(new(100, 80), new(64, 48), Interpolation.Bicubic);
        var expected = new byte[64 * 48 * 3];
        resampler.Resize(source, 3, expected);

        Parallel.For(0, 64, _ =>
        {
            var actual = new byte[expected.Length];
            resampler.Resize(source, 3, actual);
            Assert.That(actual.AsSpan().SequenceEqual(expected));
        });
    }

    private static int[] Resize(int[] source, int channels, ImageSize from, ImageSize to, Interpolation interpolation)
    {
        var result = new byte[to.Width * to.Height * channels];
        Resampler.Create(from, to, interpolation).Resize(Array.ConvertAll(source, sample => (byte)sample), channels, result);
        return Array.ConvertAll(result, sample => (int)sample);
    }
}
