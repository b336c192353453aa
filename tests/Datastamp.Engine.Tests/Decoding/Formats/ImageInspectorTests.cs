using System.Diagnostics;
using CsCheck;

namespace Datastamp.Decoding.Formats;

public class ImageInspectorTests
{
    [TestCaseSource(typeof(TinyImages), nameof(TinyImages.All))]
    public void A_whole_file_tells_its_size(byte[] file)
    {
        var header = ImageInspector.Inspect(file);
        Assert.That((header.Width, header.Height), Is.EqualTo((5, 3)));
    }

    [TestCaseSource(typeof(TinyImages), nameof(TinyImages.All))]
    public void A_file_cut_anywhere_is_refused(byte[] file)
    {
        for (var length = 0; length < file.Length; length++)
        {
            var cut = file[..length];
            Assert.That(() => ImageInspector.Inspect(cut), Throws.TypeOf<BadImageException>(), $"cut to {length} of {file.Length} bytes");
        }
    }

    [TestCaseSource(typeof(TinyImages), nameof(TinyImages.All))]
    public void A_mutated_file_is_read_or_refused_and_nothing_else(byte[] file)
    {
        var mutations = Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Array[1, 4];
        var watch = Stopwatch.StartNew();
        mutations.Sample(
            changes =>
            {
                var mutated = file.ToArray();
                foreach (var (at, value) in changes)
                {
                    mutated[at] = value;
                }

                Survive(mutated);
            },
            iter: 3000);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    /// <summary>Found by the mutations: a strip of no bytes has no address.</summary>
    [Test]
    public void A_deflated_strip_of_no_bytes_is_refused()
    {
        var file = TinyImages.DeflateTiff;
        (file[35], file[168], file[162]) = (216, 19, 0);

        Assert.That(() => ImageInspector.Inspect(file), Throws.TypeOf<BadImageException>());
    }

    [TestCase("FF D8 FF")]
    [TestCase("89 50 4E 47 0D 0A 1A 0A 00 00 00 0D")]
    [TestCase("47 49 46 38 39 61")]
    [TestCase("42 4D")]
    [TestCase("49 49 2A 00")]
    [TestCase("4D 4D 00 2B")]
    [TestCase("50 33 0A")]
    [TestCase("50 35 0A")]
    [TestCase("FF 4F FF 51")]
    [TestCase("00 00 00 0C 6A 50 20 20 0D 0A 87 0A")]
    [TestCase("52 49 46 46 40 00 00 00 57 45 42 50")]
    public void Random_bytes_behind_a_signature_are_read_or_refused_and_nothing_else(string signature)
    {
        var start = Convert.FromHexString(signature.Replace(" ", "", StringComparison.Ordinal));
        Gen.Byte.Array[0, 300].Sample(rest => Survive([.. start, .. rest]), iter: 3000);
    }

    [Test]
    public void Nothing_is_an_empty_file() => Refuses([], "empty file");

    [Test]
    public void A_Git_LFS_pointer_says_what_it_is() => Refuses(
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"u8, "a Git LFS pointer whose content was not fetched (run `git lfs pull`)");

    [Test]
    public void Text_is_not_an_image() => Refuses(
        "hello, this is a page"u8, "not an image that Datastamp reads (JPEG, PNG, GIF, BMP, WebP, TIFF, PNM, JPEG 2000)");

    [Test]
    public void A_size_beyond_what_OpenCV_decodes_is_refused()
    {
        byte[] gif = [.. "GIF89a"u8, 255, 255, 255, 255, 0, 0, 0, (byte)',', 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, (byte)';'];
        Refuses(gif, "too large: 65535×65535 pixels (at most 2^20 a side and 2^30 in all)");
    }

    internal static void Refuses(ReadOnlySpan<byte> file, string reason)
    {
        var bytes = file.ToArray();
        Assert.That(() => ImageInspector.Inspect(bytes), Throws.TypeOf<BadImageException>().With.Message.EqualTo(reason));
    }

    // What passes must also be rewritten without any other exception.
    private static void Survive(byte[] file)
    {
        try
        {
            var header = ImageInspector.Inspect(file);
            _ = CanonicalForm.Of(file, header.Format);
        }
        catch (BadImageException)
        {
        }
    }
}
