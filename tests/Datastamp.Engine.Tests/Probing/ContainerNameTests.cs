using System.Text;
using Datastamp.Definitions;
using Datastamp.Tests;
using Datastamp.Videos;

namespace Datastamp.Probing;

public class ContainerNameTests : TemporaryFolder
{
    [TestCase("0000001866747970", "mp4")]
    [TestCase("000000086D6F6F7600", "mov")]
    [TestCase("000000086D64617400", "mov")]
    [TestCase("000000087769646500", "mov")]
    [TestCase("1A45DFA3", "matroska")]
    [TestCase("524946460000000041564920FF", "avi")]
    [TestCase("524946460000000057415645FF", null)]
    [TestCase("000001BA", "mpeg")]
    [TestCase("000001B3", "mpegvideo")]
    [TestCase("464C5601", "flv")]
    [TestCase("3026B2758E66CF11", "asf")]
    [TestCase("4F676753", "ogg")]
    [TestCase("060E2B3402050101", "mxf")]
    [TestCase("FFD8FFE0", null)]
    [TestCase("", null)]
    public void Containers_are_known_by_their_first_bytes(string hex, string? expected) =>
        Assert.That(Name([.. Convert.FromHexString(hex), .. hex == "0000001866747970" ? "isom"u8 : []]), Is.EqualTo(expected));

    [TestCase(188, 0, "mpegts")]
    [TestCase(192, 4, "mpegts")]
    [TestCase(204, 0, "mpegts")]
    [TestCase(188, 1, null)]
    [TestCase(190, 0, null)]
    public void Transport_streams_have_packets_of_three_lengths(int packet, int start, string? expected)
    {
        var bytes = new byte[700];
        for (var at = start; at < bytes.Length; at += packet)
        {
            bytes[at] = (byte)'G';
        }

        Assert.That(Name(bytes), Is.EqualTo(expected));
    }

    /// <summary>Each of these would make FFmpeg open what it names.</summary>
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{0}\n#EXT-X-ENDLIST\n")]
    [TestCase("ffconcat version 1.0\nfile '{0}'\n")]
    [TestCase("file '{0}'\n")]
    [TestCase("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n")]
    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file://{0}\"/></svg>")]
    [TestCase("<?xml version=\"1.0\"?><MPD><BaseURL>{0}</BaseURL></MPD>")]
    [TestCase("[playlist]\nFile1={0}\n")]
    public void Texts_that_name_other_files_reach_no_demuxer(string text)
    {
        Write("real.avi", 0);
        foreach (var name in new[] { "list.m3u8", "list.ts", "list.mp4", "list.txt" })
        {
            var path = Write(name, Encoding.UTF8.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, At("real.avi"))));
            var probed = VideoProber.Probe(path, name, FrameCountSource.Decode, VideoIdentity.Tables);
            Assert.That((probed.Facts, probed.Flaw), Is.EqualTo(((VideoFacts?)null, "its first bytes are those of no known container")));
        }
    }

    private string? Name(byte[] content)
    {
        using var bytes = new VideoBytes(Write("a.bin", content));
        return ContainerName.Of(bytes);
    }
}
