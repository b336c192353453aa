using Datastamp.Torch.Native;

namespace Datastamp.Torch.Tests.Native;

public class VersionNeedsTests
{
    private static readonly byte[] library = File.ReadAllBytes(Directory
        .GetFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories)
        .Single(path => path.Contains("linux-x64", StringComparison.Ordinal)));

    // By readelf --version-info: the entry's flags lie 4 bytes behind its start, and are 0.
    [Test]
    public void A_needed_version_becomes_weak_by_one_bit()
    {
        var changed = library.ToArray();

        Assert.That(VersionNeeds.Weaken(changed, "GLIBCXX_3.4.32"), Is.True);
        Assert.That(changed.Zip(library).Where(pair => pair.First != pair.Second), Is.EqualTo([((byte)2, (byte)0)]));
    }

    [Test]
    public void A_version_that_is_not_needed_changes_nothing()
    {
        var changed = library.ToArray();

        Assert.That(VersionNeeds.Weaken(changed, "GLIBCXX_3.4.99"), Is.False);
        Assert.That(changed, Is.EqualTo(library));
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(64)]
    [TestCase(1_000_000)]
    public void A_file_that_is_cut_off_is_refused(int length) =>
        Assert.That(() => VersionNeeds.Weaken(library.AsSpan(0, length).ToArray(), "GLIBCXX_3.4.32"), Throws.TypeOf<InvalidDataException>());

    [Test]
    public void Another_kind_of_file_is_refused() =>
        Assert.That(() => VersionNeeds.Weaken("MZ, and some more bytes"u8.ToArray(), "GLIBCXX_3.4.32"), Throws.TypeOf<InvalidDataException>());
}
