using Datastamp.Torch.NvJpeg;
using TorchSharp;

namespace Datastamp.Torch.Tests.NvJpeg;

public class WriteProofTests
{
    // Of an odd number of bytes, so that the third starts at an odd place; the last is shorter than what is looked at.
    private static readonly (long Offset, int Length)[] images = [(0, 300), (300, 75), (375, 150), (525, 6)];

    [Test]
    public void Memory_that_was_only_filled_is_of_no_image()
    {
        using var pixels = Filled();
        Assert.That(WriteProof.Unwritten(pixels, images), Is.EqualTo(new[] { 0, 1, 2, 3 }));
    }

    [TestCase(0, 300, ExpectedResult = "1 2 3")]
    [TestCase(0, 299, ExpectedResult = "1 2 3")]
    [TestCase(0, 284, ExpectedResult = "0 1 2 3", Description = "the last 16 bytes were not")]
    [TestCase(16, 284, ExpectedResult = "0 1 2 3", Description = "the first 16 bytes were not")]
    [TestCase(375, 150, ExpectedResult = "0 1 3")]
    [TestCase(525, 6, ExpectedResult = "0 1 2")]
    [TestCase(0, 531, ExpectedResult = "")]
    public string An_image_that_was_written_is_whole(int start, int length)
    {
        using var pixels = Filled();
        using (var written = pixels.narrow(0, start, length))
        {
            written.fill_(0);
        }

        return string.Join(' ', WriteProof.Unwritten(pixels, images));
    }

    /// <summary>As the driver fills memory: two bytes over and over, the lower one first.</summary>
    private static torch.Tensor Filled() => torch.tensor(
        Enumerable.Range(0, 532).Select(i => (byte)(i % 2 == 0 ? 0xA7 : 0x13)).ToArray(), dtype: torch.ScalarType.Byte);
}
