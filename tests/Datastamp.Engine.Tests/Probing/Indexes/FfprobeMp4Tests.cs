using Datastamp.Tests;
using Datastamp.Videos;

namespace Datastamp.Probing.Indexes;

/// <summary>Compares with ffprobe, which decodes every frame, on files that ffmpeg writes.</summary>
[Category("Ffmpeg")]
public class FfprobeMp4Tests : TemporaryFolder
{
    private const string Source = "-f lavfi -i testsrc2=s=64x48:r=25:d=2";
    private const string H264 = "-c:v libx264 -preset ultrafast -threads 1 -g 12 -pix_fmt yuv420p";
    private const string WithB = "-c:v libx264 -preset veryfast -bf 3 -threads 1 -g 12 -pix_fmt yuv420p";
    private const string Hevc = "-c:v libx265 -preset ultrafast -bf 3 -x265-params log-level=none:pools=1:keyint=12";

    private const string OpenGroups = WithB + " -x264-params open-gop=1:keyint=12";
    private const string Mjpeg = "-c:v mjpeg -pix_fmt yuvj420p";
    private const string Av1 = "-c:v libaom-av1 -cpu-used 8 -threads 1 -g 12";

    [TestCase(H264, "mp4")]
    [TestCase(H264, "mov")]
    [TestCase(WithB, "mp4")]
    [TestCase(WithB, "mov")]
    [TestCase(WithB + " -movflags faststart", "mp4")]
    [TestCase(WithB + " -movflags negative_cts_offsets", "mp4")]
    [TestCase(WithB + " -use_editlist 0", "mp4")]
    [TestCase(OpenGroups, "mp4")]
    [TestCase(WithB + " -video_track_timescale 600", "mov")]
    [TestCase(WithB + " -movflags frag_keyframe+empty_moov", "mp4")]
    [TestCase(WithB + " -movflags frag_keyframe+empty_moov+default_base_moof", "mp4")]
    [TestCase(WithB + " -movflags frag_keyframe+empty_moov+separate_moof", "mp4")]
    [TestCase(WithB + " -movflags frag_keyframe+empty_moov+omit_tfhd_offset", "mp4")]
    [TestCase(WithB + " -movflags frag_keyframe+delay_moov", "mp4")]
    [TestCase(WithB + " -movflags frag_keyframe", "mp4")]
    [TestCase(WithB + " -movflags cmaf+frag_keyframe", "mp4")]
    [TestCase(WithB + " -movflags dash+global_sidx", "mp4")]
    [TestCase(WithB + " -frag_duration 300000", "mp4")]
    [TestCase(Hevc + " -tag:v hvc1", "mp4")]
    [TestCase(Hevc + " -pix_fmt yuv420p10le", "mov")]
    [TestCase(Hevc + " -pix_fmt yuv444p12le", "mp4")]
    [TestCase(Hevc + " -pix_fmt gray", "mp4")]
    [TestCase("-c:v mpeg4 -bf 2", "mp4")]
    [TestCase("-c:v mpeg4", "mov")]
    [TestCase(Mjpeg, "mov")]
    [TestCase(Mjpeg, "mp4")]
    [TestCase("-c:v mpeg2video -bf 2", "mp4")]
    [TestCase("-c:v mpeg1video", "mp4")]
    [TestCase("-c:v prores_ks", "mov")]
    [TestCase("-c:v qtrle", "mov")]
    [TestCase("-c:v png", "mov")]
    [TestCase("-c:v v210", "mov")]
    [TestCase("-c:v rawvideo -pix_fmt uyvy422", "mov")]
    [TestCase("-c:v h263 -s 128x96", "mov")]
    [TestCase("-c:v dvvideo -s 720x576 -pix_fmt yuv420p", "mov")]
    [TestCase("-c:v jpeg2000", "mov")]
    [TestCase("-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -threads 1", "mp4")]
    [TestCase("-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -threads 1 -pix_fmt yuv444p10le", "mp4")]
    [TestCase("-c:v libvpx-vp9 -lag-in-frames 16 -auto-alt-ref 1 -cpu-used 5 -threads 1 -b:v 50k", "mp4")]
    [TestCase("-c:v libaom-av1 -cpu-used 8 -threads 1", "mp4")]
    [TestCase("-c:v libaom-av1 -cpu-used 8 -threads 1 -pix_fmt yuv422p10le", "mp4")]
    [TestCase("-c:v libsvtav1 -preset 8 -s 128x96", "mp4")]
    [TestCase("-c:v libx264 -preset ultrafast -pix_fmt yuv444p", "mp4")]
    [TestCase("-c:v libx264 -preset ultrafast -pix_fmt yuv422p10le", "mp4")]
    [TestCase("-c:v libx264 -preset ultrafast -pix_fmt yuvj420p", "mp4")]
    [TestCase("-c:v libx264 -preset ultrafast -pix_fmt gray", "mp4")]
    [TestCase("-c:v libx264rgb -preset ultrafast -pix_fmt rgb24", "mp4")]
    [TestCase(WithB + " -vf scale=63:47 -pix_fmt yuv444p", "mp4")]
    [TestCase(WithB + " -vf scale=66:50", "mp4")]
    [TestCase(WithB + " -aspect 16:9", "mp4")]
    [TestCase(WithB + " -vf setsar=4/3", "mov")]
    [TestCase(WithB + " -metadata:s:v rotate=90", "mp4")]
    [TestCase(WithB + " -metadata:s:v rotate=180", "mp4")]
    [TestCase(WithB + " -metadata:s:v rotate=270", "mov")]
    [TestCase(WithB + " -metadata:s:v rotate=45", "mov")]
    [TestCase(WithB + " -vf select=not(mod(n\\,3))+lt(n\\,9) -vsync vfr", "mp4")]
    [TestCase(WithB + " -vf setpts=N*N/25/TB/20 -vsync passthrough", "mp4")]
    [TestCase(WithB + " -vf setpts=PTS+0.7/TB", "mp4")]
    [TestCase("-vf setpts=PTS+0.7/TB " + WithB + " -movflags frag_keyframe+empty_moov", "mp4")]
    [TestCase(WithB + " -x264-params interlaced=1", "mp4")]
    [TestCase(WithB + " -frames:v 1", "mp4")]
    [TestCase(H264 + " -t 0.5 -output_ts_offset 1.5", "mp4")]
    public void What_an_encoder_writes_is_read_as_ffprobe_does(string options, string extension) =>
        Compare(Ffmpeg.Write($"{Source} {options}", At("clip." + extension)));

    [Test]
    public void Frame_rates_are_those_of_ffprobe(
        [Values("24", "25", "30000/1001", "60", "24000/1001", "12.5")] string rate, [Values("mp4", "mov")] string extension)
    {
        var path = Ffmpeg.Write($"-f lavfi -i testsrc2=s=64x48:r={rate}:d=1 {WithB}", At("clip." + extension));
        Compare(path);
        var expected = Ffmpeg.Probe(path);
        Assert.That(Rate(ReadIndex(path)).ToString(), Is.EqualTo(expected.AverageFrameRate).And.EqualTo(expected.RealFrameRate));
    }

    [Test]
    public void Cuts_without_encoding_show_what_ffprobe_decodes(
        [Values("0.13", "0.48", "1.3")] string start,
        [Values(H264, WithB, OpenGroups, WithB + " -movflags negative_cts_offsets", Hevc + " -tag:v hvc1", "-c:v mpeg4 -bf 2 -g 12", Mjpeg, Av1)] string codec)
    {
        var source = Ffmpeg.Write($"{Source} {codec}", At(codec == Av1 ? "source.mp4" : "source.mov"));
        var isCutByDecoder = codec is not (Mjpeg or Av1);
        Compare(Ffmpeg.Write($"-ss {start} -i {source} -c copy", At("cut.mp4")), isCutByDecoder: isCutByDecoder);
        Compare(Ffmpeg.Write($"-ss {start} -i {source} -t 0.3 -c copy", At(codec == Av1 ? "short.mp4" : "short.mov")), isCutByDecoder: isCutByDecoder);

        // FFmpeg loses the second of the two frames behind the last recovery point, which can be decoded.
        Compare(Ffmpeg.Write($"-i {source} -ss {start} -c copy", At("late.mp4")), isCutByDecoder: isCutByDecoder && codec != OpenGroups);
        Compare(Ffmpeg.Write($"-ss {start} -i {source} -c copy -movflags frag_keyframe+delay_moov", At("fragmented.mp4")), isCutByDecoder: isCutByDecoder);
        Compare(Ffmpeg.Write($"-ss {start} -i {source} -c copy -avoid_negative_ts disabled", At("negative.mp4")), isCutByDecoder: isCutByDecoder);
    }

    [TestCase("-itsoffset 0.8", "-c copy")]
    [TestCase("-itsoffset -0.3", "-c copy")]
    [TestCase("-itsoffset 0.8", "-c copy -movflags frag_keyframe+delay_moov")]
    [TestCase("-itsoffset 0.8", "-c copy -movflags frag_keyframe+empty_moov")]
    [TestCase("-stream_loop 2", "-c copy")]
    [TestCase("-r 12", "-c copy")]
    public void Shifted_copies_are_read_as_ffprobe_does(string before, string after)
    {
        var source = Ffmpeg.Write($"{Source} {WithB}", At("source.mp4"));
        Compare(Ffmpeg.Write($"{before} -i {source} {after}", At("copy.mp4")));
    }

    [Test]
    public void Sound_that_begins_before_the_video_delays_it([Values("mp4", "mov")] string extension, [Values("", "-movflags frag_keyframe+delay_moov")] string flags)
    {
        var source = Ffmpeg.Write($"{Source} {WithB}", At("source." + extension));
        Compare(Ffmpeg.Write($"-itsoffset 0.37 -i {source} -f lavfi -i sine=d=2 -map 0 -map 1 -c:v copy -c:a aac {flags}", At("delayed." + extension)));
        Compare(Ffmpeg.Write($"-ss 0.7 -i {source} -f lavfi -i sine=d=2 -map 1 -map 0 -c:v copy -c:a aac {flags}", At("cut." + extension)));
    }

    [Test]
    public void Attached_pictures_are_no_streams([Values(0, 1)] int first)
    {
        var source = Ffmpeg.Write($"{Source} {WithB}", At("source.mp4"));
        var cover = Ffmpeg.Write("-f lavfi -i testsrc2=s=32x32:d=1 -frames:v 1", At("cover.png"));
        Compare(Ffmpeg.Write($"-i {source} -i {cover} -map {first} -map {1 - first} -c copy -disposition:v:{1 - first} attached_pic", At("covered.mp4")));
    }

    [Test]
    public void Of_two_video_streams_the_first_is_read()
    {
        var source = Ffmpeg.Write($"{Source} {WithB}", At("source.mp4"));
        var other = Ffmpeg.Write("-f lavfi -i testsrc2=s=32x32:d=1 -c:v mpeg4", At("other.mp4"));
        Compare(Ffmpeg.Write($"-i {source} -i {other} -map 1 -map 0 -c copy", At("two.mp4")));
        Compare(Ffmpeg.Write($"-i {source} -i {other} -map 1 -map 0 -c copy -movflags frag_keyframe+empty_moov", At("fragmented.mp4")));
        Compare(Ffmpeg.Write($"-i {source} -i {other} -map 1 -map 0 -c copy -movflags frag_keyframe+empty_moov+omit_tfhd_offset", At("implicit.mp4")));
    }

    [TestCase("corrupted.mp4", 1)]
    [TestCase("demo_skeleton.mp4", 0)]
    [TestCase("h265_video.mp4", 0)]
    [TestCase("nasa_13013.mp4", 0)]
    [TestCase("test.mp4", 0)]
    [TestCase("video_90.mov", 0)]
    public void Real_files_are_read_as_ffprobe_does(string name, int undecodable) =>
        Compare(ReferenceVideos.PathOf(name), undecodable);

    /// <summary>Compares all that a table tells with what ffprobe tells.</summary>
    /// <param name="path">The file.</param>
    /// <param name="undecodable">How many frames are damaged.</param>
    /// <param name="isCutByDecoder">
    /// Whether the decoder leaves out frames that the demuxer marks: those of MJPEG and AV1 in FFmpeg 5.1 show them, against the
    /// edit list (FFmpeg 8 leaves them out), so that only the demuxer's marks can be compared.
    /// </param>
    private static void Compare(string path, int undecodable = 0, bool isCutByDecoder = true)
    {
        var actual = ReadIndex(path);
        var expected = Ffmpeg.Probe(path);
        var times = actual.Frames.Where(frame => frame.IsShown).Select(frame => frame.Time).Order().ToList();
        var demuxed = expected.Packets.Where(packet => !packet.IsDiscarded).Select(packet => packet.Time ?? long.MinValue).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual.Frames, Has.Count.GreaterThanOrEqualTo(expected.Packets.Count), "coded frames");
            Assert.That(actual.VideoStreams, Is.EqualTo(expected.Streams));
            Assert.That(actual.Codec, Is.EqualTo(expected.Codec));
            Assert.That((actual.Width, actual.Height), Is.EqualTo((expected.Width, expected.Height)));
            Assert.That(actual.Pixels.Format, Is.EqualTo(expected.PixelFormat).Or.Null);
            Assert.That(actual.SampleAspect, Is.EqualTo(expected.SampleAspect));
            Assert.That(actual.Rotation, Is.EqualTo(expected.Rotation == -180 ? 180 : expected.Rotation));
            Assert.That(actual.TimeBase.ToString(), Is.EqualTo(expected.TimeBase));
            Assert.That(times.FirstOrDefault(), Is.EqualTo(expected.StartTime), "start");
            Assert.That(actual.DeclaredLength, Is.EqualTo(new FileInfo(path).Length));
            Assert.That(times, Has.Count.EqualTo((isCutByDecoder ? expected.DecodedFrames : demuxed.Count) + undecodable), "frames that are shown");
            Assert.That(times, undecodable > 0 ? Is.SupersetOf(expected.FrameTimes) : Is.EqualTo((isCutByDecoder ? expected.FrameTimes : demuxed).Order().ToList()), "times");
        }
    }

    private static Rational Rate(IndexedVideo video)
    {
        var times = video.Frames.Where(frame => frame.IsShown).Select(frame => frame.Time).Order().ToList();
        var step = times.Zip(times.Skip(1), (a, b) => b - a).Distinct().Single();
        return new Rational(video.TimeBase.Denominator, step);
    }

    private static IndexedVideo ReadIndex(string path)
    {
        using var bytes = new VideoBytes(path);
        return ContainerIndex.Read(bytes)!;
    }
}
