using Datastamp.Tests;

namespace Datastamp.Probing;

public class StreamEndTests : TemporaryFolder
{
    private const string Pack = "000001BA44000400040100EA60F8";
    private const string OldPack = "000001BA2100010001801B91";
    private const string Packet = "000001E00003AABBCC";

    [TestCase(188, 0)]
    [TestCase(192, 4)]
    [TestCase(204, 0)]
    public void Transport_streams_are_whole_packets(int packet, int start)
    {
        var bytes = new byte[packet * 4];
        for (var at = start; at < bytes.Length; at += packet)
        {
            bytes[at] = (byte)'G';
        }

        Assert.That(Find(bytes, "mpegts"), Is.Null);
        Assert.That(Find(bytes[..^1], "mpegts"), Is.EqualTo(FormattableString.Invariant($"the file ends at byte {bytes.Length - 1}, within a packet")));
        Assert.That(Find([.. bytes, 0], "mpegts"), Is.Not.Null);
    }

    [TestCase("464C5601010000000900000000", true)]
    [TestCase("464C560101000000090000000009000002000000000000" + "00AABB" + "0000000D", true)]
    [TestCase("464C560101000000090000000009000002000000000000" + "00AABB" + "0000000C", false)]
    [TestCase("464C560101000000090000000009000002000000000000" + "00AABB", false)]
    [TestCase("464C560101000000090000000009000002000000000000", true)]
    [TestCase("FFFFFFFF", false)]
    [TestCase("46", false)]
    public void Flash_videos_end_with_the_length_of_their_last_tag(string hex, bool isWhole) =>
        Assert.That(Find(Convert.FromHexString(hex), "flv"), isWhole ? Is.Null : Is.Not.Null);

    [TestCase(Pack + Packet, true)]
    [TestCase(Pack + Packet + Packet + "000001B9", true)]
    [TestCase(OldPack + Packet, true)]
    [TestCase("FFFFFF" + Pack + Packet, true)]
    [TestCase(Pack + "000001E00004AABBCC", false)]
    [TestCase(Pack + Packet + "000001E000", false)]
    [TestCase(Pack + Packet + "0000", false)]
    [TestCase("000001BA44000400", false)]
    [TestCase(Pack + Packet + "00000000000000", true)]
    [TestCase(Pack + "00000100", true)]
    [TestCase(Packet, true)]
    public void Program_streams_end_with_a_packet_as_far_as_they_can_be_followed(string hex, bool isWhole) =>
        Assert.That(Find(Convert.FromHexString(hex), "mpeg"), isWhole ? Is.Null : Is.Not.Null);

    [Test]
    public void Nothing_is_told_of_other_containers() => Assert.That(Find([1], "ogg"), Is.Null);

    private string? Find(byte[] content, string container)
    {
        using var bytes = new VideoBytes(Write("a.bin", content));
        return StreamEnd.FindTruncation(bytes, container);
    }
}
