using CsCheck;
using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Tests.Resampling;

public class ResamplerDefinitionTests
{
    private static readonly Gen<int> side = Gen.OneOf(Gen.Int[1, 5], Gen.Int[1, 80]);

    private static readonly Gen<(ImageSize From, ImageSize To, int Channels, Interpolation Interpolation, int Seed, bool Extremes)> cases =
        Gen.Select(
            Gen.Select(side, side, (width, height) => new ImageSize(width, height)),
            Gen.Select(side, side, (width, height) => new ImageSize(width, height)),
            Gen.Int[1, 4],
            Gen.Enum<Interpolation>(),
            Gen.Int,
            Gen.Bool);

    [Test]
    public void Images_of_8_bit_are_resized_as_the_plain_definition_says() => cases.Sample(
        (from, to, channels, interpolation, seed, extremes) =>
        {
            var image = RandomImage(from, channels, byte.MaxValue, seed, extremes);
            var actual = new byte[to.Width * to.Height * channels];
            Resampler.Create(from, to, interpolation)
                .Resize(Flatten(image).Select(sample => (byte)sample).ToArray(), channels, actual);

            var expected = PlainDefinition.Resize(image, to.Height, to.Width, interpolation, fixedPoint: true);
            return actual.Select(sample => (int)sample).SequenceEqual(Flatten(expected));
        },
        iter: 2_000);

    [Test]
    public void Images_of_16_bit_are_resized_as_the_plain_definition_says() => cases.Sample(
        (from, to, channels, interpolation, seed, extremes) =>
        {
            var image = RandomImage(from, channels, ushort.MaxValue, seed, extremes);
            var actual = new ushort[to.Width * to.Height * channels];
            Resampler.Create(from, to, interpolation)
                .Resize(Flatten(image).Select(sample => (ushort)sample).ToArray(), channels, actual);

            var expected = PlainDefinition.Resize(image, to.Height, to.Width, interpolation, fixedPoint: false);
            return actual.Select(sample => (int)sample).SequenceEqual(Flatten(expected));
        },
        iter: 1_000);

    private static int[,,] RandomImage(ImageSize size, int channels, int fullScale, int seed, bool extremes)
    {
        var random = new Random(seed);
        var image = new int[size.Height, size.Width, channels];
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                for (var c = 0; c < channels; c++)
                {
                    image[y, x, c] = extremes ? random.Next(2) * fullScale : random.Next(fullScale + 1);
                }
            }
        }

        return image;
    }

    private static IEnumerable<int> Flatten(int[,,] image) => image.Cast<int>();
}
