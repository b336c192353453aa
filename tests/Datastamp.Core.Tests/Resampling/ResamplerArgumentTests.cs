using Datastamp.Resampling;

namespace Datastamp.Tests.Resampling;

public class ResamplerArgumentTests
{
    [TestCase(0, 1, 1, 1)]
    [TestCase(1, -1, 1, 1)]
    [TestCase(1, 1, 0, 1)]
    [TestCase(1, 1, 1, -1)]
    public void Sides_must_be_positive(int width, int height, int newWidth, int newHeight) => Assert.That(
        () => Resampler.Create(new(width, height), new(newWidth, newHeight), Interpolation.Bilinear),
        Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void The_filter_must_be_known() => Assert.That(
        () => Resampler.Create(new(1, 1), new(2, 2), (Interpolation)5), Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCase(0)]
    [TestCase(5)]
    public void Channels_must_be_from_1_to_4(int channels)
    {
        var resampler = Resampler.Create(new(1, 1), new(2, 2), Interpolation.Bilinear);

        Assert.That(() => resampler.Resize(new byte[channels], channels, new byte[4 * channels]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => resampler.Resize(new ushort[channels], channels, new ushort[4 * channels]), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCase(5, 12, "source")]
    [TestCase(7, 12, "source")]
    [TestCase(6, 11, "destination")]
    [TestCase(6, 13, "destination")]
    public void Lengths_must_be_those_of_the_sizes(int source, int destination, string parameter)
    {
        var resampler = Resampler.Create(new(1, 2), new(2, 2), Interpolation.Box);

        Assert.That(
            () => resampler.Resize(new byte[source], 3, new byte[destination]),
            Throws.ArgumentException.With.Property("ParamName").EqualTo(parameter));
        Assert.That(
            () => resampler.Resize(new ushort[source], 3, new ushort[destination]),
            Throws.ArgumentException.With.Property("ParamName").EqualTo(parameter));
    }

    [Test]
    public void An_error_says_how_many_samples_are_needed() => Assert.That(
        () => Resampler.Create(new(4, 3), new(2, 2), Interpolation.Box).Resize(new byte[12], 3, new byte[12]),
        Throws.ArgumentException.With.Message.StartsWith("12 samples given, 36 needed for 4×3 pixels of 3 channels."));
}
