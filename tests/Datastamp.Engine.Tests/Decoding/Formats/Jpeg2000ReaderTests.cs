namespace Datastamp.Decoding.Formats;

public class Jpeg2000ReaderTests
{
    private static readonly int codestream = TinyImages.Jp2.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]);

    [Test]
    public void A_codestream_that_ends_without_its_end_marker_is_truncated()
    {
        var file = TinyImages.Codestream;
        file[^1] = 0;
        ImageInspectorTests.Refuses(file, "corrupt: no tile where one must be");
    }

    [Test]
    public void A_missing_tile_is_noticed()
    {
        // A tile width of three makes two tiles of the one that there is.
        var file = TinyImages.Codestream;
        file[27] = 3;
        ImageInspectorTests.Refuses(file, "truncated: 1 of 2 tiles are missing");
    }

    [Test]
    public void Container_and_codestream_must_agree()
    {
        var file = TinyImages.Jp2;
        file[codestream + 11] = 4;
        ImageInspectorTests.Refuses(file, "corrupt: header and codestream differ");
    }

    [Test]
    public void Colour_space_and_components_must_match()
    {
        var file = TinyImages.Jp2;
        file[file.AsSpan().IndexOf("colr"u8) + 10] = 16;
        ImageInspectorTests.Refuses(file, "corrupt: colour space and components do not match");
    }

    [Test]
    public void Twelve_bits_are_refused_for_they_would_be_taken_for_sixteen()
    {
        var file = TinyImages.Jp2;
        file[codestream + 42] = 11;
        ImageInspectorTests.Refuses(file, "unsupported: JPEG 2000 components that are not all of 8 or all of 16 bits, unsigned, of full size");
    }

    [Test]
    public void A_bare_codestream_gets_a_container_that_says_grey()
    {
        var boxed = CanonicalForm.Of(TinyImages.Codestream, ImageFormat.Jpeg2000)!;
        Assert.Multiple(() =>
        {
            Assert.That(ImageInspector.Inspect(boxed), Is.EqualTo(new ImageHeader(ImageFormat.Jpeg2000, 5, 3)));
            Assert.That(boxed[^TinyImages.Codestream.Length..], Is.EqualTo(TinyImages.Codestream));
            Assert.That(boxed[76], Is.EqualTo(17));
        });
    }

    [Test]
    public void A_container_is_left_alone() => Assert.That(CanonicalForm.Of(TinyImages.Jp2, ImageFormat.Jpeg2000), Is.Null);
}
