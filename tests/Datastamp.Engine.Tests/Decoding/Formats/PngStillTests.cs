namespace Datastamp.Decoding.Formats;

public class PngStillTests
{
    [Test]
    public void An_animation_is_taken_out_and_the_still_image_stays()
    {
        var still = CanonicalForm.Of(TinyImages.AnimatedPng, ImageFormat.Png)!;
        Assert.Multiple(() =>
        {
            Assert.That(still.AsSpan().IndexOf("acTL"u8), Is.Negative);
            Assert.That(still.AsSpan().IndexOf("fdAT"u8), Is.Negative);
            Assert.That(still, Is.EqualTo(TinyImages.Png));
        });
    }

    [Test]
    public void A_still_image_is_left_alone() => Assert.That(CanonicalForm.Of(TinyImages.Png, ImageFormat.Png), Is.Null);
}
