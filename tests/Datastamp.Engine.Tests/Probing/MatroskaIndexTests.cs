using Datastamp.Probing.Indexes;
using Datastamp.Probing.Indexes.Matroska;
using Datastamp.Tests;
using Datastamp.Videos;
using static Datastamp.Probing.EbmlBuilder;

namespace Datastamp.Probing;

public class MatroskaIndexTests : TemporaryFolder
{
    private static readonly byte[] header = Element(MatroskaId.Ebml, Text(MatroskaId.DocType, "matroska"));

    [Test]
    public void A_webm_file_tells_its_frames()
    {
        using var bytes = new VideoBytes(ReferenceVideos.PathOf("testsrc2_vp9.webm"));
        var video = MatroskaIndex.Read(bytes);
        Assert.That(
            (video.Container, video.Codec, video.VideoStreams, video.Width, video.Height, video.DeclaredRate, video.HeaderFrames, video.DeclaredLength),
            Is.EqualTo(("webm", "vp9", 1, 1280, 720, (Rational?)new Rational(30, 1), (long?)null, bytes.Length)));
        Assert.That(video.Pixels, Is.EqualTo(new PixelLayout("yuv420p", 8)));
        Assert.That(video.Frames, Has.Count.EqualTo(30));
        Assert.That(video.Frames.All(frame => frame.IsShown));
        Assert.That(video.Frames[0].Time, Is.Zero);
    }

    [Test]
    public void Both_kinds_of_blocks_tell_times_and_key_frames()
    {
        var video = Read(Segment(
            Tracks(),
            Element(
                MatroskaId.Cluster,
                UInt(MatroskaId.Timestamp, 1000),
                Element(MatroskaId.SimpleBlock, Block(1, 0, 0x80, 1, 2, 3)),
                Element(MatroskaId.SimpleBlock, Block(2, 7, 0x80, 1)),
                Element(MatroskaId.SimpleBlock, Block(1, -40, 0, 4)),
                Element(MatroskaId.SimpleBlock, Block(1, 20, 0x08, 4)),
                Element(MatroskaId.SimpleBlock, Block(1, 30, 0)),
                Element(MatroskaId.BlockGroup, Element(MatroskaId.Block, Block(1, 40, 0, 5)), UInt(MatroskaId.BlockDuration, 80)),
                Element(MatroskaId.BlockGroup, Element(MatroskaId.Block, Block(1, 80, 0, 6)), Element(MatroskaId.ReferenceBlock, [0xD8])))));
        Assert.That(
            video.Frames.Select(frame => (frame.Size, frame.Time, frame.Duration, frame.IsKey, frame.IsShown)),
            Is.EqualTo(new[]
            {
                (3L, 1000L, 40L, true, true), (1, 960, 40, false, false), (1, 1020, 40, false, false), (1, 1040, 80, true, true),
                (1, 1080, 40, false, true),
            }));
        Assert.That(video.TimeBase, Is.EqualTo(new Rational(1, 1000)));
        Assert.That(video.DeclaredRate, Is.EqualTo(new Rational(25, 1)));
    }

    [TestCase(0x02, new byte[] { 2, 255, 1, 2 }, new[] { 256, 2, 5 }, TestName = "Xiph_lacing")]
    [TestCase(0x04, new byte[] { 2 }, new[] { 3, 3, 3 }, TestName = "Fixed_lacing")]
    [TestCase(0x06, new byte[] { 3, 0x84, 0xC0, 0x5F, 0xFF }, new[] { 4, 5, 5, 6 }, TestName = "EBML_lacing")]
    public void Laces(byte flags, byte[] sizes, int[] expected)
    {
        var payload = sizes.Concat(new byte[expected.Sum()]).ToArray();
        var video = Read(Segment(Tracks(), Cluster(Element(MatroskaId.SimpleBlock, Block(1, 0, flags, payload)))));
        Assert.That(video.Frames.Select(frame => (int)frame.Size), Is.EqualTo(expected));
        Assert.That(video.Frames.Select(frame => frame.Time), Is.EqualTo(expected.Select((_, i) => i * 40L)));
        Assert.That(video.Frames[^1].Offset + video.Frames[^1].Size, Is.EqualTo(video.DeclaredLength));
        Assert.That(video.Frames[1].Offset, Is.EqualTo(video.Frames[0].Offset + expected[0]));
    }

    [TestCase(0x02, new byte[] { 1, 9, 0 })]
    [TestCase(0x02, new byte[] { 1, 0, 1 })]
    [TestCase(0x04, new byte[] { 1, 0, 1, 2 })]
    [TestCase(0x06, new byte[] { 2, 0x81, 0x80, 1, 1 })]
    [TestCase(0x06, new byte[] { 1, 0x00, 1, 1, 1, 1, 1, 1, 1, 1 })]
    [TestCase(0x06, new byte[0])]
    public void Laces_that_do_not_fit_are_refused(byte flags, byte[] payload) => Assert.That(
        () => Read(Segment(Tracks(), Cluster(Element(MatroskaId.SimpleBlock, Block(1, 0, flags, payload))))),
        Throws.TypeOf<BadVideoException>());

    [Test]
    public void Sizes_need_not_be_known()
    {
        var video = Read([
            .. header, .. Open(
                MatroskaId.Segment,
                Tracks(),
                Open(MatroskaId.Cluster, UInt(MatroskaId.Timestamp, 0), Element(MatroskaId.SimpleBlock, Block(1, 0, 0x80, 1))),
                Element(MatroskaId.Cues, [1, 2]),
                Open(MatroskaId.Cluster, UInt(MatroskaId.Timestamp, 40), Element(0xEC, [0]), Element(MatroskaId.SimpleBlock, Block(1, 0, 0, 2)))),
        ]);
        Assert.That(video.Frames.Select(frame => frame.Time), Is.EqualTo(new[] { 0, 40 }));
        Assert.That(video.DeclaredLength, Is.Zero);
    }

    [Test]
    public void A_cut_file_of_unknown_sizes_ends_behind_its_end()
    {
        byte[] whole = [
            .. header, .. Open(
                MatroskaId.Segment,
                Tracks(),
                Open(MatroskaId.Cluster, UInt(MatroskaId.Timestamp, 0), Element(MatroskaId.SimpleBlock, Block(1, 0, 0x80, 1, 2, 3, 4)))),
        ];
        var start = Read(whole).Frames[0].Offset;
        Assert.That(start, Is.EqualTo(whole.Length - 4));
        for (var cut = 1; cut < 40; cut++)
        {
            var video = Read(whole[..^cut]);
            Assert.That(video.Frames, Has.Count.EqualTo(cut <= 4 ? 1 : 0));

            // The cuts of 17 and 34 bytes take whole elements away, and leave nothing that would tell.
            Assert.That(video.DeclaredLength, cut is 17 or 34 ? Is.Zero : Is.GreaterThan(whole.Length - cut));
        }
    }

    [TestCase(0, 0, true)]
    [TestCase(3, 3, false)]
    [TestCase(3, 1, true)]
    public void Compressed_frames_have_no_units_to_look_at(int algorithm, int scope, bool isLookedAt)
    {
        byte[] avcc = [1, 100, 0, 10, 0xFF, 0xE1, 0, 8, 0x67, 100, 0, 10, 0b10101100, 0, 0, 0];
        var encodings = algorithm == 0 ? [] : Element(
            MatroskaId.ContentEncodings,
            Element(
                MatroskaId.ContentEncoding,
                UInt(MatroskaId.ContentEncodingScope, (ulong)scope),
                Element(MatroskaId.ContentCompression, UInt(MatroskaId.ContentCompAlgo, 3), Element(MatroskaId.ContentCompSettings, [0]))));
        var video = Read(Segment(Tracks("V_MPEG4/ISO/AVC", Element(MatroskaId.CodecPrivate, avcc), encodings), Cluster()));
        Assert.That(video.NalLengthSize, Is.EqualTo(algorithm == 0 ? 4 : 0));
        Assert.That(video.Pixels, Is.EqualTo(isLookedAt ? new PixelLayout("yuv420p", 8) : default));
    }

    [Test]
    public void Hidden_frames_of_vp8_and_vp9_are_not_shown()
    {
        byte[][] blocks = [
            Element(MatroskaId.SimpleBlock, Block(1, 0, 0x80, 0x10, 0, 0)),
            Element(MatroskaId.SimpleBlock, Block(1, 20, 0, 0x01, 0, 0)),
        ];
        Assert.That(Read(Segment(Tracks("V_VP8"), Cluster(blocks))).Frames.Select(frame => frame.IsShown), Is.EqualTo(new[] { true, false }));

        blocks = [
            Element(MatroskaId.SimpleBlock, Block(1, 0, 0x80, 0x82, 0, 0)),
            Element(MatroskaId.SimpleBlock, Block(1, 20, 0, 0x84, 0, 0)),
            Element(MatroskaId.SimpleBlock, Block(1, 40, 0, 0x84, 0, 0xC1)),
            Element(MatroskaId.SimpleBlock, Block(1, 60, 0, 0x88)),
        ];
        Assert.That(
            Read(Segment(Tracks("V_VP9"), Cluster(blocks))).Frames.Select(frame => frame.IsShown), Is.EqualTo(new[] { true, false, true, true }));

        var stripped = Element(
            MatroskaId.ContentEncodings,
            Element(
                MatroskaId.ContentEncoding,
                Element(MatroskaId.ContentCompression, UInt(MatroskaId.ContentCompAlgo, 3), Element(MatroskaId.ContentCompSettings, [0x01]))));
        Assert.That(Read(Segment(Tracks("V_VP8", stripped), Cluster(blocks))).Frames.Count(frame => frame.IsShown), Is.Zero);
    }

    [Test]
    public void The_first_video_track_counts()
    {
        var video = Read(Segment(
            Element(
                MatroskaId.Tracks,
                Track(3, "A_OPUS", 2),
                Track(2, "V_AV1", 1, UInt(MatroskaId.FlagEnabled, 0), UInt(MatroskaId.TrackUid, 77)),
                Track(1, "V_VP8", 1)),
            Cluster(Element(MatroskaId.SimpleBlock, Block(1, 0, 0x80, 1)), Element(MatroskaId.SimpleBlock, Block(2, 5, 0x80, 1))),
            Element(
                MatroskaId.Tags,
                Element(
                    MatroskaId.Tag,
                    Element(MatroskaId.Targets, UInt(MatroskaId.TagTrackUid, 77)),
                    Element(MatroskaId.SimpleTag, Text(MatroskaId.TagName, "NUMBER_OF_FRAMES"), Text(MatroskaId.TagString, "123"))))));
        Assert.That((video.Codec, video.VideoStreams, video.HeaderFrames, video.Frames.Count), Is.EqualTo(("av1", 2, (long?)123, 1)));
        Assert.That(video.Frames[0].Time, Is.EqualTo(5));
    }

    [Test]
    public void Tracks_may_stand_behind_clusters_if_a_seek_head_says_where()
    {
        var cluster = Cluster(Element(MatroskaId.SimpleBlock, Block(1, 0, 0x80, 1)));
        byte[] SeekHead(int position) => Element(
            MatroskaId.SeekHead,
            Element(MatroskaId.Seek, Element(MatroskaId.SeekId, [0x16, 0x54, 0xAE, 0x6B]), UInt(MatroskaId.SeekPosition, (ulong)position)));
        Assert.That(Read(Segment(SeekHead(SeekHead(0).Length + cluster.Length), cluster, Tracks())).Frames, Has.Count.EqualTo(1));
        Assert.That(() => Read(Segment(cluster, Tracks())), Throws.TypeOf<BadVideoException>());
    }

    [Test]
    public void Display_sizes_tell_the_sample_aspect_and_the_projection_the_rotation()
    {
        var video = Read(Segment(
            Tracks("V_VP8", Element(
                MatroskaId.Video,
                UInt(MatroskaId.PixelWidth, 720),
                UInt(MatroskaId.PixelHeight, 576),
                UInt(MatroskaId.DisplayWidth, 768),
                Element(MatroskaId.Projection, Float(MatroskaId.ProjectionPoseRoll, -90)))),
            Cluster()));
        Assert.That((video.Width, video.Height, video.SampleAspect, video.Rotation), Is.EqualTo((720, 576, new Rational(16, 15), -90)));
    }

    [TestCase(33333333, 30, 1)]
    [TestCase(33333334, 30, 1)]
    [TestCase(33366666, 30000, 1001)]
    [TestCase(33366667, 30000, 1001)]
    [TestCase(41708333, 24000, 1001)]
    [TestCase(16683333, 60000, 1001)]
    [TestCase(8341667, 120000, 1001)]
    [TestCase(16666667, 60, 1)]
    [TestCase(40000000, 25, 1)]
    [TestCase(80000000, 25, 2)]
    [TestCase(66733333, 15000, 1001)]
    [TestCase(133333333, 15, 2)]
    [TestCase(2000000000, 1, 2)]
    [TestCase(41701418, 1199, 50)]
    public void Durations_in_nanoseconds_tell_exact_rates(long nanoseconds, long numerator, long denominator) =>
        Assert.That(NominalRate.Of(nanoseconds), Is.EqualTo(new Rational(numerator, denominator)));

    [Test]
    public void The_identity_changes_with_any_block_of_the_track_and_with_no_other()
    {
        var filler = Element(0xEC, new byte[200_000]);
        byte[] Make(short time, short other) => Segment(
            Tracks(), filler, Cluster(Element(MatroskaId.SimpleBlock, Block(1, time, 0x80, 1)), Element(MatroskaId.SimpleBlock, Block(2, other, 0, 2))), filler);
        var identity = Identity(Make(0, 0));
        Assert.That(Identity(Make(0, 1)), Is.EqualTo(identity));
        Assert.That(Identity(Make(1, 0)), Is.Not.EqualTo(identity));
    }

    [Test]
    [Category("Fuzz")]
    public void Mutated_files_are_read_or_refused() => Fuzz.Mutate(
        At("a.mkv"),
        file => MatroskaIndex.Read(file),
        Segment(
            Element(MatroskaId.Info, UInt(MatroskaId.TimestampScale, 1_000_000)),
            Tracks("V_VP9", Element(MatroskaId.CodecPrivate, [1, 1, 0, 3, 1, 8])),
            Cluster(
                Element(MatroskaId.SimpleBlock, Block(1, 0, 0x82, 2, 1, 1, 2, 3, 4)),
                Element(MatroskaId.SimpleBlock, Block(1, 0, 0x86, 3, 0x84, 0xC0, 0x5F, 0xFF, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4)),
                Element(MatroskaId.BlockGroup, Element(MatroskaId.Block, Block(1, 40, 4, 1, 5, 6)), UInt(MatroskaId.BlockDuration, 80))),
            Open(MatroskaId.Cluster, UInt(MatroskaId.Timestamp, 500), Element(MatroskaId.SimpleBlock, Block(1, 0, 0x80, 0x82, 1, 2))),
            Element(
                MatroskaId.Tags,
                Element(MatroskaId.Tag, Element(MatroskaId.SimpleTag, Text(MatroskaId.TagName, "NUMBER_OF_FRAMES"), Text(MatroskaId.TagString, "5"))))));

    private static byte[] Segment(params byte[][] content) => [.. header, .. Element(MatroskaId.Segment, content)];

    private static byte[] Cluster(params byte[][] content) =>
        Element(MatroskaId.Cluster, [UInt(MatroskaId.Timestamp, 0), .. content]);

    private static byte[] Tracks(string codec = "V_MJPEG", params byte[][] more) => Element(MatroskaId.Tracks, Track(1, codec, 1, more));

    private static byte[] Track(int number, string codec, int type, params byte[][] more) => Element(
        MatroskaId.TrackEntry,
        [
            UInt(MatroskaId.TrackNumber, (ulong)number),
            UInt(MatroskaId.TrackType, (ulong)type),
            Text(MatroskaId.CodecId, codec),
            UInt(MatroskaId.DefaultDuration, 40_000_000),
            Element(MatroskaId.Video, UInt(MatroskaId.PixelWidth, 64), UInt(MatroskaId.PixelHeight, 48)),
            .. more,
        ]);

    private string Identity(byte[] content)
    {
        using var bytes = new VideoBytes(Write("a.mkv", content));
        MatroskaIndex.Read(bytes);
        return bytes.Identity();
    }

    private IndexedVideo Read(byte[] content)
    {
        using var bytes = new VideoBytes(Write("a.mkv", content));
        Assert.That(MatroskaIndex.IsMatroska(bytes));
        return MatroskaIndex.Read(bytes);
    }
}
