using System.Buffers.Binary;
using Datastamp.Tests;
using static Datastamp.Probing.Indexes.Boxes;

namespace Datastamp.Probing.Indexes;

/// <summary>Damages files in a repeatable way: whatever they say, reading them ends soon, takes little memory, and fails in one way.</summary>
[Category("Fuzz")]
public class Mp4MutationTests : TemporaryFolder
{
    private const long MostAllocated = 16 << 20;

    private static readonly uint[] extremes = [0, 1, 2, 7, 8, 16, 255, 0xFFFF, 0x1_0000, 0xFF_FFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFF];

    [Test]
    public void Damaged_hand_built_files_only_fail_as_bad_videos() => Damage(HandBuilt());

    [Test]
    public void Damaged_real_files_only_fail_as_bad_videos()
    {
        string[] names = ["video_90.mov", "h265_video.mp4", "corrupted.mp4"];
        Damage([.. names.Select(name => File.ReadAllBytes(ReferenceVideos.PathOf(name)))]);
    }

    private static byte[][] HandBuilt()
    {
        var tiny = new TinyMp4();
        var entry = TinyMp4.Entry(
            "mp4v", Box("pasp", UInt32(4, 3)), FullBox("esds", 0, [3, 20, 0, 1, 0, 4, 13, 0x20], Zeros(12)),
            Box("avcC", Convert.FromHexString("0164000DFFE1001E6764000DACD94160879FFFC10000BF44000003000400000300F03C50A658")));
        var moof = Box(
            "moof",
            Box("traf", FullBox("tfhd", 0x39, UInt32(1), UInt64(28), UInt32(11, 6, 0)), FullBox("tfdt", 1 << 24, UInt64(0)), FullBox("trun", 0x205, UInt32(2, 100, 0, 7, 8))),
            Box("traf", FullBox("tfhd", 0, UInt32(2)), FullBox("trun", 0xF01, UInt32(1, 100, 4, 6, 9, 0))),
            Box("traf", FullBox("tfhd", 0x8, UInt32(1, 5)), FullBox("trun", 0, UInt32(2))));
        return
        [
            (tiny with { Stsd = TinyMp4.Descriptions(entry), Edts = TinyMp4.Edits((200, 0), (100, -1), (200, 30)), Ctts = Table("ctts", 2, 1, 0, 1, 20, 4, 0) }).Bytes,
            (tiny with { Stsz = FullBox("stz2", 0, UInt32(4, 6), [0xAB, 0xCD, 0xEF]), Stco = FullBox("co64", 0, UInt32(1), UInt64(28)), Tref = Box("tref", Box("chap", UInt32(2))) }).Bytes,
            (tiny with { Stsz = FullBox("stsz", 0, UInt32(10, 6)), Edts = TinyMp4.Edits((200, 10), (300, 20)), Before = tiny.Trak }).Bytes,
            (tiny with { Edts = Box("edts", FullBox("elst", 1 << 24, UInt32(1), UInt64(600, 0), UInt32(1 << 16))), After = Box("mvex", FullBox("trex", 0, UInt32(1, 1, 10, 5, 0))), Behind = moof }).Bytes,
            (tiny.Empty(1, 1, 10, 5, 0) with { Edts = TinyMp4.Edits((100, -1), (0, 3)), Behind = Join(moof, moof) }).Bytes,
        ];
    }

    private void Damage(byte[][] files)
    {
        var tables = Array.ConvertAll(files, file => Tables(file));
        var refused = Fuzz.ReadVideos(MostAllocated, At("damaged.mp4"), Read, random =>
        {
            var index = random.Next(files.Length);
            var damaged = (byte[])files[index].Clone();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                Change(random, damaged, tables[index][random.Next(tables[index].Length)]);
            }

            return random.Next(10) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
        });

        // Else the damage is such that little is tested.
        Assert.That(refused, Is.LessThan(0.9));
    }

    private static void Change(Random random, byte[] file, Range within)
    {
        var (offset, length) = within.GetOffsetAndLength(file.Length);
        var at = offset + random.Next(length);
        switch (random.Next(3))
        {
            case 0:
                file[at] = (byte)random.Next(256);
                break;
            case 1:
                file[at] ^= (byte)(1 << random.Next(8));
                break;
            default:
                // Numbers stand at multiples of four from where their box begins.
                at = offset + (random.Next(length) / 4 * 4);
                if (at <= file.Length - 4)
                {
                    BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), extremes[random.Next(extremes.Length)]);
                }

                break;
        }
    }

    private static IndexedVideo Read(VideoBytes bytes)
    {
        if (!Mp4Index.IsMp4(bytes))
        {
            throw new BadVideoException("it is none");
        }

        var video = Mp4Index.Read(bytes);
        return video.Frames.All(frame => frame.Offset >= 0 && frame.Size >= 0 && frame.Offset + frame.Size >= 0)
            ? video
            : throw new InvalidDataException("a frame lies nowhere");
    }

    /// <summary>The bytes of all moov and moof boxes.</summary>
    private static Range[] Tables(ReadOnlySpan<byte> file)
    {
        List<Range> tables = [];
        for (var at = 0; at <= file.Length - 8;)
        {
            var size = (int)BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (file.Slice(at + 4, 4).SequenceEqual("moov"u8) || file.Slice(at + 4, 4).SequenceEqual("moof"u8))
            {
                tables.Add(at..(at + size));
            }

            at += size;
        }

        return [.. tables];
    }
}
