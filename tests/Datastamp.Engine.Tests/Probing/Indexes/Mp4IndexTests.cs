using Datastamp.Videos;
using static Datastamp.Probing.Indexes.Boxes;

namespace Datastamp.Probing.Indexes;

public class Mp4IndexTests : TinyMp4Tests
{
    [Test]
    public void A_file_of_six_frames_is_read()
    {
        var video = Read(Tiny.Bytes);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((video.Container, video.Codec, video.VideoStreams), Is.EqualTo(("mp4", "h264", 1)));
            Assert.That((video.Width, video.Height, video.Rotation), Is.EqualTo((64, 48, 0)));
            Assert.That((video.TimeBase, video.HeaderFrames), Is.EqualTo((new Rational(1, 100), 6L)));
            Assert.That(video.DeclaredLength, Is.EqualTo(Tiny.Bytes.Length));
            Assert.That(video.Frames[0], Is.EqualTo(new Frame(28, 10, 0, 10, true, true)));
            Assert.That(video.Frames[3], Is.EqualTo(new Frame(61, 13, 30, 10, true, true)));
            Assert.That(video.Frames[5], Is.EqualTo(new Frame(88, 15, 50, 10, false, true)));
            Assert.That(video.Frames, Has.Count.EqualTo(6));
        }
    }

    [Test]
    public void Every_way_to_write_the_same_tables_gives_the_same_frames()
    {
        var expected = Read(Tiny.Bytes).Frames;
        var sizes = new ushort[] { 10, 11, 12, 13, 14, 15 };
        TinyMp4[] same =
        [
            Tiny with { Stsz = FullBox("stz2", 0, UInt32(4, 6), [0xAB, 0xCD, 0xEF]) },
            Tiny with { Stsz = FullBox("stz2", 0, UInt32(8, 6), [10, 11, 12, 13, 14, 15]) },
            Tiny with { Stsz = FullBox("stz2", 0, UInt32(16, 6), UInt16(sizes)) },
            Tiny with { Stco = FullBox("co64", 0, UInt32(1), UInt64(28)) },
            Tiny with { Stco = Table("stco", 1, 28, 49, 74), Stsc = Table("stsc", 3, 1, 2, 1) },
            Tiny with { Stco = Table("stco", 1, 28, 49, 61, 74), Stsc = Table("stsc", 3, 1, 2, 1, 2, 1, 1, 4, 2, 1) },
            Tiny with { Stts = Table("stts", 2, 0, 7, 2, 10, 4, 10) },
            Tiny with { Stts = Table("stts", 2, 6000, 10) },
            Tiny with { Stss = Table("stss", 1, 0, 3) },
            Tiny with { Ctts = Table("ctts", 2, 6, 0) },
            Tiny with { Edts = TinyMp4.Edits((600, 0)) },
            Tiny with { Edts = Box("edts", FullBox("elst", 0x100_0000, UInt32(1), UInt64(600, 0), UInt32(0x1_0000))) },
            Tiny with { Mdhd = FullBox("mdhd", 0x100_0000, Zeros(16), UInt32(100), Zeros(12)) },
            Tiny with { Mvhd = FullBox("mvhd", 0x100_0000, Zeros(16), UInt32(1000), Zeros(24), TinyMp4.Matrix(1, 0, 0, 1), Zeros(28)) },
        ];
        foreach (var file in same)
        {
            Assert.That(Read(file.Bytes).Frames, Is.EqualTo(expected));
        }
    }

    [Test]
    public void Boxes_may_have_sizes_of_64_bits_or_end_with_the_file()
    {
        var expected = Read(Tiny.Bytes).Frames.Select(frame => frame.Size);
        var longer = Join(Tiny.Ftyp, LongBox("mdat", Zeros(75)), LongBox("moov", Tiny.Mvhd, Tiny.Trak));
        var toEnd = Join(Tiny.Ftyp, Tiny.Moov, UInt32(0), Text("mdat"), Zeros(75));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read(longer).Frames.Select(frame => frame.Size), Is.EqualTo(expected));
            Assert.That(Read(toEnd).Frames.Select(frame => frame.Size), Is.EqualTo(expected));
            Assert.That(Read(toEnd).DeclaredLength, Is.EqualTo(toEnd.Length));
            Assert.That(Read(Join(Tiny.Mdat, Tiny.Moov)).Container, Is.EqualTo("mov"));
            Assert.That(Read((Tiny with { Ftyp = Box("ftyp", Text("qt  "), UInt32(0)) }).Bytes).Container, Is.EqualTo("mov"));
        }
    }

    [Test]
    public void Without_a_list_of_key_frames_all_are() =>
        Assert.That(Read((Tiny with { Stss = [] }).Bytes).Frames, Has.All.Matches<Frame>(frame => frame.IsKey));

    [TestCase(1, 0, 0, 1, 0)]
    [TestCase(0, 1, -1, 0, -90)]
    [TestCase(-1, 0, 0, -1, 180)]
    [TestCase(0, -1, 1, 0, 90)]
    [TestCase(1, 1, -1, 1, -45)]
    [TestCase(2, 0, 0, 2, 0)]
    [TestCase(0, 0, 0, 0, 0)]
    public void A_matrix_turns(int a, int b, int c, int d, int degrees)
    {
        var matrix = TinyMp4.Matrix(a, b, c, d);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read((Tiny with { Tkhd = TinyMp4.Header(1, matrix) }).Bytes).Rotation, Is.EqualTo(degrees));
            Assert.That(Read((Tiny with { Mvhd = FullBox("mvhd", 0, Zeros(8), UInt32(1000, 0), Zeros(16), matrix, Zeros(28)) }).Bytes).Rotation, Is.EqualTo(degrees));
        }
    }

    [Test]
    public void The_aspect_of_a_pixel_is_that_of_its_box_else_that_of_the_display()
    {
        var pasp = Box("pasp", UInt32(1024, 765));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read((Tiny with { Stsd = TinyMp4.Descriptions(TinyMp4.Entry("avc1", pasp)) }).Bytes).SampleAspect, Is.EqualTo(new Rational(1024, 765)));
            Assert.That(Read((Tiny with { Tkhd = TinyMp4.Header(1, width: 128) }).Bytes).SampleAspect, Is.EqualTo(new Rational(2, 1)));
        }
    }

    [TestCase("hev1", "hevc")]
    [TestCase("av01", "av1")]
    [TestCase("mp4v", "mpeg4")]
    [TestCase("xd5b", "mpeg2video")]
    [TestCase("dvh3", "dvvideo")]
    [TestCase("what", "what")]
    public void A_codec_has_the_name_of_FFmpeg(string entry, string codec) =>
        Assert.That(Read((Tiny with { Stsd = TinyMp4.Descriptions(TinyMp4.Entry(entry)) }).Bytes).Codec, Is.EqualTo(codec));

    [TestCase(0x20, "mpeg4")]
    [TestCase(0x61, "mpeg2video")]
    [TestCase(0x6A, "mpeg1video")]
    [TestCase(0x6C, "mjpeg")]
    public void An_object_type_tells_the_codec_of_mp4v(int type, string codec)
    {
        var esds = FullBox("esds", 0, [3, 0x80, 0x80, 0x80, 20, 0, 1, 0, 4, 13, (byte)type], Zeros(12));
        Assert.That(Read((Tiny with { Stsd = TinyMp4.Descriptions(TinyMp4.Entry("mp4v", esds)) }).Bytes).Codec, Is.EqualTo(codec));
    }

    [Test]
    public void An_encrypted_entry_names_its_codec() => Assert.That(
        Read((Tiny with { Stsd = TinyMp4.Descriptions(TinyMp4.Entry("encv", Box("sinf", Box("frma", Text("hvc1"))))) }).Bytes).Codec, Is.EqualTo("hevc"));

    [Test]
    public void Frames_of_a_second_codec_are_left_out()
    {
        var two = Tiny with { Stco = Table("stco", 1, 28, 61), Stsc = Table("stsc", 3, 1, 3, 1, 2, 3, 2) };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Times(two with { Stsd = TinyMp4.Descriptions(TinyMp4.Entry("avc1"), TinyMp4.Entry("avc1")) }), Is.EqualTo(Plain));
            Assert.That(Times(two with { Stsd = TinyMp4.Descriptions(TinyMp4.Entry("avc1"), TinyMp4.Entry("hvc1")) }), Is.EqualTo(Plain.Take(3)));
            Assert.That(Read((two with { Stsd = TinyMp4.Descriptions(TinyMp4.Entry("avc1"), TinyMp4.Entry("hvc1")) }).Bytes).HeaderFrames, Is.EqualTo(6));
        }
    }

    [Test]
    public void The_first_track_of_video_is_read()
    {
        var sound = (Tiny with { Hdlr = TinyMp4.Handler("soun"), Stts = Table("stts", 2, 6, 7) }).Trak;
        var second = (Tiny with { Tkhd = TinyMp4.Header(2), Stts = Table("stts", 2, 6, 9) }).Trak;
        var video = Read((Tiny with { Before = sound, After = second }).Bytes);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(video.VideoStreams, Is.EqualTo(2));
            Assert.That(video.Frames.Select(frame => frame.Time), Is.EqualTo(Plain));
        }
    }

    [Test]
    public void Pictures_of_chapters_are_no_stream()
    {
        var pictures = (Tiny with { Tkhd = TinyMp4.Header(2), Stts = Table("stts", 2, 6, 9) }).Trak;
        var video = Read((Tiny with { Before = pictures, Tref = Box("tref", Box("chap", UInt32(7, 2))) }).Bytes);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(video.VideoStreams, Is.EqualTo(1));
            Assert.That(video.Frames.Select(frame => frame.Time), Is.EqualTo(Plain));
        }
    }

    [Test]
    public void A_file_that_was_cut_behind_its_index_is_read_and_tells_its_length()
    {
        var whole = Join(Tiny.Ftyp, Tiny.Moov, Box("mdat", Zeros(75)));
        var video = Read(whole[..^50]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(video.Frames, Has.Count.EqualTo(6));
            Assert.That(video.DeclaredLength, Is.EqualTo(whole.Length));
        }
    }

    [Test]
    public void Padding_behind_the_last_box_is_no_box() =>
        Assert.That(Read(Join(Tiny.Bytes, Zeros(100))).DeclaredLength, Is.EqualTo(Tiny.Bytes.Length));

    [Test]
    public void Broken_files_say_why()
    {
        var mdat = Box("mdat", Zeros(75));
        using (Assert.EnterMultipleScope())
        {
            Refuses(Join(Tiny.Ftyp, mdat), "it has no index (moov)");
            Refuses(Join(Tiny.Ftyp, mdat[..^1]), "it ends before its index (moov)");
            Refuses(Tiny.Bytes[..^1], "it ends within its index (moov)");
            Refuses((Tiny with { Hdlr = TinyMp4.Handler("soun") }).Bytes, "it has no video stream");
            Refuses((Tiny with { Stts = [] }).Bytes, "it has no table of times");
            Refuses((Tiny with { Stsc = Table("stsc", 3, 1, 6, 1, 1, 6, 1) }).Bytes, "its table of chunks is out of order");
            Refuses((Tiny with { Stsd = TinyMp4.Descriptions() }).Bytes, "it does not tell its codec");
            Refuses((Tiny with { Stsz = FullBox("stsz", 0, UInt32(0, 7, 1, 1, 1, 1, 1, 1)) }).Bytes, "a table ends before its last entry");
            Refuses((Tiny with { Stsz = FullBox("stsz", 0, UInt32(0, uint.MaxValue)) }).Bytes, "a table ends before its last entry");
            Refuses((Tiny with { Stco = FullBox("co64", 0, UInt32(1), UInt64(ulong.MaxValue)) }).Bytes, "its table of offsets points beyond any file");
            Refuses((Tiny with { Mvhd = FullBox("mvhd", 0, Zeros(88)), Edts = TinyMp4.Edits((1, 0)) }).Bytes, "its edit list has illegal times");
            Refuses(Tiny.Empty(1, 1, 10, 0, 0) with { Behind = Moof(0, [], FullBox("trun", 0, UInt32(9))) }, "its frames have no bytes");
        }
    }

    [Test]
    public void No_count_fills_the_memory()
    {
        var many = uint.MaxValue;
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Read((Tiny with { Stsz = FullBox("stsz", 0, UInt32(1, many)), Stsc = Table("stsc", 3, 1, many, 1), Stts = Table("stts", 2, many, many) }).Bytes);
        _ = Read((Tiny.Empty(1, 1, 10, 1, 0) with { Behind = Moof(0, [], FullBox("trun", 0, UInt32(many))) }).Bytes);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Frames_of_one_size_may_be_cut_off()
    {
        // 200 frames of 10 bytes, of which the file has room for few: one beyond its end shows that they are missing.
        var frames = Read((Tiny with { Stsz = FullBox("stsz", 0, UInt32(10, 200)), Stsc = Table("stsc", 3, 1, 200, 1) }).Bytes).Frames;
        Assert.That(frames[^1].Offset + frames[^1].Size, Is.GreaterThan(Tiny.Bytes.Length));
    }

    [Test]
    public void The_tables_are_the_identity()
    {
        // Beyond what is hashed at both ends of every file.
        var far = Tiny with { Before = Box("free", Zeros(100_000)), Behind = Box("free", Zeros(100_000)) };
        var other = far with { Stts = Table("stts", 2, 6, 11) };
        Assert.That(Identity(far.Bytes), Is.Not.EqualTo(Identity(other.Bytes)));
    }
}
