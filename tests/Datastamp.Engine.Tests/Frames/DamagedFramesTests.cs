using Datastamp.Frames;
using Datastamp.Probing;
using Datastamp.Probing.Indexes;

namespace Datastamp.Tests.Frames;

[Category("Ffmpeg")]
public class DamagedFramesTests : TemporaryFolder
{
    private const int Frames = 60;
    private const string H264 = "-c:v libx264 -preset ultrafast -bf 2 -b_strategy 0 -g 12 -pix_fmt yuv420p";

    [TestCase("a.mp4", H264 + " -movflags +faststart")]
    [TestCase("b.mp4", H264 + " -movflags frag_keyframe+empty_moov")]
    [TestCase("a.mkv", H264)]
    [TestCase("a.avi", "-c:v mjpeg -pix_fmt yuvj420p")]
    [TestCase("a.flv", H264)]
    public void A_truncated_file_is_named_with_what_happened(string name, string options)
    {
        var path = Made(name, options);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..((bytes.Length * 3 / 5) | 1)]);
        Assert.That(
            () => VideoFrames.Open(path).Dispose(),
            Throws.TypeOf<BadClipException>()
                .With.Message.StartsWith($"{path}: not a whole, valid video: ").And.Message.Contains("end").And.Message.EndsWith("Replace the file, or leave it out of the dataset.")
                .And.Property(nameof(BadClipException.Path)).EqualTo(path));
    }

    [Test]
    public void A_file_that_is_no_video_is_named()
    {
        var path = Write("a.mp4", 1, 2, 3);
        Assert.That(
            () => VideoFrames.Open(path).Dispose(),
            Throws.TypeOf<BadClipException>().With.Message.EqualTo($"{path}: not a whole, valid video: its first bytes are those of no known container. Replace the file, or leave it out of the dataset."));
    }

    [Test]
    public void A_file_that_is_not_there_is_told() =>
        Assert.That(() => VideoFrames.Open(At("none.mp4")).Dispose(), Throws.TypeOf<FileNotFoundException>());

    [Test]
    public void A_codec_without_a_decoder_is_named()
    {
        var path = Made("a.mp4", "-c:v libaom-av1 -cpu-used 8 -usage realtime -frames:v 2");

        Assert.That(() => VideoFrames.Open(path).Dispose(), Throws.TypeOf<BadClipException>().With.Message.Contains("without a decoder of av1"));
    }

    /// <summary>Whatever is asked for, in whatever order: the frame, or an error. Frames that are made from the missing one are wrong too.</summary>
    [TestCase("a.mp4", H264, 40)]
    [TestCase("a.mp4", H264, 36)]
    [TestCase("a.mp4", H264, 1)]
    [TestCase("a.mkv", H264, 40)]
    [TestCase("a.webm", "-c:v libvpx -deadline realtime -g 12", 40)]
    [TestCase("b.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 12", 40)]
    [TestCase("b.mp4", "-c:v mpeg4 -q:v 3 -g 12", 40)]
    [TestCase("c.mp4", "-c:v libx265 -preset ultrafast -pix_fmt yuv420p -x265-params log-level=none:bframes=3:keyint=12", 40)]
    [TestCase("a.avi", "-c:v mjpeg -pix_fmt yuvj420p", 40)]
    [TestCase("b.avi", "-c:v mpeg4 -q:v 3 -bf 2 -g 12", 40)]
    public void A_frame_of_zeros_makes_no_wrong_frame(string name, string options, int damaged)
    {
        var path = Made(name, options);
        var whole = DecodedFromStart.Of(path).ToList();
        var bytes = File.ReadAllBytes(path);
        using (var file = new VideoBytes(path))
        {
            var frame = ContainerIndex.Read(file)!.Frames[damaged];
            bytes.AsSpan((int)frame.Offset, (int)frame.Size).Clear();
        }

        File.WriteAllBytes(path, bytes);
        var refused = 0;
        try
        {
            using var frames = VideoFrames.Open(path);
            if (frames.Count < Frames)
            {
                // A frame of VP8 and VP9 that begins with a zero says that it is not shown.
                whole.RemoveAt(damaged);
            }

            var order = Enumerable.Range(0, frames.Count).ToArray();
            new Random(damaged).Shuffle(order);
            foreach (var index in order)
            {
                try
                {
                    Assert.That(frames.Samples(index)[0].AsSpan().SequenceEqual(whole[index]), $"frame {index}");
                }
                catch (BadClipException e)
                {
                    Assert.That(e.Message, Does.StartWith(path));
                    refused++;
                }
            }
        }
        catch (BadClipException)
        {
            // Found when it was opened.
            refused = Frames;
        }

        Assert.That(refused, Is.Positive);
    }

    private string Made(string name, string options) => Ffmpeg.Write($"{CountedFrames.Source(Frames)} {options}", At(name));
}
