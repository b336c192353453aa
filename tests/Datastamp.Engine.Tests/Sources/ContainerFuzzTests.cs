using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Probing;
using Datastamp.Sources;

namespace Datastamp.Tests.Sources;

/// <summary>Damaged containers: what is not refused by name gives samples.</summary>
[Category("Fuzz")]
public class ContainerFuzzTests : TemporaryFolder
{
    // One image of the largest sides that a header may claim; of Parquet what each of three columns may claim without a look at the file's length.
    private const long MostAllocated = 300L << 20;
    private const long MostAllocatedOfParquet = 2L << 30;

    private static readonly byte[] image = [.. "P5\n20 20\n255\n"u8, .. new byte[400]];

    [TestCase("x.tar")]
    [TestCase("x.tar.gz")]
    [TestCase("x.tar.zst")]
    [TestCase("x.zip")]
    [TestCase("x.parquet")]
    [TestCase("x-images-idx3-ubyte")]
    [TestCase("data_batch_1.bin")]
    public void Damaged_containers_are_read_or_refused(string name)
    {
        (string, byte[])[] members = [("a.pgm", image), ("b/c.pgm", image), (new string('d', 150) + ".pgm", image)];
        var tar = Containers.Tar(members);
        var refused = new FuzzLoop(name == "x.parquet" ? MostAllocatedOfParquet : MostAllocated, exception => exception is DiagnosticException { Diagnostics: [{ Code: "DS0113" or "DS0114" or "DS0115" or "DS0116" or "DS0117" or "DS0121" }] }).Run(random =>
        {
            Overwrite(name, name switch
            {
                "x.tar" => Checksummed(random, Change(random, tar)),
                "x.tar.gz" => random.Next(2) == 0 ? Change(random, Containers.Gzip(tar)) : Containers.Gzip(Checksummed(random, Change(random, tar))),
                "x.tar.zst" => random.Next(2) == 0 ? Change(random, Containers.Zstandard(tar)) : Containers.Zstandard(Checksummed(random, Change(random, tar))),
                "x.zip" => Change(random, Containers.Zip(members)),
                "x.parquet" => Change(random, table.Value),
                "x-images-idx3-ubyte" => Change(random, Containers.Idx(3, [3, 20, 20], new byte[1200])),
                _ => Change(random, new byte[2 * 3073]),
            });
            ReadAll(name);
        });

        Assert.That(refused, Is.InRange(0.02, 0.99));
    }

    private static readonly Lazy<byte[]> table = new(() => Containers.Parquet([("a.pgm", image, 1), ("b.pgm", image, 2), (null, image, 3)], rowsInGroup: 2));

    private static byte[] Change(Random random, byte[] content)
    {
        var changed = (byte[])content.Clone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            changed = Fuzz.Change(random, changed);
        }

        return changed;
    }

    /// <summary>Makes checksums of headers fit, most often: else nothing behind them is looked at.</summary>
    private static byte[] Checksummed(Random random, byte[] archive)
    {
        for (var at = 0; at + 512 <= archive.Length && random.Next(20) > 0; at += 512)
        {
            var header = archive.AsSpan(at, 512);
            if (header[257..].StartsWith("ustar"u8))
            {
                header.Slice(148, 8).Fill((byte)' ');
                var sum = 0;
                foreach (var value in header)
                {
                    sum += value;
                }

                Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
            }
        }

        return archive;
    }

    /// <summary>Not by emptying it first: some file systems then wait for the disk. Of long ago, or a listing waits until a clock has ticked.</summary>
    private void Overwrite(string name, byte[] content)
    {
        using (var file = File.OpenHandle(At(name), FileMode.OpenOrCreate, FileAccess.Write))
        {
            RandomAccess.SetLength(file, content.Length);
            RandomAccess.Write(file, content, 0);
        }

        File.SetLastWriteTimeUtc(At(name), new DateTime(2020, 1, 1, 0, 0, 1, DateTimeKind.Utc));
    }

    private void ReadAll(string name)
    {
        var source = new ContainerFiles([At(name)], folder: null, new KeyFilter(ImageDataset.AllImages, [], isDefault: true), ContainerLimits.Default);
        var buffer = Array.Empty<byte>();
        foreach (var sample in source.List(CancellationToken.None).Samples)
        {
            source.Read(sample, ref buffer);
        }
    }
}
