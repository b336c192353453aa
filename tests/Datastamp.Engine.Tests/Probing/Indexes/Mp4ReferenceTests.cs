using System.Globalization;
using Datastamp.Videos;

namespace Datastamp.Probing.Indexes;

/// <summary>Real files, where a checkout has them beside it.</summary>
public class Mp4ReferenceTests
{
    [TestCase("corrupted.mp4", "mp4", "yuv420p")]
    [TestCase("demo_skeleton.mp4", "mp4", "yuv420p")]
    [TestCase("h265_video.mp4", "mp4", "yuv420p")]
    [TestCase("nasa_13013.mp4", "mp4", "yuv420p")]
    [TestCase("test.mp4", "mp4", "yuv420p")]
    [TestCase("video_90.mov", "mov", "yuv420p")]
    public void Files_are_what_ffprobe_reports(string name, string container, string format)
    {
        var expected = ReferenceVideos.Expected(name);
        using var bytes = new VideoBytes(ReferenceVideos.PathOf(name));
        var actual = ContainerIndex.Read(bytes)!;
        var start = actual.Frames.Min(frame => frame.Time);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((actual.Container, actual.Codec), Is.EqualTo((container, (string)expected["codec"]!)));
            Assert.That((actual.Width, actual.Height), Is.EqualTo(((int)expected["width"]!, (int)expected["height"]!)));
            Assert.That(actual.Rotation, Is.EqualTo((int)expected["rotation"]!));
            Assert.That(actual.Pixels, Is.EqualTo(new PixelLayout(format, 8)));
            Assert.That(actual.NalLengthSize, Is.EqualTo(4));
            Assert.That(actual.HeaderFrames, Is.EqualTo((long)expected["header"]!));
            Assert.That(actual.Frames, Has.Count.EqualTo((int)expected["packets"]!).And.All.Matches<Frame>(frame => frame.IsShown));
            Assert.That(start, Is.Zero);
            Assert.That(Mean(actual.Frames, actual.TimeBase), Is.EqualTo((string)expected["avg_frame_rate"]!));
            Assert.That(actual.DeclaredLength, Is.EqualTo(bytes.Length));
            Assert.That(actual.Frames.Max(frame => frame.Offset + frame.Size), Is.LessThanOrEqualTo(bytes.Length));
        }
    }

    [Test]
    public void An_aspect_of_pixels_is_read()
    {
        using var bytes = new VideoBytes(ReferenceVideos.PathOf("test.mp4"));
        Assert.That(ContainerIndex.Read(bytes)!.SampleAspect, Is.EqualTo(new Rational(1024, 765)));
    }

    private static string Mean(IReadOnlyList<Frame> frames, Rational unit) =>
        new Rational(frames.Count * unit.Denominator, frames.Sum(frame => frame.Duration)).ToString().ToString(CultureInfo.InvariantCulture);
}
