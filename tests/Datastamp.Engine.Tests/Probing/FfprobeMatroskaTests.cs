using Datastamp.Probing.Indexes;
using Datastamp.Tests;

namespace Datastamp.Probing;

/// <summary>Compares what the tables of Matroska files say with what ffprobe finds by reading and decoding all of them.</summary>
[Category("Ffmpeg")]
public class FfprobeMatroskaTests : TemporaryFolder
{
    private const string Source = "-f lavfi -i testsrc2=s=64x48:r=25:d=1.2";
    private const string H264 = "-c:v libx264 -preset ultrafast -bf 2 -g 8";

    [TestCase("a.mkv", Source + " " + H264)]
    [TestCase("a.mkv", Source + " -c:v libx264 -preset medium -bf 3 -b_strategy 0 -g 10")]
    [TestCase("a.mkv", Source + " -c:v libx264 -preset ultrafast -pix_fmt yuv422p10le")]
    [TestCase("a.mkv", Source + " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -profile:v baseline")]
    [TestCase("a.mkv", Source + " -c:v libx265 -preset ultrafast -x265-params log-level=none:bframes=3")]
    [TestCase("a.mkv", Source + " -c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -x265-params log-level=none")]
    [TestCase("a.webm", Source + " -c:v libvpx -deadline realtime -auto-alt-ref 1 -lag-in-frames 16")]
    [TestCase("a.webm", Source + " -c:v libvpx-vp9 -deadline realtime")]
    [TestCase("a.webm", Source + " -c:v libvpx-vp9 -deadline good -cpu-used 8 -auto-alt-ref 1 -lag-in-frames 20 -b:v 60k")]
    [TestCase("a.webm", Source + " -c:v libvpx-vp9 -deadline realtime -pix_fmt yuv420p10le -profile:v 2")]
    [TestCase("a.webm", Source + " -c:v libaom-av1 -cpu-used 8 -usage realtime")]
    [TestCase("a.mkv", Source + " -c:v libaom-av1 -cpu-used 8 -lag-in-frames 19 -b:v 60k")]
    [TestCase("a.mkv", Source + " -c:v mpeg4 -bf 2")]
    [TestCase("a.mkv", Source + " -c:v mjpeg")]
    [TestCase("a.mkv", Source + " -c:v ffv1")]
    [TestCase("a.mkv", Source + " -c:v mpeg2video -bf 2")]
    [TestCase("a.mkv", Source + " -c:v libtheora")]
    [TestCase("a.mkv", Source + " -c:v huffyuv")]
    [TestCase("a.mkv", Source + " -c:v msmpeg4v2")]
    [TestCase("a.mkv", Source + " -c:v libx264 -preset ultrafast -x264-params stitchable=1:open-gop=1 -bf 3 -g 6")]
    public void Codecs(string name, string arguments) => Compare(Made(name, arguments));

    [TestCase("24")]
    [TestCase("25")]
    [TestCase("30000/1001")]
    [TestCase("24000/1001")]
    [TestCase("60")]
    [TestCase("60000/1001", "19001/317")]
    [TestCase("12.5")]
    [TestCase("5")]
    [TestCase("120")]
    public void Frame_rates(string rate, string? rounded = null)
    {
        var path = Made("a.mkv", $"-f lavfi -i testsrc2=s=64x48:r={rate}:d=2 -frames:v 60 {H264}");
        var (actual, expected) = Compare(path, isRateCompared: false);
        Assert.That(expected.AverageFrameRate, Is.EqualTo(rounded ?? actual.DeclaredRate!.Value.ToString()));
    }

    [TestCase(Source + " -vf select='not(mod(n\\,3))+gt(n\\,20)' -vsync vfr " + H264)]
    [TestCase("-f lavfi -i testsrc2=s=64x48:r=25:d=1.2 -vf setpts='PTS+0.4*random(0)/TB' -vsync vfr " + H264)]
    [TestCase(Source + " -output_ts_offset 5 " + H264)]
    [TestCase(Source + " -output_ts_offset 0.123 -c:v libvpx -deadline realtime")]
    [TestCase("-f lavfi -i testsrc2=s=65x49:r=25:d=1 -pix_fmt yuv420p " + H264)]
    [TestCase("-f lavfi -i testsrc2=s=33x17:r=25:d=1 -c:v libvpx-vp9 -deadline realtime")]
    [TestCase(Source + " -vf setsar=16/15 " + H264)]
    [TestCase(Source + " -vf setsar=3/4 -c:v libvpx -deadline realtime")]
    [TestCase(Source + " -f lavfi -i sine=d=1.2 " + H264 + " -c:a aac -cluster_time_limit 200")]
    [TestCase(Source + " -f lavfi -i sine=d=1.2 -f lavfi -i testsrc=s=32x32:r=10:d=1 -map 0 -map 1 -map 2 " + H264 + " -c:a libopus")]
    [TestCase(Source + " " + H264 + " -attach REFERENCE -metadata:s:t mimetype=image/png")]
    [TestCase(Source + " " + H264 + " -cues_to_front 1 -reserve_index_space 4096")]
    [TestCase(Source + " " + H264 + " -cluster_size_limit 3000")]
    [TestCase(Source + " " + H264 + " -write_crc32 0 -f matroska -live 1")]
    public void Layouts(string arguments)
    {
        var picture = Made("picture.png", "-f lavfi -i color=red:s=8x8:d=1 -frames:v 1");
        Compare(Made("a.mkv", arguments.Replace("REFERENCE", picture, StringComparison.Ordinal)));
    }

    [Test]
    public void A_copied_part_that_starts_later()
    {
        var whole = Made("whole.mkv", Source + " " + H264);
        Compare(Made("a.mkv", $"-ss 0.5 -i {whole} -c copy"));
        Compare(Made("b.mkv", $"-ss 0.5 -copyts -i {whole} -c copy"));
        Compare(Made("c.mkv", $"-i {whole} -ss 0.5 -c copy"));
    }

    [Test]
    public void Two_passes_of_vp8_put_hidden_frames_into_packets_of_their_own()
    {
        var coding = $"-f lavfi -i testsrc2=s=320x240:r=25:d=2 -c:v libvpx -b:v 200k -auto-alt-ref 1 -lag-in-frames 16 -passlogfile {At("log")}";
        Made("first.webm", coding + " -pass 1");
        var (video, _) = Compare(Made("a.webm", coding + " -pass 2"));
        Assert.That(video.Frames.Count(frame => !frame.IsShown), Is.GreaterThan(0));
    }

    [TestCase("-c:v libvpx -deadline realtime -f webm")]
    [TestCase("-c:v libvpx -deadline realtime -f webm -live 1")]
    [TestCase("-c:v libvpx-vp9 -deadline realtime -f webm -cluster_time_limit 300")]
    [TestCase("-c:v libx264 -bf 2 -preset ultrafast -f matroska -cluster_time_limit 300")]
    public void Live_files_of_unknown_sizes(string arguments)
    {
        var (video, _) = Compare(Ffmpeg.WriteStreamed($"{Source} {arguments}", At("a.mkv")));
        Assert.That(video.DeclaredLength, Is.Zero);
    }

    /// <summary>ffprobe leaves the packet out that the end cuts; here it is the last frame, and ends behind the file's end.</summary>
    [TestCase("-c:v libx264 -bf 2 -preset ultrafast")]
    [TestCase("-c:v libvpx -deadline realtime -cluster_time_limit 300")]
    public void Truncated_files_keep_the_frames_before_their_end(string arguments)
    {
        var bytes = File.ReadAllBytes(Made("whole.mkv", $"{Source} {arguments}"));
        for (var part = 2; part < 10; part++)
        {
            var path = Write("a.mkv", bytes[..(bytes.Length * part / 10)]);
            using var file = new VideoBytes(path);
            var video = MatroskaIndex.Read(file);
            var packets = Ffmpeg.Probe(path).Packets;
            var whole = video.Frames.Where(frame => frame.Offset + frame.Size <= file.Length).ToList();
            Assert.That(video.DeclaredLength, Is.EqualTo(bytes.Length));
            Assert.That(whole.Select(frame => frame.Size), Is.EqualTo(packets.Select(packet => packet.Size)));
            Assert.That(video.Frames.Count - whole.Count, Is.InRange(0, 1));
        }
    }

    private static (IndexedVideo Actual, FfprobeVideo Expected) Compare(string path, bool isRateCompared = true)
    {
        using var file = new VideoBytes(path);
        Assert.That(MatroskaIndex.IsMatroska(file));
        var actual = MatroskaIndex.Read(file);
        var expected = Ffmpeg.Probe(path);
        var shown = actual.Frames.Where(frame => frame.IsShown).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual.Codec, Is.EqualTo(expected.Codec));
            Assert.That((actual.Width, actual.Height), Is.EqualTo((expected.Width, expected.Height)));
            Assert.That(shown, Has.Count.EqualTo(expected.DecodedFrames));
            Assert.That(actual.Frames.Select(frame => frame.Size), Is.EqualTo(expected.Packets.Select(packet => packet.Size)));
            Assert.That(actual.Frames.Select(frame => frame.Time), Is.EqualTo(expected.Packets.Select(packet => packet.Time)));
            Assert.That(actual.Frames.Select(frame => frame.IsKey), Is.EqualTo(expected.Packets.Select(packet => packet.IsKey)));
            Assert.That(shown.Min(frame => frame.Time), Is.EqualTo(expected.StartTime), "start");
            Assert.That(actual.TimeBase.ToString(), Is.EqualTo(expected.TimeBase));
            Assert.That(actual.SampleAspect, Is.EqualTo(expected.SampleAspect));
            if (actual.Pixels.Format is { } format)
            {
                Assert.That(format, Is.EqualTo(expected.PixelFormat!.Replace("yuvj", "yuv", StringComparison.Ordinal)));
            }

            if (isRateCompared && actual.DeclaredRate is { } rate)
            {
                Assert.That(rate.ToString(), Is.EqualTo(expected.AverageFrameRate));
            }

            foreach (var frame in actual.Frames.Where(_ => actual.NalLengthSize > 0))
            {
                AssertUnitsFill(file, frame, actual.NalLengthSize);
            }
        }

        return (actual, expected);
    }

    private static void AssertUnitsFill(VideoBytes file, Frame frame, int lengthSize)
    {
        var at = frame.Offset;
        while (at < frame.Offset + frame.Size)
        {
            long length = 0;
            foreach (var part in file.Read(at, lengthSize))
            {
                length = (length << 8) | part;
            }

            at += lengthSize + length;
        }

        Assert.That(at, Is.EqualTo(frame.Offset + frame.Size));
    }

    private string Made(string name, string arguments) => Ffmpeg.Write(arguments, At(name));
}
