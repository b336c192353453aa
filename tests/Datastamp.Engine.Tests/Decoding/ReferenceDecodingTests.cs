using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Statistics;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Decoding;

/// <summary>Real files with sums by Pillow, where the reference data is beside the clone.</summary>
public class ReferenceDecodingTests
{
    [Test]
    public void Every_file_gives_the_listed_integers_or_is_bad_where_Pillow_refuses_it()
    {
        var folder = Repository.ReferenceImages();
        _ = ImageDecoder.Identity;
        foreach (var (name, values) in (JObject)JObject.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))["images"]!)
        {
            var file = File.ReadAllBytes(Path.Combine(folder, name));
            if (values!["error"] is not null)
            {
                Assert.That(() => Decode(file), Throws.InstanceOf<BadImageException>(), name);
                continue;
            }

            using var image = Decode(file);
            var (sum, squares) = (new ulong[3], new ulong[3]);
            if (image.Depth == 8)
            {
                SampleSums.Compute(image.Bytes, sum, squares);
            }
            else
            {
                SampleSums.Compute(image.Words, sum, squares);
            }

            Assert.That((image.Width, image.Height), Is.EqualTo(((int)values["width"]!, (int)values["height"]!)), name);
            switch ((string)values["mode"]!, image.Depth)
            {
                case ("CMYK", 8):
                    // OpenCV's conversion, not Pillow's: stated in README.
                    Assert.That(sum, Is.EqualTo([311427, 64423, 76138]));
                    break;
                case ("I", 16):
                    Assert.That(sum, Is.All.EqualTo((ulong)values["sum"]![0]!), name);
                    Assert.That(squares, Is.All.EqualTo((ulong)values["sumsq"]![0]!), name);
                    break;
                case ("RGB", 16):
                    // Pillow cuts this file down to 8 bits; all 16 are measured here.
                    Assert.That(sum, Is.EqualTo([43284470, 29982052, 22679371]), name);
                    break;
                default:
                    Assert.That(sum, Is.EqualTo(values["sum"]!.Values<ulong>()), name);
                    Assert.That(squares, Is.EqualTo(values["sumsq"]!.Values<ulong>()), name);
                    break;
            }
        }
    }

    private static DecodedImage Decode(byte[] file) =>
        ImageDecoder.Decode(file, ColorOrder.Rgb, ExifOrientation.Ignore, ImageDataset.DefaultMaxPixels);
}
