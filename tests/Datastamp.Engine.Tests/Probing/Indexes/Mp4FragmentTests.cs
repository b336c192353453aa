using static Datastamp.Probing.Indexes.Boxes;

namespace Datastamp.Probing.Indexes;

public class Mp4FragmentTests : TinyMp4Tests
{
    [Test]
    public void Fragments_follow_each_other()
    {
        var fragmented = Tiny.Empty(1, 1, 10, 5, 0x1_0000) with
        {
            Behind = Join(
                Moof(0x2_0000, [], Tfdt(0), FullBox("trun", 0x205, UInt32(2, 100, 0, 7, 8))),
                Moof(0, [], FullBox("trun", 0x901, UInt32(2, 100, 4, 6, 9, 0)), FullBox("trun", 0, UInt32(1)))),
        };
        var first = fragmented.Bytes.Length - fragmented.Behind.Length;
        var second = first + Moof(0x2_0000, [], Tfdt(0), FullBox("trun", 0x205, UInt32(2, 100, 0, 7, 8))).Length;
        var video = Read(fragmented.Bytes);
        Assert.That(video.HeaderFrames, Is.Null);
        Assert.That(video.Frames, Is.EqualTo(new[]
        {
            new Frame(first + 100, 7, 0, 10, true, true),
            new Frame(first + 107, 8, 10, 10, false, true),
            new Frame(second + 100, 5, 26, 4, false, true),
            new Frame(second + 105, 5, 24, 9, false, true),
            new Frame(second + 110, 5, 33, 10, false, true),
        }));
    }

    [Test]
    public void A_fragment_may_say_where_its_data_and_time_begin()
    {
        var file = Tiny.Empty(1, 1, 10, 5, 0) with
        {
            Edts = TinyMp4.Edits((100, -1), (0, 3)),
            Behind = Moof(0x39, Join(UInt64(28), UInt32(11, 6, 0)), Tfdt(500), FullBox("trun", 0, UInt32(1))),
        };
        Assert.That(Read(file.Bytes).Frames, Is.EqualTo(new[] { new Frame(28, 6, 507, 11, true, true) }));
    }

    [Test]
    public void Fragments_may_follow_the_samples_of_tables()
    {
        var file = Tiny with { Behind = Moof(0x18, UInt32(10, 6), FullBox("trun", 1, UInt32(1, 100))) };
        var video = Read(file.Bytes);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(video.HeaderFrames, Is.EqualTo(6));
            Assert.That(video.Frames.Select(frame => frame.Time), Is.EqualTo(Plain.Append(60)));
        }
    }

    [Test]
    public void A_fragment_that_was_decoded_before_is_hidden()
    {
        var moof = Moof(0x2_0000, [], Tfdt(100), FullBox("trun", 1, UInt32(2, 100)));
        var file = Tiny.Empty(1, 1, 10, 5, 0) with { Behind = Join(moof, moof) };
        Assert.That(Read(file.Bytes).Frames.Select(frame => frame.IsShown), Is.EqualTo(new[] { true, true, false, false }));
    }

    private static byte[] Tfdt(uint time) => FullBox("tfdt", 0, UInt32(time));
}
