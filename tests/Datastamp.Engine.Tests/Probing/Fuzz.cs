namespace Datastamp.Probing;

/// <summary>Changes a file in many small ways, and looks at what reading it does.</summary>
internal static class Fuzz
{
    private const long MostAllocated = 1 << 26;

    private static readonly byte[] tellingBytes = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];

    /// <summary>
    /// Asserts that a reader of tables lets no other exception out, never takes long, and allocates little, and that it
    /// still reads some of the files.
    /// </summary>
    /// <param name="path">Where files may be written.</param>
    /// <param name="read">The reader.</param>
    /// <param name="seeds">Valid files.</param>
    public static void Mutate(string path, Func<VideoBytes, IndexedVideo> read, params byte[][] seeds)
    {
        var random = new Random(20240607);
        var watch = new FuzzWatch(MostAllocated);
        for (var i = 0; i < FuzzWatch.Cases; i++)
        {
            var content = (byte[])seeds[i % seeds.Length].Clone();
            for (var changes = i < seeds.Length ? 0 : random.Next(1, 4); changes > 0; changes--)
            {
                content = Change(random, content);
            }

            Overwrite(path, content);
            if (!watch.Read(path, read) && i < seeds.Length)
            {
                Assert.Fail("A seed is refused.");
            }
        }

        watch.Report();
        Assert.That(watch.Refused, Is.InRange(0.1, 0.9));
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
