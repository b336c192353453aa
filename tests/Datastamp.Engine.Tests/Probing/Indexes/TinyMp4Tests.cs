using Datastamp.Tests;
using static Datastamp.Probing.Indexes.Boxes;

namespace Datastamp.Probing.Indexes;

/// <summary>What tests of hand-built MP4 files share.</summary>
public abstract class TinyMp4Tests : TemporaryFolder
{
    private protected static readonly TinyMp4 Tiny = new();

    private protected static readonly long[] Plain = [0, 10, 20, 30, 40, 50];

    /// <summary>A fragment of track 1: what follows the track's number in tfhd, then what follows tfhd.</summary>
    private protected static byte[] Moof(uint flags, byte[] header, params byte[][] boxes) =>
        Box("moof", Box("traf", [FullBox("tfhd", flags, UInt32(1), header), .. boxes]));

    private protected void Refuses(TinyMp4 file, string reason) => Refuses(file.Bytes, reason);

    private protected void Refuses(byte[] file, string reason) =>
        Assert.That(() => Read(file), Throws.InstanceOf<BadVideoException>().With.Message.EqualTo(reason));

    private protected IEnumerable<long> Times(TinyMp4 file) => Read(file.Bytes).Frames.Select(frame => frame.Time);

    private protected IndexedVideo Read(byte[] file)
    {
        using var bytes = new VideoBytes(Write("video.mp4", file));
        return ContainerIndex.Read(bytes)!;
    }

    private protected string Identity(byte[] file)
    {
        using var bytes = new VideoBytes(Write("video.mp4", file));
        _ = ContainerIndex.Read(bytes);
        return bytes.Identity();
    }
}
