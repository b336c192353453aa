using Datastamp.Tests;
using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>Changes a file in many small ways, and looks at what reading it does.</summary>
internal static class Fuzz
{
    private const long MostAllocated = 1 << 26;

    private static readonly VideoFacts nothing = VideoProber.Nothing(key: "a", length: 0, identity: string.Empty, container: string.Empty);

    private static readonly byte[] tellingBytes = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];

    /// <summary>Asserts that a reader of tables reads valid files, and of changed ones still some; and what <see cref="ReadVideos"/> asserts.</summary>
    /// <param name="path">Where files may be written.</param>
    /// <param name="read">The reader.</param>
    /// <param name="seeds">Valid files.</param>
    public static void Mutate(string path, Func<VideoBytes, IndexedVideo> read, params byte[][] seeds)
    {
        foreach (var seed in seeds)
        {
            ReadVideo(path, read, seed);
        }

        var refused = ReadVideos(MostAllocated, path, read, random =>
        {
            var content = (byte[])seeds[random.Next(seeds.Length)].Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                content = Change(random, content);
            }

            return content;
        });

        Assert.That(refused, Is.InRange(0.1, 0.9));
    }

    /// <summary>Asserts that a reader of tables lets no exception out but one, never takes long, and allocates little.</summary>
    /// <param name="mostAllocated">Bytes that one file may cost.</param>
    /// <param name="path">Where files may be written.</param>
    /// <param name="read">The reader.</param>
    /// <param name="damage">Makes a damaged file.</param>
    /// <returns>The part of the files that was refused.</returns>
    public static double ReadVideos(long mostAllocated, string path, Func<VideoBytes, IndexedVideo> read, Func<Random, byte[]> damage) =>
        new FuzzLoop(mostAllocated, exception => exception is BadVideoException).Run(random => ReadVideo(path, read, damage(random)));

    private static void ReadVideo(string path, Func<VideoBytes, IndexedVideo> read, byte[] content)
    {
        Overwrite(path, content);
        using var bytes = new VideoBytes(path);
        var video = read(bytes);
        _ = IndexTier.FindTruncation(bytes, video);
        _ = EdgeCheck.Find(bytes, video);
        _ = IndexTier.Read(video, nothing);
    }

    /// <summary>Not by emptying it first: some file systems then wait for the disk.</summary>
    private static void Overwrite(string path, byte[] content)
    {
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write);
        RandomAccess.SetLength(file, content.Length);
        RandomAccess.Write(file, content, 0);
    }

    /// <summary>Changes, puts in, or takes away a few bytes.</summary>
    public static byte[] Change(Random random, byte[] content)
    {
        var at = random.Next(content.Length);
        switch (random.Next(16))
        {
            case 0 when content.Length > 16:
                return content[..random.Next(8, content.Length)];
            case 1:
                return [.. content[..at], .. content.AsSpan(random.Next(content.Length), 1), .. content[at..]];
            case 2:
                return [.. content[..at], .. content[Math.Min(content.Length, at + random.Next(1, 16))..], 0];
            case < 6:
                content.AsSpan(at, Math.Min(content.Length - at, random.Next(1, 9))).Fill(tellingBytes[random.Next(tellingBytes.Length)]);
                return content;
            case < 11:
                content[at] ^= (byte)(1 << random.Next(8));
                return content;
            default:
                content[at] = tellingBytes[random.Next(tellingBytes.Length)];
                return content;
        }
    }
}
