using Datastamp.Definitions;
using Datastamp.Tests;
using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>Files that one tier alone would judge wrongly.</summary>
public class VerdictTests : TemporaryFolder
{
    private static string Clip => Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips/slide/right.mp4");

    [Test]
    public void What_was_appended_to_a_whole_file_is_told_and_harms_nothing()
    {
        Write("a.mp4", [.. File.ReadAllBytes(Clip), .. "hello, this is no box at all"u8]);

        var probed = Probe("a.mp4");

        Assert.That(probed.Flaw, Is.Null);
        Assert.That((probed.Facts!.FrameCount, probed.Facts.FrameCountSource, probed.Facts.Health), Is.EqualTo((32, FrameCountSource.Decode, VideoHealth.Whole)));
        Assert.That(probed.Facts.Problem, Does.Contain("32 of 32 frames can be decoded"));
    }

    [Test]
    public void A_frame_that_is_no_frame_any_more_has_the_file_decoded()
    {
        var content = File.ReadAllBytes(Clip);
        var data = content.AsSpan().IndexOf("mdat"u8);
        content.AsSpan(data + 4, 4).Fill(0xFF);
        Write("a.mp4", content);

        var probed = Probe("a.mp4");

        Assert.That(probed.Facts!.FrameCountSource, Is.EqualTo(FrameCountSource.Decode));
        Assert.That(probed.Flaw, Is.EqualTo($"{probed.Facts.FrameCount} frames can be decoded, its tables name 32").Or.EqualTo("no frame of it can be decoded"));
    }

    [TestCase("a.mp4", "it has no video stream")]
    [TestCase("a.mkv", "it has no video stream")]
    [Category("Ffmpeg")]
    public void A_picture_that_is_attached_is_no_video(string name, string reason)
    {
        var picture = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes/hill_1.jpg");
        Ffmpeg.Write(
            name.EndsWith("mp4", StringComparison.Ordinal)
                ? $"-f lavfi -i sine=d=1 -i {picture} -map 0 -map 1 -c:a aac -c:v copy -disposition:v attached_pic"
                : $"-f lavfi -i sine=d=1 -c:a aac -attach {picture} -metadata:s:t mimetype=image/jpeg",
            At(name));

        var probed = Probe(name);

        Assert.That((probed.Facts, probed.Flaw), Is.EqualTo(((VideoFacts?)null, reason)));
    }

    /// <summary>H.264 is left out: FFmpeg's own count of such files is one frame short at their end.</summary>
    [TestCase("cut.mkv", "-c:v libx265 -x265-params log-level=none:keyint=20:open-gop=1")]
    [TestCase("cut.ts", "-c:v libx265 -x265-params log-level=none:keyint=20:open-gop=1")]
    [TestCase("cut.mkv", "-c:v mpeg2video -bf 2 -g 12")]
    [Category("Ffmpeg")]
    public void Frames_before_the_first_key_frame_do_not_count_whatever_tier_looks(string name, string options)
    {
        Ffmpeg.Write($"-f lavfi -i testsrc2=s=64x48:r=25:d=4 {options}", At("source.mkv"));
        Ffmpeg.Write($"-ss 1.7 -i {At("source.mkv")} -c copy", At(name));
        var shown = Ffmpeg.Probe(At(name)).FrameTimes.Count;

        foreach (var tier in new[] { FrameCountSource.Index, FrameCountSource.Packets, FrameCountSource.Decode })
        {
            var probed = Probe(name, tier);
            Assert.That((probed.Facts!.FrameCount, probed.Flaw), Is.EqualTo((shown, (string?)null)), tier.ToString());
        }
    }

    [TestCase("a.ts", "-c:v mpeg2video")]
    [TestCase("a.flv", "-c:v flv")]
    [Category("Ffmpeg")]
    public void Every_byte_is_the_identity_where_no_tables_tell_of_the_frames(string name, string options)
    {
        var path = Ffmpeg.Write($"-f lavfi -i testsrc2=s=320x240:r=25:d=8 {options} -b:v 2M", At(name));
        var content = File.ReadAllBytes(path);
        Assert.That(content, Has.Length.GreaterThan(3 << 16));
        var before = Probe(name).Identity;
        content[content.Length / 2] ^= 0xFF;
        Write(name, content);

        Assert.That(before, Does.StartWith("sha256:"));
        Assert.That(Probe(name).Identity, Is.Not.EqualTo(before));
    }

    [TestCase("24")]
    [TestCase("25")]
    [TestCase("30")]
    [TestCase("24000/1001")]
    [TestCase("30000/1001")]
    [Category("Ffmpeg")]
    public void Packets_of_coarse_times_have_the_rate_that_they_were_made_with(string rate)
    {
        foreach (var (name, options) in new[] { ("a.mpg", "-c:v mpeg2video -bf 2"), ("a.ts", "-c:v libx264 -bf 2"), ("a.flv", "-c:v flv"), ("a.wmv", "-c:v wmv2"), ("a.ogv", "-c:v libtheora") })
        {
            Ffmpeg.Write($"-f lavfi -i testsrc2=s=128x96:r={rate}:d=4 {options}", At(name));
            var facts = Probe(name).Facts!;
            Assert.That(facts.FrameRate.ToString(), Is.EqualTo(rate.Contains('/', StringComparison.Ordinal) ? rate : rate + "/1"), name);
            Assert.That(facts.IsVariableFrameRate, Is.False, name);
            Assert.That(facts.Duration.ToDouble(), Is.EqualTo(facts.FrameCount / facts.FrameRate.ToDouble()).Within(0.002), name);
        }
    }

    private ProbedVideo Probe(string name, FrameCountSource tier = FrameCountSource.Index) => VideoProber.Probe(At(name), name, tier, VideoIdentity.Tables);
}
