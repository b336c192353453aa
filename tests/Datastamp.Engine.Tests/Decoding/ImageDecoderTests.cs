using Datastamp.Decoding;
using Datastamp.Definitions;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Decoding;

/// <summary>A small file for every decoding rule, with the sums that Pillow gives (<c>tests/peers/make_images.py</c>).</summary>
public class ImageDecoderTests
{
    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "Images");
    private static readonly JObject expected = JObject.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));

    private static IEnumerable<string> Files => expected.Properties().Select(property => property.Name).Where(name => name != "cmyk.jpg");

    private static IEnumerable<string> Oriented => Files.Where(name => expected[name]!["upright"] is not null);

    [TestCaseSource(nameof(Files))]
    public void Every_kind_gives_the_pixels_that_Pillow_gives(string name)
    {
        var values = expected[name]!;
        using var image = Decode(name);

        Assert.That((image.Width, image.Height, image.Channels, image.Depth), Is.EqualTo(((int)values["width"]!, (int)values["height"]!, 3, (int)values["depth"]!)));
        Assert.That(Sums(image, x => x), Is.EqualTo(values["sum"]!.Values<long>()));
        Assert.That(Sums(image, x => x * x), Is.EqualTo(values["sumOfSquares"]!.Values<long>()));
    }

    [TestCaseSource(nameof(Files))]
    public void Blue_comes_first_where_asked(string name)
    {
        using var image = Decode(name, ColorOrder.Bgr);

        Assert.That(Sums(image, x => x), Is.EqualTo(expected[name]!["sum"]!.Values<long>().Reverse()));
    }

    [TestCaseSource(nameof(Files))]
    public void Gray_is_Pillows_luma(string name)
    {
        using var image = Decode(name, ColorOrder.Gray);

        Assert.That(image.Channels, Is.EqualTo(1));
        Assert.That(Sums(image, x => x).Single(), Is.EqualTo(image.Depth == 8 ? (long)expected[name]!["luma"]! : Luma16(name)));
    }

    [TestCaseSource(nameof(Oriented))]
    public void The_orientation_is_applied_where_asked(string name)
    {
        var upright = expected[name]!["upright"]!;
        using var image = Decode(name, orientation: ExifOrientation.Apply);

        var (width, height) = ((int)upright["width"]!, (int)upright["height"]!);
        Assert.That((image.Width, image.Height), Is.EqualTo((2 * width, 2 * height)));
        Assert.That(Sums(image, x => x, width, height), Is.EqualTo(upright["sum"]!.Values<long>()));
    }

    [Test]
    public void The_first_frame_of_an_animation_counts()
    {
        foreach (var name in new[] { "animated.png", "animated.webp" })
        {
            Assert.That(JToken.DeepEquals(expected[name]!["sum"], expected["rgb.png"]!["sum"]), Is.True, name);
        }
    }

    // OpenCV's conversion gives one more in every sample of this file than Pillow's: stated in README.
    [Test]
    public void CMYK_differs_from_Pillow_by_one()
    {
        var values = expected["cmyk.jpg"]!;
        using var image = Decode("cmyk.jpg");

        Assert.That(Sums(image, x => x), Is.EqualTo(values["sum"]!.Values<long>().Select(sum => sum + (image.Width * image.Height))));
    }

    [Test]
    public void Too_many_pixels_are_refused_before_they_are_decoded()
    {
        var reason = Assert.Throws<BadImageException>(() => ImageDecoder.Decode(Bytes("rgb.png"), ColorOrder.Rgb, ExifOrientation.Ignore, maxPixels: (24 * 16) - 1))!.Message;

        Assert.That(reason, Is.EqualTo("24x16 pixels are more than the limit of 383"));
    }

    // A header that claims 60000x60000 pixels (10.8 GB) over a few bytes of data.
    [Test]
    [NonParallelizable]
    public void A_decompression_bomb_takes_no_memory()
    {
        var bytes = Bytes("rgb.ppm");
        byte[] bomb = [.. "P6\n60000 60000\n255\n"u8, .. bytes];
        var before = Environment.WorkingSet;

        Assert.That(() => ImageDecoder.Decode(bomb, ColorOrder.Rgb, ExifOrientation.Ignore, ImageDataset.DefaultMaxPixels), Throws.InstanceOf<BadImageException>());
        Assert.That(Environment.WorkingSet - before, Is.LessThan(64 << 20));
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(folder, name));

    private static DecodedImage Decode(string name, ColorOrder color = ColorOrder.Rgb, ExifOrientation orientation = ExifOrientation.Ignore)
    {
        _ = ImageDecoder.Identity;
        return ImageDecoder.Decode(Bytes(name), color, orientation, ImageDataset.DefaultMaxPixels);
    }

    private static long Luma16(string name)
    {
        using var rgb = Decode(name);
        var words = rgb.Words.ToArray();
        return words.Chunk(3).Sum(pixel => ((pixel[0] * 19595L) + (pixel[1] * 38470L) + (pixel[2] * 7471L) + 32768) / 65536);
    }

    private static long[] Sums(DecodedImage image, Func<long, long> map, int? width = null, int? height = null)
    {
        var sums = new long[image.Channels];
        for (var i = 0; i < image.Width * image.Height * image.Channels; i++)
        {
            var pixel = i / image.Channels;
            if (pixel % image.Width < (width ?? image.Width) && pixel / image.Width < (height ?? image.Height))
            {
                sums[i % image.Channels] += map(image.Depth == 8 ? image.Bytes[i] : image.Words[i]);
            }
        }

        return sums;
    }
}
