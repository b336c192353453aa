using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Videos;
using Newtonsoft.Json.Linq;

namespace Datastamp.Probing;

/// <summary>Real files by every tier, beside what ffprobe reports of them, where a checkout has them beside it.</summary>
public class ReferenceProbingTests
{
    [Test]
    public void Every_tier_knows_what_ffprobe_reports(
        [Values("demo_skeleton.mp4", "h265_video.mp4", "nasa_13013.mp4", "test.avi", "test.mp4", "testsrc2_vp9.webm", "video_90.mov")] string name,
        [Values(FrameCountSource.Index, FrameCountSource.Packets, FrameCountSource.Decode)] FrameCountSource tier)
    {
        var expected = ReferenceVideos.Expected(name);
        var (facts, flaw) = Probe(name, tier);
        using (Assert.EnterMultipleScope())
        {
            Compare(facts, expected);
            Assert.That((flaw, facts.Problem, facts.Health, facts.FrameCountSource), Is.EqualTo(((string?)null, (string?)null, VideoHealth.Whole, tier)));
            Assert.That(facts.FrameCount, Is.EqualTo((int)expected["decoded"]!).And.EqualTo((int)expected["packets"]!));

            // ffprobe's two rates are alike unless the frames are uneven; then the first is that of the shortest time between two.
            Assert.That(facts.FrameRate.ToString(), Is.EqualTo((string)expected["avg_frame_rate"]!));
            Assert.That($"{facts.ShortestFrame.Denominator}/{facts.ShortestFrame.Numerator}", Is.EqualTo((string)expected["r_frame_rate"]!).Or.EqualTo("1000/33"));
        }

        Assert.That(facts with { FrameCountSource = FrameCountSource.Index }, Is.EqualTo(Probe(name, FrameCountSource.Index).Facts));
    }

    [Test]
    public void A_damaged_file_is_found_by_every_tier([Values(FrameCountSource.Index, FrameCountSource.Packets, FrameCountSource.Decode)] FrameCountSource tier)
    {
        var expected = ReferenceVideos.Expected("corrupted.mp4");
        var (facts, flaw) = Probe("corrupted.mp4", tier);

        Compare(facts, expected);
        Assert.That((facts.FrameCount, facts.FrameCountSource, facts.Health), Is.EqualTo(((int)expected["decoded"]!, FrameCountSource.Decode, VideoHealth.Undecodable)));
        Assert.That(flaw, Is.EqualTo("49 frames can be decoded, its tables name 50"));
    }

    private static void Compare(VideoFacts facts, JObject expected)
    {
        Assert.That(facts.Codec, Is.EqualTo((string)expected["codec"]!));
        Assert.That((facts.Width, facts.Height), Is.EqualTo(((int)expected["width"]!, (int)expected["height"]!)));
        Assert.That(facts.HeaderFrames, Is.EqualTo((long?)expected["header"]));
        Assert.That(facts.StartTime.ToDouble(), Is.EqualTo(Number(expected, "start_time")).Within(5e-7));
        Assert.That(facts.Duration.ToDouble(), Is.EqualTo(Number(expected, "duration")).Within(5e-7));
        Assert.That(facts.Rotation, Is.EqualTo((int)expected["rotation"]!));
    }

    private static double Number(JObject expected, string name) => double.Parse((string)expected[name]!, CultureInfo.InvariantCulture);

    private static (VideoFacts Facts, string? Flaw) Probe(string name, FrameCountSource tier)
    {
        var probed = VideoProber.Probe(ReferenceVideos.PathOf(name), name, tier, VideoIdentity.Tables);
        return (probed.Facts!, probed.Flaw);
    }
}
