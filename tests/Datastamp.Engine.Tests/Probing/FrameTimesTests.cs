using Datastamp.Tests;
using Datastamp.Videos;

namespace Datastamp.Probing;

public class FrameTimesTests : TemporaryFolder
{
    [Test]
    public void A_frame_is_told_by_its_time_in_whole_milliseconds()
    {
        // Thirds of a tenth of a second: 0, 33.3, 66.7, 100.
        var times = Of("mp4", "h264", new Rational(1, 30), [0, 1, 2, 3])!;
        Assert.That(times.Count, Is.EqualTo(4));
        Assert.That(new[] { 0, 33, 66, 100 }.Select((time, index) => times.IsAt(index, time)), Is.All.True);
        Assert.That(new[] { 33, 0, 100, 66 }.Select((time, index) => times.IsAt(index, time)), Is.All.False);
        Assert.That(times.IsAt(4, 133), Is.False);
    }

    [Test]
    public void Times_count_from_the_first_frame_that_is_shown() =>
        Assert.That(Of("mp4", "h264", new Rational(1, 25), [75, 76, 77])!.IsAt(2, 80));

    /// <summary>At 25 frames a second, with a key frame every 12: OpenCV looks from 16 frames before on.</summary>
    [TestCase(5, "5@0")]
    [TestCase(27, "27@0")]
    [TestCase(28, "28@12")]
    [TestCase(40, "40@24")]
    [TestCase(99, "99@72")]
    [TestCase(100, "100@84")]
    public void The_way_to_a_frame_begins_at_a_key_frame_sixteen_frames_before(int index, string way) =>
        Assert.That(Ways(Of("mp4", "h264", new Rational(1, 25), [.. Enumerable.Range(0, 120)], 12)!, index, 25, 120), Is.EqualTo(way));

    [Test]
    public void Frames_that_come_at_uneven_times_are_counted_from_their_key_frame()
    {
        // Key frames 0, 12, 24, 36; from 12 on every third: OpenCV takes 24 at 1.92 s for 48, at a rate of 25.
        var times = Of("mp4", "h264", new Rational(1, 25), [.. Enumerable.Range(0, 48).Select(i => i < 12 ? i : 12 + (3 * (i - 12)))], 12)!;
        Assert.That(Ways(times, 40, 25, 200), Is.EqualTo("64@24"), "48 is the key frame's number, 40 stands 16 behind it");
    }

    [Test]
    public void OpenCV_does_not_go_beyond_the_number_of_frames_that_it_knows_of() =>
        Assert.That(Ways(Of("mp4", "h264", new Rational(1, 25), [.. Enumerable.Range(0, 120)], 12)!, 50, 25, 0), Is.Empty);

    [Test]
    public void Frames_at_one_time_cannot_be_told_apart() =>
        Assert.That(Of("mp4", "h264", new Rational(1, 25), [0, 1, 1, 2]), Is.Null);

    [Test]
    public void A_thousand_frames_a_second_are_too_many_for_milliseconds() =>
        Assert.That(Of("mp4", "h264", new Rational(1, 1000), [0, 1, 2, 3]), Is.Null);

    [TestCase("avi", "mpeg4", 12, false)]
    [TestCase("avi", "mjpeg", 1, true)]
    [TestCase("matroska", "mpeg2video", 12, false)]
    [TestCase("webm", "vp9", 12, true)]
    [TestCase("mov", "mpeg4", 12, true)]
    public void Times_of_decoding_are_no_times_of_presentation(string container, string codec, int group, bool isTrusted) =>
        Assert.That(Of(container, codec, new Rational(1, 25), [0, 1, 2, 3, 4], group) is not null, Is.EqualTo(isTrusted));

    [Test]
    public void A_codec_that_shows_what_it_cannot_decode_has_its_key_frames_looked_at()
    {
        // Two bytes of a file of zeros are no MPEG-4 frame, and so no key frame.
        var times = Of("mp4", "mpeg4", new Rational(1, 25), [.. Enumerable.Range(0, 60)], 12)!;
        Assert.That(Ways(times, 50, 25, 60), Is.EqualTo("50@0"));
    }

    private static string Ways(FrameTimes times, int index, double rate, double count) =>
        string.Join(' ', times.WaysTo(index, rate, count).Take(1).Select(way => FormattableString.Invariant($"{way.Number}@{way.Key}")));

    private FrameTimes? Of(string container, string codec, Rational unit, int[] times, int group = 1)
    {
        using var bytes = new VideoBytes(Write("zeros", new byte[1000]));
        return FrameTimes.Of(bytes, new()
        {
            Container = container,
            Codec = codec,
            VideoStreams = 1,
            Width = 1,
            Height = 1,
            TimeBase = unit,
            Frames = [.. times.Select((time, index) => new Frame(2 * index, 2, time, 1, index % group == 0, IsShown: true))],
        });
    }
}
