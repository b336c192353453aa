namespace Datastamp.Decoding.Formats;

/// <summary>Codes that grow beyond nine bits: 300 bytes of noise as libtiff and Pillow's GIF writer compress them.</summary>
public class LzwTests
{
    private static readonly byte[] tiff = Convert.FromBase64String(
        "gD/cgiPLzXoGQZmVBSYK7SxRebNDDsBD2UjnEjSN6saSuWDaeSpOTNH6gF7UJ5IOB4bxFD5fNgkNruIozKLkabKHTKIJMIzBNAqfTRUgCFiyRhiATzCoyDoOA41GSXbouH" +
        "jmYCkTh/ayaYTDRJITJKaI6JhpKgKariOaoOzWZJFDK5D4kFqeJouBjaD4MOAYOgLQQWfSBRxQERdWogMSlNIyM5VEpkc6EUgVGjsfqTQCSe4mIbzCwTAoxcwXYBFS7gB5" +
        "NbzII52fiMP7HPI1PhNUzvDrXS4RfYAGrFX50FQvezeEaUC5kaqLXIKUILJbca6NRS5I7IdiJK7iIwZeTSXJzPogFICKCUKQpBBNfAuLLONYhCQdQjYfj/JRoLxUg6IhHl" +
        "kNgmgMTpPlCDpRDoL5aGoYxrGgcYuGUZB2k4WZGGqYpdAKah1GOMQyDaHxhBEtQ2niW6Ag");

    private static readonly byte[] gif = Convert.FromBase64String(
        "CP8AYXm6IAUVoAFZiMzJMehPGRyoGEUQVSAVHFAZIC2pA8nOnUun6DRhpKJNCEk2YjCJoskFhSBJMigh5YIEDk+RFp1YtILGi0FGOrB6BCeABzxehARA5WDEhAQETIwwkw" +
        "kEik+C4KSpQgkNoUJbYpyR8egEjSM6DEzi5GQOFEqKXEjoQyHDhzU1QCC4RAEBkwhPDmB5wOoKmBsXfuypICTOkRFFdmgYAkoLHAclRL0aY0WMqg0sUD1oIEDEJwiCXJjZ" +
        "pKCGpkQwoLjyUgWRFBNTasgpNaGSmQWtAJgwFOhJhxCpNGEgA2HIpC59DLg5MANTpS9c+sBIJGoLD04vJJxagtTHCZUKHALcIJODQ4Eaq0D0aITEAoMJWiy5giXDCBA6E7" +
        "QQBh5J1DCAGmy4McEbTwShhySHUOJIJz4sksgoaeThxSSG+CGAJKEgIsQQSqRAyAVqKWEKHwEBAA==");

    [Test]
    public void A_TIFF_strip_yields_its_bytes_and_no_more() =>
        Assert.That((TiffLzw.Yields(tiff, 300), TiffLzw.Yields(tiff, 301)), Is.EqualTo((true, false)));

    [Test]
    public void A_cut_TIFF_strip_does_not_yield_them() => Assert.That(TiffLzw.Yields(tiff.AsSpan(0, tiff.Length - 3), 300), Is.False);

    [Test]
    public void A_GIF_frame_yields_its_pixels() => Assert.That(() => GifLzw.Check(gif, 300), Throws.Nothing);

    [TestCase(299, "corrupt: more LZW codes than the frame has pixels")]
    [TestCase(301, "truncated: the LZW end code comes before the last pixel")]
    public void A_GIF_frame_yields_neither_more_nor_fewer(int pixels, string reason) =>
        Assert.That(() => GifLzw.Check(gif, pixels), Throws.TypeOf<BadImageException>().With.Message.EqualTo(reason));
}
