using Datastamp.Probing.Indexes;
using Datastamp.Tests;
using Datastamp.Videos;
using static Datastamp.Probing.RiffBuilder;

namespace Datastamp.Probing;

public class AviIndexTests : TemporaryFolder
{
    private static readonly byte[] key = Chunk("00dc", [1, 2, 3]);
    private static readonly byte[] other = Chunk("00dc", [4, 5]);
    private static readonly byte[] empty = Chunk("00dc");
    private static readonly byte[] sound = Chunk("01wb", [9, 9, 9, 9]);

    [Test]
    public void An_avi_file_tells_its_frames()
    {
        using var bytes = new VideoBytes(ReferenceVideos.PathOf("test.avi"));
        var video = AviIndex.Read(bytes);
        Assert.That(
            (video.Container, video.Codec, video.VideoStreams, video.Width, video.Height, video.DeclaredRate, video.HeaderFrames, video.DeclaredLength),
            Is.EqualTo(("avi", "mpeg4", 1, 320, 240, (Rational?)new Rational(25, 1), (long?)164, bytes.Length)));
        Assert.That(video.Pixels, Is.EqualTo(new PixelLayout("yuv420p", 8)));
        Assert.That(video.Frames, Has.Count.EqualTo(164));
        Assert.That(video.Frames[0], Is.EqualTo(video.Frames[0] with { Time = 0, IsKey = true, IsShown = true }));
    }

    /// <summary>Counted from the list's type, from the file's beginning, and from elsewhere.</summary>
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Offsets_of_idx1_count_from_wherever_the_first_entry_says(int origin)
    {
        var header = Header(1, 25, 4);
        var type = 12 + header.Length + 8;
        var start = origin switch { 0 => 4, 1 => type + 4, _ => 1000 };
        var entries = new[]
        {
            Entry("01wb", true, start, 4), Entry("00dc", true, start + sound.Length, 3), Entry("00dc", false, start + sound.Length + key.Length, 0),
            Entry("00dc", false, start + sound.Length + key.Length + empty.Length, 2),
        };
        var video = Read(List("AVI ", header, List("movi", sound, key, empty, other), Chunk("idx1", entries)));
        var first = type + 4 + sound.Length;
        Assert.That(video.Frames, Is.EqualTo(new[]
        {
            new Frame(first + 8, 3, 0, 1, true, true), new Frame(first + key.Length + empty.Length + 8, 2, 2, 1, false, true),
        }));
        Assert.That(video.Height, Is.EqualTo(48));
        Assert.That(video.TimeBase, Is.EqualTo(new Rational(1, 25)));
    }

    [Test]
    public void Without_an_index_the_chunks_are_walked_and_records_entered()
    {
        byte[] keyFrame = Chunk("00dc", [0, 0, 1, 0xB6, 0x10]);
        byte[] interFrame = Chunk("00dc", [0, 0, 1, 0xB6, 0x50]);
        var video = Read(List("AVI ", Header(1001, 30000, 4), Chunk("JUNK", [1]), List(
            "movi", keyFrame, Chunk("JUNK", [1, 2, 3]), List("rec ", sound, interFrame, empty), List("rec ", keyFrame), Chunk("00pc", [1]))));
        Assert.That(
            video.Frames.Select(frame => (frame.Size, frame.Time, frame.IsKey)), Is.EqualTo(new[] { (5L, 0L, true), (5, 1, false), (5, 3, true) }));
        Assert.That(video.DeclaredRate, Is.EqualTo(new Rational(30000, 1001)));
        Assert.That(video.HeaderFrames, Is.EqualTo(4));
    }

    [Test]
    public void An_index_that_does_not_fit_is_left_aside()
    {
        var header = Header(1, 25, 2);
        foreach (var entry in new[] { Entry("00dc", true, 4, 1000), Entry("01wb", true, 4, 3), Entry("00dc", true, 5, 3) })
        {
            var movie = List("movi", key, other);
            Assert.That(Read(List("AVI ", header, movie, Chunk("idx1", Entry("00dc", true, 4, 3), entry, Entry("00dc", true, 9999, 3)))).Frames, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void Sizes_need_not_be_known()
    {
        foreach (var size in new uint[] { 0, uint.MaxValue })
        {
            var header = Header(1, 25, 2);
            byte[] file = [
                .. "RIFF"u8, .. UInt(size), .. "AVI "u8, .. header, .. "LIST"u8, .. UInt(size), .. "movi"u8, .. key, .. other,
                .. Chunk("idx1", Entry("00dc", true, 4, 3)),
            ];
            var video = Read(file);
            Assert.That(video.Frames, Has.Count.EqualTo(2));
            Assert.That(video.DeclaredLength, Is.Zero);
        }
    }

    [Test]
    public void Open_indexes_span_several_riffs()
    {
        var file = OpenDml();
        var video = Read(file);
        Assert.That(
            video.Frames.Select(frame => (frame.Size, frame.Time, frame.IsKey)), Is.EqualTo(new[] { (3L, 0L, true), (2, 1, false), (3, 3, true) }));
        Assert.That(video.DeclaredLength, Is.EqualTo(file.Length));
        Assert.That(video.Frames.Select(frame => file[frame.Offset]), Is.EqualTo(new[] { 1, 4, 1 }));
    }

    [Test]
    public void Open_files_without_their_last_riff_end_too_early()
    {
        var file = OpenDml();
        for (var cut = 1; cut <= file.Length - 12; cut++)
        {
            IndexedVideo video;
            try
            {
                video = Read(file[..^cut]);
            }
            catch (BadVideoException)
            {
                // Up to here the header or the first list is cut.
                Assert.That(cut, Is.GreaterThan(100));
                continue;
            }

            Assert.That(video.DeclaredLength, Is.GreaterThan(file.Length - cut), $"{cut}");
        }
    }

    [Test]
    public void A_stream_may_have_an_index_of_its_own()
    {
        // The size of the header does not depend on the entries' values.
        byte[] Make(long origin) => List(
            "AVI ",
            Header(1, 25, 2, Chunk("indx", OpenIndex(1, "00dc", origin, UInt(8, 3), UInt((uint)key.Length + 8, 0x80000002)))),
            List("movi", key, other));
        var start = Make(0).Length - key.Length - other.Length;
        var video = Read(Make(start));
        Assert.That(video.Frames.Select(frame => (frame.Offset, frame.IsKey)), Is.EqualTo(new[] { (start + 8L, true), (start + key.Length + 8L, false) }));
    }

    [Test]
    public void A_cut_file_keeps_the_frames_before_its_end()
    {
        var whole = List("AVI ", Header(1, 25, 2), List("movi", key, other), Chunk("idx1", Entry("00dc", true, 4, 3), Entry("00dc", false, 16, 2)));
        var index = 8 + 32;
        Assert.That(Read(whole[..^1]).Frames, Has.Count.EqualTo(2));
        Assert.That(Read(whole[..^index]).Frames, Has.Count.EqualTo(2));
        var video = Read(whole[..^(index + 1)]);
        Assert.That(video.Frames[^1].Offset + video.Frames[^1].Size, Is.EqualTo(whole.Length - index));
        Assert.That(Read(whole[..^(index + 3)]).Frames, Has.Count.EqualTo(1));
        Assert.That(video.DeclaredLength, Is.EqualTo(whole.Length));
        Assert.That(() => Read(whole[..150]), Throws.TypeOf<BadVideoException>());
    }

    [Test]
    public void Other_streams_come_and_go()
    {
        var properties = Chunk("vprp", UInt(0, 0, 25, 64, 48, 0x00100009, 64, 48, 1));
        var header = List("hdrl", Stream("auds", 1, 44100, 0), Stream("vids", 0, 0, 1, properties), Stream("vids", 1, 10, 1));
        var video = Read(List("AVI ", header, List("movi", Chunk("02dc", [1]), Chunk("01dc", [2]))));
        Assert.That((video.VideoStreams, video.Frames.Count, video.DeclaredRate), Is.EqualTo((2, 1, (Rational?)new Rational(25, 1))));
        Assert.That(video.SampleAspect, Is.EqualTo(new Rational(4, 3)));
        Assert.That(() => Read(List("AVI ", List("hdrl", Stream("auds", 1, 44100, 0)), List("movi"))), Throws.TypeOf<NoVideoStreamException>());
    }

    [Test]
    [Category("Fuzz")]
    public void Mutated_files_are_read_or_refused() => Fuzz.Mutate(
        At("a.avi"),
        bytes => AviIndex.Read(bytes),
        OpenDml(),
        List("AVI ", Header(1, 25, 2), List("movi", key, List("rec ", sound, other)), Chunk("idx1", Entry("00dc", true, 4, 3), Entry("00dc", false, 40, 2))),
        List("AVI ", Header(1, 25, 2), List("movi", key, List("rec ", sound, other, other), key)));

    /// <summary>Two RIFFs: a key frame and another in the first one, an empty chunk and a key frame in the second one.</summary>
    private static byte[] OpenDml()
    {
        byte[] Make(long first, long second)
        {
            var super = OpenIndex(
                0, "00dc", 0, [.. UInt((uint)first, 0, 40, 2)], [.. UInt((uint)second, 0, 40, 2)]);
            var firstTable = Chunk("ix00", OpenIndex(1, "00dc", first - 12 - key.Length - other.Length, UInt(20, 3), UInt(20 + (uint)key.Length, 0x80000002)));
            var secondTable = Chunk("ix00", OpenIndex(1, "00dc", second - empty.Length - key.Length, UInt(8, 0x80000000), UInt(8 + (uint)empty.Length, 3)));
            return [
                .. List("AVI ", Header(1, 25, 4, Chunk("indx", super)), List("movi", key, other, firstTable)),
                .. List("AVIX", List("movi", empty, key, secondTable)),
            ];
        }

        var length = Make(1000, 1000).Length;
        var table = 8 + 24 + 16;
        var second = length - table;
        return Make(second - empty.Length - key.Length - 24 - table, second);
    }

    private IndexedVideo Read(byte[] content)
    {
        using var bytes = new VideoBytes(Write("a.avi", content));
        Assert.That(AviIndex.IsAvi(bytes));
        return AviIndex.Read(bytes);
    }
}
