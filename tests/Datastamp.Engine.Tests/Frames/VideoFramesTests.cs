using CsCheck;
using Datastamp.Frames;
using Datastamp.Probing;

namespace Datastamp.Tests.Frames;

[Category("Ffmpeg")]
public class VideoFramesTests : TemporaryFolder
{
    private const int Frames = 100;
    private const string H264 = "-c:v libx264 -preset ultrafast -bf 2 -b_strategy 0 -g 12 -pix_fmt yuv420p";
    private const string OpenGop = "-c:v libx264 -preset fast -bf 2 -g 12 -pix_fmt yuv420p -x264-params open-gop=1:scenecut=0";
    private const string Hevc = "-c:v libx265 -preset ultrafast -pix_fmt yuv420p -x265-params log-level=none:bframes=3:keyint=12:open-gop=1:scenecut=0";
    private const string Vp8 = "-c:v libvpx -deadline realtime -g 12";
    private const string Vp9 = "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 12";
    private const string Mpeg4 = "-c:v mpeg4 -q:v 3 -bf 2 -g 12";
    private const string Variable = "-vf select=not(mod(n\\,3))+lt(n\\,40) -vsync vfr ";

    // Frames that are decoded for one that is asked for, at most.
    private const int Closed = 35;
    private const int Long = 60;
    private const int FromStart = 0;

    // Of grey levels: swscale converts to R, G, B and to B, G, R by different code, which rounds differently.
    private const int Tolerance = 3;

    [TestCase("b-frames.mp4", H264, Closed)]
    [TestCase("open-gop.mp4", OpenGop, Closed)]
    [TestCase("fragmented.mp4", H264 + " -movflags frag_keyframe+empty_moov", Closed)]
    [TestCase("intra-refresh.mp4", "-c:v libx264 -preset fast -g 12 -pix_fmt yuv420p -x264-params intra-refresh=1", Closed)]
    [TestCase("sound.mp4", "-f lavfi -i sine=d=4 -c:a aac " + H264, Closed)]
    [TestCase("long.mp4", "-c:v libx264 -preset ultrafast -g 250 -pix_fmt yuv420p", Long)]
    [TestCase("zero-latency.mp4", "-c:v libx264 -preset ultrafast -tune zerolatency -g 12 -pix_fmt yuv420p", Closed)]
    [TestCase("hevc.mp4", Hevc, Closed)]
    [TestCase("mpeg4.mp4", Mpeg4, Closed)]
    [TestCase("ntsc.mov", "-r 30000/1001 " + H264, Closed)]
    [TestCase("intra.mov", "-c:v prores -pix_fmt yuv422p10le", Closed)]
    [TestCase("b-frames.mkv", H264, Closed)]
    [TestCase("later.mkv", H264 + " -output_ts_offset 5", Closed)]
    [TestCase("hevc.mkv", Hevc, Closed)]
    [TestCase("vp8.webm", Vp8, Closed)]
    [TestCase("vp9.webm", Vp9, Closed)]
    [TestCase("variable.mp4", Variable + H264, Closed)]
    [TestCase("variable.mkv", Variable + H264, Closed)]
    [TestCase("intra.avi", "-c:v mjpeg -pix_fmt yuvj420p", Closed)]
    [TestCase("mpeg2.mkv", "-c:v mpeg2video -q:v 3 -bf 2 -g 12", FromStart)]
    [TestCase("vfw.mkv", "-c:v msmpeg4v3 -q:v 3 -g 12", FromStart)]
    [TestCase("b-frames.avi", H264, FromStart)]
    [TestCase("mpeg4.avi", Mpeg4, FromStart)]
    [TestCase("b-frames.ts", H264, FromStart)]
    [TestCase("b-frames.flv", H264, FromStart)]
    [TestCase("mpeg2.mpg", "-c:v mpeg2video -q:v 3 -bf 2 -g 12", FromStart)]
    public void Every_frame_is_that_of_decoding_from_the_start(string name, string options, int most) =>
        Compare(Made(name, $"{CountedFrames.Source(Frames)} {options}"), most);

    [TestCase("cut.mp4", H264)]
    [TestCase("cut.mp4", OpenGop)]
    [TestCase("cut.mkv", OpenGop)]
    [TestCase("cut.mov", Hevc)]
    public void Edits_and_cuts_hide_frames_that_then_have_no_index(string name, string options)
    {
        var source = Made("source.mp4", $"{CountedFrames.Source(Frames)} {options}");
        var path = Made(name, $"-ss 0.7 -i {source} -c copy");
        Compare(path, Closed);
        using var frames = VideoFrames.Open(path);
        Assert.That(frames.Count, Is.LessThan(Frames - 10));
    }

    [Test]
    public void A_stream_that_was_written_without_looking_back_is_read_too()
    {
        var path = Ffmpeg.WriteStreamed($"{CountedFrames.Source(Frames)} {Vp9} -f webm", At("streamed.webm"));
        Compare(path, Long);
    }

    [Test]
    public void The_last_frame_of_many_costs_two_groups_of_pictures([Values("last.mp4", "last.mkv", "last.webm")] string name)
    {
        var path = Made(name, $"{CountedFrames.Source(300)} {(name == "last.webm" ? Vp9 : H264 + " -sc_threshold 0")}");
        using var frames = VideoFrames.Open(path);
        Assert.That(frames.Samples(299).Select(frame => CountedFrames.NumberOf(frame)), Is.EqualTo([299]));

        // The first one, and 276 to 299: OpenCV looks for a key frame from 16 frames before on.
        Assert.That(frames.Decoded, Is.EqualTo(25));
    }

    [Test]
    public void What_is_near_is_reached_by_decoding_on_and_what_is_repeated_is_decoded_once()
    {
        using var frames = VideoFrames.Open(Made("a.mp4", $"{CountedFrames.Source(Frames)} {H264} -sc_threshold 0"));
        Assert.That(frames.Samples(9, 7, 9, 9, 7, 5).Select(frame => CountedFrames.NumberOf(frame)), Is.EqualTo([9, 7, 9, 9, 7, 5]));
        Assert.That(frames.Decoded, Is.EqualTo(10), "0 to 9");
        frames.Samples(9, 9);
        Assert.That(frames.Decoded, Is.EqualTo(10), "it is still there");
        frames.Samples(20);
        Assert.That(frames.Decoded, Is.EqualTo(21), "10 to 20: the key frame 12 is too near for OpenCV");
    }

    [TestCase(-1)]
    [TestCase(Frames)]
    public void An_index_that_no_frame_has_is_refused_before_anything_is_decoded(int index)
    {
        using var frames = VideoFrames.Open(Made("a.mp4", $"{CountedFrames.Source(Frames)} {H264}"));
        Assert.That(
            () => frames.Samples(3, index),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("a.mp4 has frames 0 to 99"));
        Assert.That(frames.Decoded, Is.Zero);
    }

    [Test]
    public void Reading_stops_when_cancellation_is_asked_for()
    {
        using var frames = VideoFrames.Open(Made("a.mp4", $"{CountedFrames.Source(Frames)} {H264}"));
        Assert.That(
            () => frames.Read([50], _ => new byte[CountedFrames.Samples], new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(frames.Samples(50).Select(frame => CountedFrames.NumberOf(frame)), Is.EqualTo([50]), "the reader goes on");
    }

    private void Compare(string path, int most)
    {
        var expected = DecodedFromStart.Of(path);
        var ffmpeg = CountedFrames.ByFfmpeg(path, At("ffmpeg.raw"));
        using var frames = VideoFrames.Open(path);
        Assert.That((frames.Count, ffmpeg.Count, frames.Width, frames.Height), Is.EqualTo((expected.Count, expected.Count, CountedFrames.Width, CountedFrames.Height)));

        var order = Enumerable.Range(0, frames.Count).ToArray();
        new Random(1).Shuffle(order);
        var difference = 0;
        foreach (var index in most > 0 ? order : order[..10])
        {
            var frame = frames.Samples(index)[0];
            Assert.That(CountedFrames.NumberOf(frame), Is.EqualTo(CountedFrames.NumberOf(ffmpeg[index])), $"the number in frame {index}");
            Assert.That(frame.AsSpan().SequenceEqual(expected[index]), $"frame {index}");
            difference = Math.Max(difference, frame.Zip(ffmpeg[index], (left, right) => Math.Abs(left - right)).Max());
        }

        Assert.That(difference, Is.LessThanOrEqualTo(Tolerance), "beside ffmpeg's");

        Gen.Int[0, frames.Count - 1].Array[0, 12].Sample(
            indices => frames.Samples(indices).Zip(indices, (frame, index) => frame.AsSpan().SequenceEqual(expected[index])).All(same => same),
            iter: most > 0 ? 20 : 3,
            threads: 1);
        Assert.That(frames.Decoded, most > 0 ? Is.LessThan(most * frames.Count) : Is.GreaterThan(frames.Count));
    }

    private string Made(string name, string arguments) => Ffmpeg.Write(arguments, At(name));
}
