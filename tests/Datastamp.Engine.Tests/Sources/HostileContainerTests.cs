using System.Buffers.Binary;
using System.Formats.Tar;
using System.Text;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Stamping;

namespace Datastamp.Tests.Sources;

/// <summary>What whoever makes a container may try with whoever reads it.</summary>
public class HostileContainerTests : TemporaryFolder
{
    private static readonly byte[] image = "P5\n1 1\n255\n\x07"u8.ToArray();

    private static readonly string[] badNames = ["../a.pgm", "a/../../b.pgm", "/etc/a.pgm", "a//b.pgm", "a/./b.pgm", "C:/a.pgm", "a\\..\\b.pgm"];

    [TestCaseSource(nameof(badNames))]
    public void Names_that_lead_elsewhere_are_refused_in_tar(string name) =>
        Refused("x.tar", Containers.Tar([("first.pgm", image), (name, image)]), "DS0114");

    [TestCaseSource(nameof(badNames))]
    public void Names_that_lead_elsewhere_are_refused_in_compressed_tar(string name) =>
        Refused("x.tar.gz", Containers.Gzip(Containers.Tar([(name, image)])), "DS0114");

    [TestCaseSource(nameof(badNames))]
    public void Names_that_lead_elsewhere_are_refused_in_zip(string name) =>
        Refused("x.zip", Containers.Zip([(name, image)]), "DS0114");

    [Test]
    public void Names_are_refused_whether_they_are_selected_or_not() =>
        Refused("x.tar", Containers.Tar([("a.pgm", image), ("../a.txt", image)]), "DS0114");

    [Test]
    public void Invalid_UTF8_is_refused()
    {
        Refused("x.tar", Patch(Containers.Tar(TarEntryFormat.Ustar, [("caf_.pgm", image)]), "caf_"u8, [(byte)'c', (byte)'a', (byte)'f', 0xE9]), "DS0114");
        Refused("x.zip", Patch(Containers.Zip([("caf_.pgm", image)]), "caf_"u8, [(byte)'c', (byte)'a', (byte)'f', 0xE9], all: true), "DS0114");
    }

    [TestCase(TarEntryType.SymbolicLink)]
    [TestCase(TarEntryType.HardLink)]
    [TestCase(TarEntryType.CharacterDevice)]
    [TestCase(TarEntryType.Fifo)]
    public void Links_and_devices_are_refused(TarEntryType type)
    {
        var entry = new PaxTarEntry(type, "a.pgm");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            entry.LinkName = "/etc/passwd";
        }

        var error = Refused("x.tar", Containers.TarOf(entry), "DS0115");

        Assert.That(error.Message, Does.Contain("'a.pgm'"));
    }

    [Test]
    public void Links_are_refused_in_zip()
    {
        var archive = Containers.Zip([("a.pgm", image)]);
        var record = archive.AsSpan(archive.AsSpan().LastIndexOf("PK\x01\x02"u8));
        record[5] = 3;
        BinaryPrimitives.WriteUInt32LittleEndian(record[38..], 0xA1FF_0000);

        Refused("x.zip", archive, "DS0115");
    }

    [Test]
    public void Encrypted_members_are_refused_in_zip()
    {
        var archive = Containers.Zip([("a.pgm", image)]);
        archive[archive.AsSpan().LastIndexOf("PK\x01\x02"u8) + 8] |= 1;

        Refused("x.zip", archive, "DS0115");
    }

    [TestCase("x.tar")]
    [TestCase("x.tar.gz")]
    [TestCase("x.zip")]
    public void Two_members_of_one_name_are_refused(string name)
    {
        (string, byte[])[] members = [("a.pgm", image), ("b.pgm", image), ("a.pgm", image)];
        var tar = Containers.Tar(members);
        var content = name.EndsWith("zip", StringComparison.Ordinal) ? Containers.Zip(members) : name.EndsWith("gz", StringComparison.Ordinal) ? Containers.Gzip(tar) : tar;

        Assert.That(Refused(name, content, "DS0116").Message, Does.Contain("'a.pgm'"));
    }

    [Test]
    public void A_tar_archive_that_is_cut_off_anywhere_is_no_shorter_dataset()
    {
        var archive = Containers.Tar([("a.pgm", image), ("b.pgm", image)]);
        var end = archive.AsSpan().LastIndexOfAnyExcept((byte)0);
        for (var length = 0; length <= end; length += 256)
        {
            Refused("x.tar", archive[..length], "DS0113");
            Refused("y.tar.gz", Containers.Gzip(archive[..length]), "DS0113");
        }
    }

    [TestCase("x.tar.gz")]
    [TestCase("x.tar.zst")]
    [TestCase("x.zip")]
    [TestCase("x.parquet")]
    [TestCase("data_batch_1.bin")]
    [TestCase("x-images-idx3-ubyte")]
    public void A_container_that_is_cut_off_anywhere_is_no_shorter_dataset(string name)
    {
        var random = new Random(3);
        var members = Enumerable.Range(0, 20).Select(i => ($"{i}.pgm", Noise(random, 200))).ToArray();
        var content = name switch
        {
            "x.tar.gz" => Containers.Gzip(Containers.Tar(members)),
            "x.tar.zst" => Containers.Zstandard(Containers.Tar(members)),
            "x.zip" => Containers.Zip(members),
            "x.parquet" => Containers.Parquet([.. members.Select(member => ((string?)member.Item1, (byte[]?)member.Item2, 1L))]),
            "data_batch_1.bin" => Noise(random, 3 * 3073),
            _ => Containers.Idx(3, [3, 20, 20], Noise(random, 1200)),
        };
        for (var part = 1; part < 12; part++)
        {
            Refused(name, content[..(content.Length * part / 12)], name.EndsWith(".bin", StringComparison.Ordinal) && part % 4 == 0 ? null : "DS0113");
        }
    }

    [Test]
    public void Damaged_containers_are_refused_and_never_crash()
    {
        var random = new Random(5);
        (string, byte[])[] members = [("a.pgm", image), ("b/c.pgm", image), (new string('d', 150) + ".pgm", image)];
        (string Name, byte[] Content)[] containers =
        [
            ("x.tar", Containers.Tar(members)),
            ("x.tar.gz", Containers.Gzip(Containers.Tar(members))),
            ("x.tar.zst", Containers.Zstandard(Containers.Tar(members))),
            ("x.zip", Containers.Zip(members)),
            ("x.parquet", Containers.Parquet([("a.pgm", image, 1), (null, image, 2)])),
            ("x-images-idx3-ubyte", Containers.Idx(3, [2, 1, 1], [1, 2])),
        ];
        var refused = 0;
        foreach (var (name, content) in containers)
        {
            for (var i = 0; i < 60; i++)
            {
                var damaged = content.ToArray();
                damaged[random.Next(Math.Min(damaged.Length, 1600))] ^= (byte)(1 << random.Next(8));
                Write(name, damaged);
                try
                {
                    ReadAll(name);
                }
                catch (DiagnosticException)
                {
                    refused++;
                }
            }
        }

        Assert.That(refused, Is.GreaterThan(100));
    }

    [Test]
    [NonParallelizable]
    public void A_header_that_promises_much_takes_no_memory()
    {
        var archive = Containers.Tar(TarEntryFormat.Ustar, [("a.pgm", image)]);
        "17777777777"u8.CopyTo(archive.AsSpan(124));
        Checksum(archive);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Refused("x.tar.gz", Containers.Gzip(archive), "DS0117", "DS0113");

        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(64 << 20));
    }

    [Test]
    public void A_compressed_archive_that_grows_beyond_measure_is_refused()
    {
        var limits = new ContainerLimits { UncheckedLength = 1 << 20 };
        var tar = Containers.Tar([("a.pgm", [.. image, .. new byte[8 << 20]])]);
        foreach (var (name, content) in new[] { ("x.tar.gz", Containers.Gzip(tar)), ("x.tar.zst", Containers.Zstandard(tar)), ("x.zip", Containers.Zip(System.IO.Compression.CompressionLevel.Optimal, [("a.pgm", new byte[8 << 20])])) })
        {
            Write(name, content);
            var source = Open(name, limits);

            Assert.That(() => source.List(CancellationToken.None), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0117"), name);
        }
    }

    [TestCase("x.tar", "DS0117")]
    [TestCase("x.zip", "DS0117")]
    public void Too_many_members_are_refused(string name, string code)
    {
        (string, byte[])[] members = [("a.pgm", image), ("b.pgm", image), ("c.pgm", image)];
        Write(name, name == "x.zip" ? Containers.Zip(members) : Containers.Tar(members));

        Assert.That(() => Open(name, new() { MostMembers = 2 }).List(CancellationToken.None), Throws.TypeOf<DiagnosticException>().With.Message.Contains(code));
        Assert.That(Open(name, new() { MostMembers = 3 }).List(CancellationToken.None).Samples, Has.Count.EqualTo(3));
    }

    [Test]
    public void Members_that_overlap_are_refused_in_zip()
    {
        var archive = Containers.Zip([("a.pgm", image), ("b.pgm", image)]);
        var second = archive.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(second + 42), 0);

        Assert.That(Refused("x.zip", archive, "DS0113").Message, Does.Contain("overlap"));
    }

    [Test]
    public void A_member_of_other_bytes_than_its_checksum_is_refused_in_zip()
    {
        var archive = Containers.Zip(System.IO.Compression.CompressionLevel.NoCompression, [("a.pgm", image)]);
        archive[archive.AsSpan().IndexOf("255\n"u8) + 4] ^= 1;

        Refused("x.zip", archive, "DS0113");
    }

    [Test]
    public void Something_behind_the_end_of_a_tar_archive_is_refused() =>
        Refused("x.tar", [.. Containers.Tar([("a.pgm", image)]), .. Containers.Tar([("b.pgm", image)])], "DS0113");

    [Test]
    public void A_row_without_bytes_is_refused() =>
        Assert.That(Refused("x.parquet", Containers.Parquet([("/etc/passwd", null, 0)]), "DS0115").Message, Does.Contain("row 0"));

    private static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Patch(byte[] archive, ReadOnlySpan<byte> old, ReadOnlySpan<byte> other, bool all = false)
    {
        for (var at = archive.AsSpan().IndexOf(old); at >= 0; at = all ? archive.AsSpan().IndexOf(old) : -1)
        {
            other.CopyTo(archive.AsSpan(at));
        }

        Checksum(archive);
        return archive;
    }

    /// <summary>Makes the first header's checksum fit, where there is one.</summary>
    private static void Checksum(Span<byte> archive)
    {
        if (archive.StartsWith("PK"u8))
        {
            return;
        }

        archive.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in archive[..512])
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(archive[148..]);
    }

    private Diagnostic Refused(string name, byte[] content, params string?[] codes)
    {
        Write(name, content);
        if (codes is [null])
        {
            ReadAll(name);
            return default!;
        }

        var listed = Assert.Throws<DiagnosticException>(() => ReadAll(name), $"{name}, {content.Length} bytes")!.Diagnostics.Single();
        Assert.That(listed.Code, Is.AnyOf([.. codes]), listed.ToString());
        Assert.That(listed.File, Is.EqualTo(At(name)));
        var streamed = Assert.ThrowsAsync<DiagnosticException>(
            () => DatasetMeasurer.MeasureAsync(Dataset(name), CacheUse.None, new MeasureOptions(2), _ => { }, CancellationToken.None), name)!.Diagnostics[0];
        Assert.That(streamed.Code, Is.EqualTo(listed.Code), streamed.ToString());
        return listed;
    }

    private ImageDataset Dataset(string name) => new() { Name = "X", Root = At(name), Include = name, OnBadFile = BadFilePolicy.Skip };

    private ContainerFiles Open(string name, ContainerLimits limits) => new([At(name)], folder: null, new KeyFilter(ImageDataset.AllImages, [], isDefault: true), limits);

    private void ReadAll(string name)
    {
        var source = SampleSources.Open(Dataset(name));
        var buffer = Array.Empty<byte>();
        foreach (var sample in source.List(CancellationToken.None).Samples)
        {
            source.Read(sample, ref buffer);
        }
    }
}
