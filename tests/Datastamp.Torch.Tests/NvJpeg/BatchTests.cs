using CsCheck;
using Datastamp.Geometry;
using Datastamp.Torch.NvJpeg;

namespace Datastamp.Torch.Tests.NvJpeg;

public class BatchTests
{
    private static readonly ImageSize wide = new(500, 375);
    private static readonly ImageSize high = new(375, 500);

    [Test]
    public void Files_are_copied_one_behind_the_other()
    {
        var batch = new EncodedBatch();
        batch.Add(7, wide, [1, 2, 3]);
        batch.Add(5, high, [4, 5]);
        Assert.That(batch.Bytes.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5 }));
        Assert.That(batch.Entries, Is.EqualTo(new EncodedBatch.Entry[] { new(7, wide, 0, 3), new(5, high, 3, 2) }));
        Assert.That(batch.File(batch.Entries[1]).ToArray(), Is.EqualTo(new byte[] { 4, 5 }));
        Assert.That(batch.Pixels, Is.EqualTo(375000));

        batch.Clear();
        Assert.That((batch.Entries.Count, batch.Pixels, batch.Bytes.Length), Is.EqualTo((0, 0L, 0)));
    }

    [Test]
    public void Bytes_stay_when_memory_grows()
    {
        var batch = new EncodedBatch();
        var file = new byte[700 << 10];
        for (byte i = 1; i <= 5; i++)
        {
            Array.Fill(file, i);
            batch.Add(i, wide, file);
        }

        Assert.That(batch.Entries.Select(entry => batch.File(entry).IndexOfAnyExcept((byte)entry.Index)), Is.All.EqualTo(-1));
    }

    [Test]
    public void A_batch_is_bounded_in_files_pixels_and_bytes()
    {
        var batch = new EncodedBatch();
        for (var i = 0; i < 128; i++)
        {
            Assert.That(batch.HasRoomFor(wide, 1));
            batch.Add(i, wide, [0]);
        }

        Assert.That(batch.HasRoomFor(new(1, 1), 1), Is.False, "128 files");

        // 33554432 pixels: two of 4096×4096.
        batch.Clear();
        batch.Add(0, new(4096, 4096), [0]);
        Assert.That(batch.HasRoomFor(new(4096, 4096), 1), Is.True);
        Assert.That(batch.HasRoomFor(new(4096, 4097), 1), Is.False, "pixels");
        Assert.That(batch.HasRoomFor(wide, 67108864), Is.False, "bytes");

        Assert.That(EncodedBatch.Fits(new(8192, 4096), 67108864), Is.True);
        Assert.That(EncodedBatch.Fits(new(8192, 4097), 1), Is.False);
        Assert.That(EncodedBatch.Fits(new(65535, 65535), 1), Is.False);
        Assert.That(EncodedBatch.Fits(wide, 67108865), Is.False);
    }

    [Test]
    public void Images_of_one_size_lie_side_by_side()
    {
        EncodedBatch.Entry[] entries = [new(10, wide, 0, 1), new(11, high, 1, 1), new(12, wide, 2, 1), new(13, new(1, 1), 3, 1)];
        var layout = BatchLayout.Of(entries, 3);

        Assert.That(layout.Groups.Select(group => (group.Size, group.Offset)), Is.EqualTo(new[] { (wide, 0L), (high, 1125000L), (new ImageSize(1, 1), 1687500L) }));
        Assert.That(layout.Groups.Select(group => group.Images), Is.EqualTo(new int[][] { [0, 2], [1], [3] }));
        Assert.That(layout.Images(4, 3), Is.EqualTo(new[] { (0L, 562500), (1125000L, 562500), (562500L, 562500), (1687500L, 3) }));
    }

    [Test]
    public void Images_fill_memory_without_gaps_and_without_meeting() => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4]).Array[1, 40].Sample(sizes =>
    {
        var entries = sizes.Select((size, i) => new EncodedBatch.Entry(i, new(size.Item1, size.Item2), i, 1)).ToArray();
        var images = BatchLayout.Of(entries, 3).Images(entries.Length, 3);
        var at = 0L;
        foreach (var (offset, length) in images.Order())
        {
            Assert.That(offset, Is.EqualTo(at));
            at += length;
        }

        Assert.That(images.Select(image => image.Length), Is.EqualTo(sizes.Select(size => size.Item1 * size.Item2 * 3)));
    });

    [Test]
    public void What_fails_alone_is_found() => Gen.Select(Gen.Int[0, 150], Gen.Int[0, 149].HashSet[0, 6]).Sample((count, bad) =>
    {
        var whole = new HashSet<int>();
        var calls = 0;
        var failures = Bisection.Failures(count, (first, length) =>
        {
            calls++;
            var items = Enumerable.Range(first, length).ToArray();
            var isWell = !items.Any(bad.Contains);
            whole.UnionWith(isWell ? items : []);
            return isWell;
        });
        var expected = bad.Where(item => item < count).Order().ToArray();

        Assert.That(failures, Is.EqualTo(expected));
        Assert.That(whole, Is.EquivalentTo(Enumerable.Range(0, count).Except(expected)));

        // Each failure takes a call and its neighbour's at each of at most 8 halvings of 150.
        Assert.That(calls, Is.LessThanOrEqualTo(1 + (16 * expected.Length)));
    });
}
