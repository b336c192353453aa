using System.Diagnostics;
using static Datastamp.Probing.Indexes.Boxes;

namespace Datastamp.Probing.Indexes;

public class Mp4EditListTests : TinyMp4Tests
{
    [Test]
    public void Delays_may_be_negative_in_either_version([Values(0u, 1u)] uint version) => Assert.That(
        Times(Tiny with { Ctts = FullBox("ctts", version << 24, UInt32(3, 1, 0, 1, 20, 4), UInt32(unchecked((uint)-10))) }),
        Is.EqualTo(new long[] { 0, 30, 10, 20, 30, 40 }));

    [Test]
    public void A_pause_delays_the_first_frame() =>
        Assert.That(Times(Tiny with { Edts = TinyMp4.Edits((250, -1), (600, 0)) }), Is.EqualTo(Plain.Select(time => time + 25)));

    [Test]
    public void Frames_outside_of_the_edit_are_hidden()
    {
        var video = Read((Tiny with { Edts = TinyMp4.Edits((200, 20)) }).Bytes);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(video.Frames.Select(frame => frame.IsShown), Is.EqualTo(new[] { false, false, true, true, false, false }));
            Assert.That(video.Frames.Select(frame => frame.Time), Is.EqualTo(new long[] { -20, -10, 0, 10, 20, 30 }));
        }
    }

    [Test]
    public void A_frame_that_is_shown_twice_stands_twice()
    {
        var frames = Read((Tiny with { Edts = TinyMp4.Edits((200, 0), (300, 10)) }).Bytes).Frames;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frames.Select(frame => (frame.Time, frame.Size, frame.IsShown)), Is.EqualTo(new[]
            {
                (0L, 10L, true), (10, 11, true), (30, 12, true), (40, 13, true), (40, 14, false), (50, 15, false), (20, 11, true),
            }));
        }
    }

    [Test]
    public void A_pause_between_edits_shows_nothing() => Assert.That(
        Read((Tiny with { Edts = TinyMp4.Edits((200, 0), (100, -1), (200, 30)) }).Bytes).Frames.Select(frame => (frame.Time, frame.IsShown)),
        Is.EqualTo(new[] { (0L, true), (10, true), (20, false), (30, true), (40, true), (50, false) }));

    [Test]
    public void An_edit_without_a_duration_goes_on_to_the_end() =>
        Assert.That(Read((Tiny with { Edts = TinyMp4.Edits((0, 0)) }).Bytes).Frames, Has.All.Matches<Frame>(frame => frame.IsShown));

    [Test]
    public void Frames_before_the_first_key_frame_are_hidden() => Assert.That(
        Read((Tiny with { Ctts = Table("ctts", 2, 1, 20, 2, 0, 3, 20) }).Bytes).Frames.Select(frame => frame.IsShown),
        Is.EqualTo(new[] { true, false, true, true, true, true }));

    [Test]
    public void A_frame_without_bytes_is_not_shown([Values] bool isEdited) => Assert.That(
        Read((Tiny with
        {
            Stsz = FullBox("stsz", 0, UInt32(0, 6, 10, 11, 0, 13, 14, 15)),
            Edts = isEdited ? TinyMp4.Edits((600, 0)) : [],
        }).Bytes).Frames.Select(frame => frame.IsShown),
        Is.EqualTo(new[] { true, true, false, true, true, true }));

    [Test]
    public void No_edit_list_takes_long_or_fills_the_memory()
    {
        const int Count = 200_000;
        var sizes = new byte[Count / 2];
        Array.Fill(sizes, (byte)0x11);
        var many = Tiny with
        {
            Stsz = FullBox("stz2", 0, UInt32(4, Count), sizes),
            Stsc = Table("stsc", 3, 1, Count, 1),
            Stts = Table("stts", 2, Count, 1),
        };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        Refuses(many with { Edts = TinyMp4.Edits([.. Enumerable.Repeat((10u, Count), 20_000)]) }, "its tables are too long or too deep");
        Refuses(many with { Edts = TinyMp4.Edits([.. Enumerable.Repeat((10u * Count, 0), 20_000)]) }, "its edit list shows too many frames again");
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(300 << 20));
    }
}
