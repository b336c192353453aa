using Datastamp.Comparing;
using Datastamp.Measuring;
using Datastamp.Stamping;
using Datastamp.Tests.Measuring;

namespace Datastamp.Tests.Comparing;

/// <summary>The same files, decoded by another decoder than that of the lock.</summary>
public class DecoderDifferenceTests : ComparedImages
{
    [Test]
    public async Task Pixels_that_only_round_otherwise_are_as_the_lock_says_and_it_is_told_how_far_they_are_apart()
    {
        var comparison = await CompareAsync(new OtherDecoder(1));

        Assert.That((comparison.IsSame, comparison.Numbers), Is.EqualTo((true, Array.Empty<NumberChange>())));
        Assert.That((comparison.Decoders!.Before[..8], comparison.Decoders.Now), Is.EqualTo(("opencv 4", "other 1.0")));

        // Images of 6 and of 4 pixels: (1/6 + 1/4) / 2 / 255 by images, 2/10 / 255 by pixels.
        Assert.That(comparison.Decoders.Mean, Is.EqualTo(5.0 / 24 / 255).Within(1e-15));
        Assert.That(comparison.Decoders.Std, Is.GreaterThan(0).And.LessThan(DecoderDifference.StdTolerance));
    }

    [Test]
    public async Task Pixels_that_are_further_apart_than_decoders_may_be_differ()
    {
        var comparison = await CompareAsync(new OtherDecoder(4));

        Assert.That((comparison.IsSame, comparison.Decoders!.IsWithinTolerance), Is.EqualTo((false, false)));
        Assert.That(comparison.Numbers.Select(number => number.Name), Does.Contain("mixed.mean[0]").And.Contain("decoder").And.Not.Contain("device"));
    }

    [Test]
    public async Task The_same_decoder_is_held_to_the_last_digit()
    {
        var comparison = await CompareAsync(Processor.Instance);

        Assert.That((comparison.IsSame, comparison.Decoders), Is.EqualTo((true, (DecoderDifference?)null)));
    }

    [Test]
    public async Task Another_file_is_no_matter_of_decoders()
    {
        WriteImage("train/c.png", 1, 1, 1, 2, 3);

        Assert.That((await CompareAsync(new OtherDecoder(1))).Decoders, Is.Null);
    }

    private async Task<DatasetComparison> CompareAsync(IImageDevice device) => (await Stamper.CompareAsync(
        Plan(Train()), new ComparisonRequest { Depth = ComparisonDepth.Recomputed }, MeasureOptions.Default with { Device = device }, _ => { }, CancellationToken.None)).Single();
}
