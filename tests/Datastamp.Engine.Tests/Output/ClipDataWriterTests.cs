using System.Buffers.Binary;
using System.Security.Cryptography;
using Datastamp.Output;

namespace Datastamp.Tests.Output;

public class ClipDataWriterTests
{
    [Test]
    public void Without_blocks_there_is_no_resource()
    {
        using var writer = new ClipDataWriter("name");

        Assert.That(writer.ToArray(), Is.Empty);
    }

    [Test]
    public void A_block_is_its_identity_the_labels_and_columns_as_narrow_as_their_numbers()
    {
        using var writer = new ClipDataWriter("name");
        var block = writer.Add(
            ["", "é"],
            [new("a", new[] { 0, 255 }), new("b", new[] { 256, 65535 }), new("c", new[] { -1, 65536 }), new("d", new[] { 1.5 }), new("e", new byte[] { 7 })]);
        byte[] content =
        [
            2, 0, 0, 0, 0, 2, 0xc3, 0xa9,
            1, 0, 255,
            2, 0, 1, 255, 255,
            4, 255, 255, 255, 255, 0, 0, 1, 0,
            0, 0, 0, 0, 0, 0, 0xf8, 0x3f,
            7,
        ];

        byte[] identity = SHA256.HashData(content)[..8];
        Assert.That(writer.ToArray(), Is.EqualTo((byte[])[.. "DSCLIPS1"u8, .. identity, .. content]));
        Assert.That((block.Start, block.End, block.Identity), Is.EqualTo((8L, 16L + content.Length, BinaryPrimitives.ReadInt64LittleEndian(identity))));
    }
}
