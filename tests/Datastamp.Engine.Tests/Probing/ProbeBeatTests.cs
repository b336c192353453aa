using Datastamp.Definitions;
using Datastamp.Tests;
using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>Long work on one file can tell that it goes on, and can be ended.</summary>
public class ProbeBeatTests
{
    private static string Clip => Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips/slide/right.mp4");

    [TestCase(FrameCountSource.Index, VideoIdentity.Tables, 0)]
    [TestCase(FrameCountSource.Index, VideoIdentity.Full, 1)]
    [TestCase(FrameCountSource.Packets, VideoIdentity.Tables, 32)]
    [TestCase(FrameCountSource.Decode, VideoIdentity.Tables, 32)]
    public void Every_packet_frame_and_mebibyte_is_told(FrameCountSource frameCount, VideoIdentity identity, int expected)
    {
        var beats = 0;

        Assert.That(VideoProber.Probe(Clip, "clip.mp4", frameCount, identity, () => beats++).Facts!.FrameCount, Is.EqualTo(32));

        Assert.That(beats, Is.EqualTo(expected));
    }

    [TestCase(FrameCountSource.Packets)]
    [TestCase(FrameCountSource.Decode)]
    public void What_a_beat_throws_ends_the_work(FrameCountSource frameCount)
    {
        var beats = 0;

        Assert.Throws<OperationCanceledException>(() => VideoProber.Probe(
            Clip, "clip.mp4", frameCount, VideoIdentity.Tables, () => _ = ++beats < 3 ? 0 : throw new OperationCanceledException()));

        Assert.That(beats, Is.EqualTo(3));
    }
}
