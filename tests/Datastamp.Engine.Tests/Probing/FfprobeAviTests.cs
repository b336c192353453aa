using Datastamp.Probing.Indexes;
using Datastamp.Tests;

namespace Datastamp.Probing;

/// <summary>Compares what the tables of AVI files say with what ffprobe finds by reading and decoding all of them.</summary>
[Category("Ffmpeg")]
public class FfprobeAviTests : TemporaryFolder
{
    private const string Source = "-f lavfi -i testsrc2=s=64x48:r=25:d=1.2";

    [TestCase("-c:v mpeg4 -g 8")]
    [TestCase("-c:v mpeg4 -bf 2 -g 8")]
    [TestCase("-c:v mpeg4 -vtag DX50")]
    [TestCase("-c:v libxvid")]
    [TestCase("-c:v libx264 -preset ultrafast -g 8")]
    [TestCase("-c:v libx264 -preset ultrafast -bf 2 -g 8")]
    [TestCase("-c:v libx265 -preset ultrafast -vtag HEVC -x265-params log-level=none:bframes=0")]
    [TestCase("-c:v mjpeg")]
    [TestCase("-c:v ffv1")]
    [TestCase("-c:v huffyuv")]
    [TestCase("-c:v ffvhuff")]
    [TestCase("-c:v utvideo")]
    [TestCase("-c:v rawvideo -pix_fmt bgr24")]
    [TestCase("-c:v rawvideo -pix_fmt yuv420p")]
    [TestCase("-c:v msmpeg4v2")]
    [TestCase("-c:v msmpeg4")]
    [TestCase("-c:v wmv1")]
    [TestCase("-c:v wmv2")]
    [TestCase("-c:v libvpx -deadline realtime")]
    [TestCase("-c:v libvpx-vp9 -deadline realtime")]
    [TestCase("-c:v libaom-av1 -cpu-used 8 -usage realtime")]
    [TestCase("-c:v png")]
    [TestCase("-c:v mpeg2video")]
    [TestCase("-c:v flv")]
    [TestCase("-c:v cinepak")]
    public void Codecs(string arguments) => Compare(Made("a.avi", $"{Source} {arguments}"));

    /// <summary>FFmpeg looks into these frames for their kind; here the index is believed.</summary>
    [Test]
    public void Key_frames_are_those_of_the_index() =>
        Compare(Made("a.avi", $"{Source} -c:v h263 -s 176x144"), areKeysCompared: false);

    [TestCase("24")]
    [TestCase("30000/1001")]
    [TestCase("60")]
    [TestCase("12.5")]
    [TestCase("1000")]
    public void Frame_rates(string rate) =>
        Compare(Made("a.avi", $"-f lavfi -i testsrc2=s=64x48:r={rate}:d=2 -frames:v 30 -c:v mpeg4"));

    [TestCase("-f lavfi -i testsrc2=s=65x49:r=25:d=1 -c:v mpeg4")]
    [TestCase(Source + " -vf setsar=16/15 -c:v mjpeg")]
    [TestCase(Source + " -f lavfi -i sine=d=1.2 -c:v mpeg4 -c:a mp3")]
    [TestCase("-f lavfi -i sine=d=1.2 " + Source + " -map 0 -map 1 -c:v mpeg4 -c:a pcm_s16le")]
    [TestCase(Source + " -f lavfi -i testsrc=s=32x32:r=10:d=1 -map 0 -map 1 -c:v mpeg4")]
    [TestCase(Source + " -vf select='not(between(n\\,5\\,9))' -vsync vfr -c:v mpeg4")]
    [TestCase(Source + " -output_ts_offset 0.4 -c:v mpeg4")]
    [TestCase(Source + " -c:v mpeg4 -reserve_index_space 4096")]
    public void Layouts(string arguments) => Compare(Made("a.avi", arguments));

    [Test]
    public void A_copied_part_that_starts_later()
    {
        var whole = Made("whole.avi", Source + " -c:v mpeg4 -g 8");
        Compare(Made("a.avi", $"-ss 0.5 -i {whole} -c copy"));
        Compare(Made("b.avi", $"-i {whole} -ss 0.5 -c copy"));
    }

    [TestCase("-c:v mpeg4 -bf 2 -g 8")]
    [TestCase("-c:v libx264 -preset ultrafast -g 8")]
    [TestCase("-c:v mjpeg")]
    public void Files_of_unknown_sizes_have_no_index(string arguments) =>
        Compare(Ffmpeg.WriteStreamed($"{Source} {arguments} -f avi", At("a.avi")));

    /// <summary>libxvid packs a B-frame behind the frame that it needs, and puts a not-coded frame into the next chunk.</summary>
    [Test]
    public void Packed_bitstreams_count_by_chunks() => Compare(Made("a.avi", Source + " -c:v libxvid -bf 2"), areKeysCompared: false);

    [Test]
    public void Truncated_files_keep_the_frames_before_their_end()
    {
        var bytes = File.ReadAllBytes(Made("whole.avi", "-f lavfi -i testsrc2=s=320x240:r=25:d=2 -f lavfi -i sine=d=1.2 -c:v mpeg4 -c:a mp3 -g 8"));
        for (var part = 3; part < 10; part++)
        {
            var path = Write("a.avi", bytes[..(bytes.Length * part / 10)]);
            using var file = new VideoBytes(path);
            var video = AviIndex.Read(file);
            var packets = Ffmpeg.Probe(path).Packets;
            Assert.That(video.DeclaredLength, Is.EqualTo(bytes.Length));

            // ffprobe gives what there is of the packet that the end cuts.
            Assert.That(video.Frames.Select(frame => frame.Offset), Is.EqualTo(packets.Select(packet => packet.Position)));
            Assert.That(
                video.Frames.Select(frame => Math.Min(frame.Size, file.Length - frame.Offset)), Is.EqualTo(packets.Select(packet => packet.Size)));
            Assert.That(video.Frames.Select(frame => frame.IsKey), Is.EqualTo(packets.Select(packet => packet.IsKey)));
        }
    }

    private static void Compare(string path, bool areKeysCompared = true)
    {
        using var file = new VideoBytes(path);
        Assert.That(AviIndex.IsAvi(file));
        var actual = AviIndex.Read(file);
        var expected = Ffmpeg.Probe(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual.Codec, Is.EqualTo(expected.Codec));
            Assert.That((actual.Width, actual.Height), Is.EqualTo((expected.Width, expected.Height)));
            Assert.That(actual.HeaderFrames, Is.EqualTo(expected.HeaderFrames));
            Assert.That(actual.Frames.Count(frame => frame.IsShown), Is.EqualTo(expected.DecodedFrames));
            Assert.That(actual.Frames.Select(frame => frame.Offset), Is.EqualTo(expected.Packets.Select(packet => packet.Position)));
            Assert.That(actual.Frames.Select(frame => frame.Size), Is.EqualTo(expected.Packets.Select(packet => packet.Size)));
            Assert.That(actual.Frames.Select(frame => frame.Time), Is.EqualTo(expected.Packets.Select(packet => packet.DecodingTime)));
            Assert.That(actual.Frames.Where((frame, i) => areKeysCompared && frame.IsKey != expected.Packets[i].IsKey), Is.Empty);
            Assert.That(actual.TimeBase.ToString(), Is.EqualTo(expected.TimeBase));
            Assert.That(actual.DeclaredRate!.Value.ToString(), Is.EqualTo(expected.RealFrameRate));
            Assert.That(actual.SampleAspect, Is.EqualTo(expected.SampleAspect));
            if (actual.Pixels.Format is { } format)
            {
                Assert.That(format, Is.EqualTo(expected.PixelFormat));
            }
        }
    }

    private string Made(string name, string arguments) => Ffmpeg.Write(arguments, At(name));
}
