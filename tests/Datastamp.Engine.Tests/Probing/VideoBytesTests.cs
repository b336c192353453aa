using Datastamp.Tests;

namespace Datastamp.Probing;

public class VideoBytesTests : TemporaryFolder
{
    private const int Edge = 1 << 16;

    [Test]
    public void Any_bytes_of_a_file_are_read_in_any_order()
    {
        var content = Content(1_500_000);
        using var bytes = new VideoBytes(Write("a.bin", content));
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            // Half of them straight on, so that the window grows.
            var count = random.Next(VideoBytes.MaxRead + 1);
            var at = i % 400 < 200 ? random.Next(content.Length - count) : (i % 400 - 200) * 6000;
            count = Math.Min(count, content.Length - at);
            Assert.That(bytes.Read(at, count).SequenceEqual(content.AsSpan(at, count)), $"{count} at {at}");
        }
    }

    [TestCase(-1, 1)]
    [TestCase(0, -1)]
    [TestCase(100, 1)]
    [TestCase(0, 101)]
    [TestCase(long.MaxValue, 2)]
    [TestCase(long.MinValue, 2)]
    public void Nothing_is_read_outside_of_a_file(long offset, int count)
    {
        using var bytes = new VideoBytes(Write("a.bin", Content(100)));
        Assert.That(() => bytes.Read(offset, count).Length, Throws.InstanceOf<BadVideoException>());
    }

    [Test]
    public void Both_ends_are_at_hand_and_nothing_between()
    {
        using var bytes = new VideoBytes(Write("a.bin", Content(3 * Edge)));
        Assert.That(bytes.TryPeek(0, Edge, out _) && bytes.TryPeek(2 * Edge, Edge, out _));
        Assert.That(bytes.TryPeek(1, Edge, out _) || bytes.TryPeek(2 * Edge - 1, 2, out _) || bytes.TryPeek(Edge, 1, out _) || bytes.TryPeek(-1, 1, out _) || bytes.TryPeek(3 * Edge, 1, out _), Is.False);
    }

    [Test]
    public void The_identity_changes_with_the_length_the_tables_and_both_ends_and_with_nothing_else()
    {
        var content = Content(4 * Edge);
        var identity = Identity(content);
        Assert.That(Identity(Changed(content, Edge + 20)), Is.EqualTo(identity), "between");
        Assert.That(Identity(content), Is.EqualTo(identity));
        Assert.That(
            new[] { 0, Edge - 1, 2 * Edge, 2 * Edge + 9, 3 * Edge, (4 * Edge) - 1 }.Select(at => Identity(Changed(content, at))).Append(Identity([.. content, 0])).Append(identity).Distinct(StringComparer.Ordinal),
            Has.Exactly(8).Items);
        Assert.That(identity, Has.Length.EqualTo(64));
    }

    [TestCase(-5, 10)]
    [TestCase(90, long.MaxValue)]
    [TestCase(long.MaxValue, long.MaxValue)]
    [TestCase(5, -3)]
    public void Tables_that_lie_outside_of_a_file_are_cut(long offset, long count)
    {
        using var bytes = new VideoBytes(Write("a.bin", Content(100)));
        Assert.That(() => bytes.AddTable(offset, count), Throws.Nothing);
    }

    [Test]
    public void Work_is_bounded()
    {
        using var bytes = new VideoBytes(Write("a.bin", 1));
        Assert.That(() => bytes.Step(1 << 25), Throws.Nothing);
        Assert.That(() => bytes.Step(), Throws.InstanceOf<BadVideoException>());
        Assert.That(() => bytes.Step(int.MaxValue), Throws.InstanceOf<BadVideoException>());
    }

    [Test]
    public void A_file_that_shrinks_or_grows_while_it_is_read_cannot_be_read()
    {
        var path = Write("a.bin", Content(4 * Edge));
        using var shrunk = new VideoBytes(path);
        using (var file = File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(2 * Edge);
            Assert.That(() => shrunk.Read(2 * Edge, 10).Length, Throws.InstanceOf<IOException>());
            Assert.That(shrunk.Identity, Throws.InstanceOf<IOException>());
        }

        using var grown = new VideoBytes(path);
        File.AppendAllText(path, "more");
        Assert.That(grown.Identity, Throws.InstanceOf<IOException>());
    }

    private static byte[] Content(int count)
    {
        var content = new byte[count];
        new Random(count).NextBytes(content);
        return content;
    }

    private static byte[] Changed(byte[] content, int at)
    {
        byte[] changed = [.. content];
        changed[at] ^= 1;
        return changed;
    }

    /// <summary>With a table of 10 bytes in the middle.</summary>
    private string Identity(byte[] content)
    {
        using var bytes = new VideoBytes(Write("a.bin", content));
        bytes.AddTable(2 * Edge, 10);
        return bytes.Identity();
    }
}
