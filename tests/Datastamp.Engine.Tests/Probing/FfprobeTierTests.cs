using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Tests;
using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>
/// Compares what each tier makes of a file with what ffprobe finds by decoding all of it. What tables say frame by frame is
/// compared by the tests of their readers.
/// </summary>
[Category("Ffmpeg")]
public class FfprobeTierTests : TemporaryFolder
{
    private const string Source = "-f lavfi -i testsrc2=s=64x48:r=25:d=1.2";
    private const string H264 = "-c:v libx264 -preset ultrafast -bf 2 -g 8 -pix_fmt yuv420p";
    private const string Hevc = "-c:v libx265 -preset ultrafast -pix_fmt yuv420p -x265-params log-level=none:bframes=2:keyint=8";
    private const string Mpeg4 = "-c:v mpeg4 -bf 2 -g 8";
    private const string Mpeg2 = "-c:v mpeg2video -bf 2 -g 8";
    private const string Vp8 = "-c:v libvpx -deadline realtime";
    private const string Vp9 = "-c:v libvpx-vp9 -deadline realtime";
    private const string Av1 = "-c:v libaom-av1 -cpu-used 8 -usage realtime";

    [TestCase("a.mp4", H264)]
    [TestCase("a.mov", Hevc + " -tag:v hvc1")]
    [TestCase("a.mp4", H264 + " -movflags frag_keyframe+empty_moov")]
    [TestCase("a.mkv", H264)]
    [TestCase("b.mkv", Hevc)]
    [TestCase("a.webm", Vp8)]
    [TestCase("b.webm", Vp9)]
    [TestCase("a.avi", Mpeg4)]
    [TestCase("b.avi", "-c:v mjpeg")]
    public void Every_tier_says_the_same_of_a_whole_file(string name, string options)
    {
        var path = Made(name, $"{Source} {options}");
        var index = Compare(path, FrameCountSource.Index);
        foreach (var tier in new[] { FrameCountSource.Packets, FrameCountSource.Decode })
        {
            Assert.That(Probe(path, tier).Facts, Is.EqualTo(index with { FrameCountSource = tier }));
        }
    }

    /// <summary>FFmpeg's own decoder of AV1 needs hardware, and OpenCV's build has no other.</summary>
    [TestCase("a.mp4")]
    [TestCase("a.webm")]
    public void What_OpenCV_cannot_decode_is_counted_without(string name)
    {
        var path = Made(name, $"{Source} {Av1}");
        var index = Compare(path, FrameCountSource.Index);
        Assert.That(Probe(path, FrameCountSource.Packets).Facts, Is.EqualTo(index with { FrameCountSource = FrameCountSource.Packets }));
        Assert.That(Probe(path, FrameCountSource.Decode).Facts, Is.EqualTo(index));
    }

    [TestCase("a.ts", H264)]
    [TestCase("b.ts", Hevc)]
    [TestCase("c.ts", Mpeg2)]
    [TestCase("d.ts", "-c:v mpeg4 -g 8")]
    [TestCase("a.m2ts", H264)]
    [TestCase("a.mpg", Mpeg2)]
    [TestCase("b.mpg", "-c:v mpeg1video -g 8")]
    [TestCase("a.flv", H264)]
    [TestCase("b.flv", "-c:v flv")]
    public void Containers_without_tables_are_read_by_their_packets(string name, string options)
    {
        var path = Made(name, $"{Source} {options}");
        var packets = Compare(path, FrameCountSource.Packets);
        Assert.That(Probe(path, FrameCountSource.Index).Facts, Is.EqualTo(packets), "there is no cheaper way");
        Assert.That(Probe(path, FrameCountSource.Decode).Facts, Is.EqualTo(packets with { FrameCountSource = FrameCountSource.Decode }));
    }

    [TestCase("24")]
    [TestCase("25")]
    [TestCase("30000/1001")]
    [TestCase("60")]
    public void Rates_are_exact_in_every_container(string rate)
    {
        var source = Made("a.mp4", $"-f lavfi -i testsrc2=s=64x48:r={rate}:d=2 {H264}");
        foreach (var name in new[] { "a.mp4", "a.mkv", "a.ts", "a.flv", "a.m2ts" })
        {
            var path = name == "a.mp4" ? source : Made(name, $"-i {source} -c copy");
            var facts = Probe(path, FrameCountSource.Index).Facts!;
            Assert.That(facts.FrameRate, Is.EqualTo(new Rational(int.Parse(rate.Split('/')[0], CultureInfo.InvariantCulture), rate.Contains('/', StringComparison.Ordinal) ? 1001 : 1)), name);
            Assert.That(facts.IsVariableFrameRate, Is.False, name);
        }
    }

    [TestCase("a.mp4", "")]
    [TestCase("a.mkv", "")]
    [TestCase("a.ts", "")]
    [TestCase("a.flv", "")]
    public void Variable_rates_are_told(string name, string options)
    {
        var path = Made(name, $"{Source} -vf select=not(mod(n\\,3))+lt(n\\,9) -vsync vfr {H264} {options}");
        Assert.That(Compare(path, FrameCountSource.Index).IsVariableFrameRate);
    }

    [TestCase("a.mp4")]
    [TestCase("a.mkv")]
    [TestCase("a.ts")]
    public void Cuts_that_were_not_encoded_again_count_what_is_decoded(string name)
    {
        var source = Made("source.mov", $"{Source} {H264}");
        var path = Made(name, $"-ss 0.5 -i {source} -c copy");
        foreach (var tier in new[] { FrameCountSource.Index, FrameCountSource.Packets, FrameCountSource.Decode })
        {
            Compare(path, tier);
        }
    }

    [TestCase("a.mp4", "-metadata:s:v rotate=90")]
    [TestCase("a.mov", "-metadata:s:v rotate=270 -vf setsar=4/3")]
    [TestCase("a.mkv", "-output_ts_offset 5")]
    [TestCase("a.ts", "-output_ts_offset 5 -vf setsar=4/3")]
    [TestCase("a.flv", "-output_ts_offset 5")]
    [TestCase("b.ts", "-vf scale=66:50")]
    [TestCase("b.mp4", "-frames:v 1")]
    [TestCase("c.ts", "-frames:v 1")]
    [TestCase("d.ts", "-f lavfi -i sine=d=1.2 -c:a mp2 -map 1 -map 0")]
    public void Shapes_starts_and_streams(string name, string options)
    {
        var path = Made(name, options.Contains("-i ", StringComparison.Ordinal) ? $"{Source} {options} {H264}" : $"{Source} {H264} {options}");
        Compare(path, FrameCountSource.Index);
        Compare(path, FrameCountSource.Decode);
    }

    [TestCase("a.mp4", 0)]
    [TestCase("b.mp4", 1)]
    [TestCase("a.mkv", 0)]
    public void Attached_pictures_are_counted_by_no_tier(string name, int first)
    {
        var source = Made("source.mp4", $"{Source} {H264}");
        var cover = Made("cover.png", "-f lavfi -i testsrc2=s=32x32:d=1 -frames:v 1");
        var path = name == "a.mkv"
            ? Made(name, $"-i {source} -attach {cover} -metadata:s:t mimetype=image/png -c copy")
            : Made(name, $"-i {source} -i {cover} -map {first} -map {1 - first} -c copy -disposition:v:{1 - first} attached_pic");
        foreach (var tier in new[] { FrameCountSource.Index, FrameCountSource.Packets, FrameCountSource.Decode })
        {
            Compare(path, tier);
        }
    }

    [Test]
    public void Of_several_streams_the_first_is_read_by_every_tier([Values("a.mp4", "a.mkv", "a.avi", "a.ts")] string name)
    {
        // MPEG-4 has its headers elsewhere in MP4 than in transport streams.
        var codec = name == "a.ts" ? H264 : "-c:v mpeg4";
        var source = Made("source.mp4", $"{Source} {codec}");
        var other = Made("other.mp4", $"-f lavfi -i testsrc2=s=320x240:r=10:d=2 {codec}");
        var path = Made(name, $"-i {source} -i {other} -map 0 -map 1 -c copy");
        foreach (var tier in new[] { FrameCountSource.Index, FrameCountSource.Packets, FrameCountSource.Decode })
        {
            Compare(path, tier);
        }
    }

    [Test]
    public void An_empty_file_is_no_video() =>
        Assert.That(Probe(Write("a.mp4"), FrameCountSource.Decode).Flaw, Is.EqualTo("its first bytes are those of no known container"));

    [TestCase("a.mp4", H264 + " -movflags +faststart")]
    [TestCase("b.mp4", H264)]
    [TestCase("c.mp4", H264 + " -movflags frag_keyframe+empty_moov")]
    [TestCase("a.mkv", H264)]
    [TestCase("a.webm", Vp8)]
    [TestCase("a.avi", Mpeg4)]
    [TestCase("a.ts", H264)]
    [TestCase("a.m2ts", H264)]
    [TestCase("a.flv", H264)]
    [TestCase("a.mpg", Mpeg2)]
    public void A_file_that_is_cut_off_is_flagged_wherever(string name, string options)
    {
        var whole = File.ReadAllBytes(Made(name, $"{Source} {options}"));
        var cut = At("cut" + Path.GetExtension(name));
        using (Assert.EnterMultipleScope())
        {
            foreach (var length in new[] { 41, whole.Length / 5, whole.Length / 2, whole.Length * 4 / 5, whole.Length - 5, whole.Length - 1 }.Select(length => length | 1).Where(length => length < whole.Length))
            {
                // Odd, and so not between two packets of a transport stream, where nothing could be told.
                File.WriteAllBytes(cut, whole[..length]);
                var probed = Probe(cut, FrameCountSource.Index);
                Assert.That(probed.Flaw ?? probed.Facts!.Problem, Is.Not.Null, $"{length} of {whole.Length} bytes");
                if (probed.Facts is { FrameCount: > 0 } facts)
                {
                    Assert.That(facts.FrameCount, Is.EqualTo(Ffmpeg.Probe(cut).DecodedFrames), $"{length} of {whole.Length} bytes: {probed.Flaw}");
                }
            }
        }
    }

    [TestCase("a.mp4", H264)]
    [TestCase("a.mkv", Hevc)]
    [TestCase("a.avi", "-c:v mjpeg")]
    public void Overwritten_bytes_are_found_by_decoding(string name, string options)
    {
        var path = Made(name, $"{Source} {options}");
        var bytes = File.ReadAllBytes(path);
        using (var file = new VideoBytes(path))
        {
            var frame = Indexes.ContainerIndex.Read(file)!.Frames[9];
            bytes.AsSpan((int)frame.Offset, (int)frame.Size).Clear();
        }

        File.WriteAllBytes(path, bytes);
        var probed = Probe(path, FrameCountSource.Decode);
        Assert.That(probed.Facts!.FrameCount, Is.EqualTo(Ffmpeg.Probe(path).DecodedFrames));
        Assert.That(probed.Flaw, Does.EndWith("frames can be decoded, its tables name 30"));
    }

    private static VideoFacts Compare(string path, FrameCountSource tier)
    {
        var probed = Probe(path, tier);
        var expected = Ffmpeg.Probe(path);
        Assert.That((probed.Flaw, probed.Facts?.Problem), Is.EqualTo(((string?)null, (string?)null)));
        var facts = probed.Facts!;
        var unit = Fraction(expected.TimeBase);
        var times = expected.FrameTimes.Where(time => time != long.MinValue).Order().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(facts.FrameCount, Is.EqualTo(expected.DecodedFrames), "frames");
            Assert.That(facts.Codec, Is.EqualTo(expected.Codec));
            Assert.That((facts.Width, facts.Height), Is.EqualTo((expected.Width, expected.Height)));
            Assert.That(facts.PixelFormat, Is.EqualTo(expected.PixelFormat).Or.Null);
            Assert.That(facts.Rotation, Is.EqualTo(expected.Rotation == -180 ? 180 : expected.Rotation));
            Assert.That(facts.DisplayWidth * facts.DisplayHeight, Is.EqualTo(Math.Round(expected.Width * expected.SampleAspect.ToDouble()) * expected.Height), "shape");
            Assert.That(facts.KeyFrames, Is.EqualTo(expected.KeyFrames), "key frames");
            if (!facts.IsVariableFrameRate && facts.FrameCount > 1)
            {
                Assert.That(facts.FrameRate.ToString(), Is.EqualTo(expected.RealFrameRate));
            }

            if (times.Length == expected.DecodedFrames)
            {
                // FFmpeg tells OpenCV no mean rate of some transport streams before it decodes, and so OpenCV no time.
                var isKnown = facts.Container != "mpegts" || facts.StartTime != default;
                Assert.That(facts.StartTime.ToDouble(), isKnown ? Is.EqualTo(times[0] * unit.ToDouble()).Within(0.001) : Is.Zero, "start");
                var last = facts.Duration.ToDouble() - ((times[^1] - times[0]) * unit.ToDouble());
                var frame = 1 / facts.FrameRate.ToDouble();

                // Of AVI's frames that stand every second chunk, the last one lasts one chunk.
                var shortest = facts.Container == "avi" ? facts.TimeBase.ToDouble() : frame;
                Assert.That(last, facts.IsVariableFrameRate || times.Length == 1 ? Is.InRange(-0.001, 0.25) : Is.InRange(shortest - 0.0015, frame + 0.0015), "the last frame's duration");
            }
        }

        return facts;
    }

    private static Rational Fraction(string text)
    {
        var parts = text.Split('/').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new(parts[0], parts[1]);
    }

    private static ProbedVideo Probe(string path, FrameCountSource tier) => VideoProber.Probe(path, Path.GetFileName(path), tier, VideoIdentity.Tables);

    private string Made(string name, string arguments) => Ffmpeg.Write(arguments, At(name));
}
