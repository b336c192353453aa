using Datastamp.Frames;
using Datastamp.Probing;

namespace Datastamp.Tests.Frames;

/// <summary>Frames of real videos.</summary>
public class ReferenceFramesTests
{
    [TestCase("test.mp4", 340, 256)]
    [TestCase("nasa_13013.mp4", 320, 180)]
    [TestCase("h265_video.mp4", 128, 128)]
    [TestCase("test.avi", 320, 240)]
    [TestCase("testsrc2_vp9.webm", 1280, 720)]
    [TestCase("demo_skeleton.mp4", 1920, 1080)]
    [TestCase("video_90.mov", 320, 568)]
    public void Frames_in_any_order_are_those_of_decoding_from_the_start(string name, int width, int height)
    {
        var path = ReferenceVideos.PathOf(name);
        using var frames = VideoFrames.Open(path);
        Assert.That((frames.Count, frames.Width, frames.Height), Is.EqualTo(((int)ReferenceVideos.Expected(name)["decoded"]!, width, height)));

        var expected = DecodedFromStart.Of(path, frames.Facts.Rotation);
        var order = Enumerable.Range(0, frames.Count).ToArray();
        new Random(3).Shuffle(order);
        foreach (var indices in order.Take(80).Chunk(8).Append([frames.Count - 1, 0, frames.Count - 1]))
        {
            var read = frames.Samples(indices);
            for (var i = 0; i < indices.Length; i++)
            {
                Assert.That(read[i].AsSpan().SequenceEqual(expected[indices[i]]), $"frame {indices[i]}");
            }
        }
    }

    [Test]
    public void Frames_are_left_as_they_are_stored_where_that_is_asked_for()
    {
        var path = ReferenceVideos.PathOf("video_90.mov");
        using var frames = VideoFrames.Open(path, VideoRotation.Ignore);
        Assert.That((frames.Width, frames.Height), Is.EqualTo((568, 320)));
        Assert.That(frames.Samples(2)[0], Is.EqualTo(DecodedFromStart.Of(path)[2]));
    }

    [Test]
    public void A_video_whose_bytes_were_overwritten_is_refused_by_name()
    {
        var path = ReferenceVideos.PathOf("corrupted.mp4");
        Assert.That(
            () => VideoFrames.Open(path).Dispose(),
            Throws.TypeOf<BadClipException>().With.Message.StartsWith($"{path}: not a whole, valid video: 49 frames can be decoded, its tables name 50"));
    }
}
