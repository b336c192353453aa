using System.Buffers.Binary;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Sources;

namespace Datastamp.Tests.Sources;

/// <summary>Containers that lie about sizes, and files that never end. Each is refused by name, in little time and memory.</summary>
public class HostileArchiveTests : TemporaryFolder
{
    private static readonly byte[] image = "P5\n1 1\n255\n\x07"u8.ToArray();

    /// <summary>Negative and overflowing numbers, in octal and in GNU's base 256, and no numbers.</summary>
    [TestCase("-0000000001")]
    [TestCase("77777777777\t")]
    [TestCase("0x10\0\0\0\0\0\0\0")]
    [TestCase("\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff")]
    [TestCase("\\x80\\x00\\x00\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff")]
    [TestCase("\\x80\\x00\\x00\\x00\\x7f\\xff\\xff\\xff\\xff\\xff\\xff\\xff")]
    [TestCase("\\x80\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01")]
    [TestCase("777777777777")]
    public void A_size_in_tar_that_cannot_be_is_refused(string size)
    {
        foreach (var type in new[] { '0', '5', 'x', 'L' })
        {
            var archive = Containers.Tar(TarEntryFormat.Ustar, [("a.pgm", image)]);
            Bytes(size).CopyTo(archive, 124);
            archive[156] = (byte)type;
            Checksum(archive);

            Refused("x.tar", archive, "DS0113", "DS0115", "DS0117");
            Refused("x.tar.gz", Containers.Gzip(archive), "DS0113", "DS0115", "DS0117");
        }
    }

    /// <summary>Readers differ in whether bytes follow a folder: what one takes for an image is another's header.</summary>
    [TestCase('5', "a")]
    [TestCase('0', "a/")]
    public void A_folder_in_tar_that_claims_bytes_is_refused(char type, string name)
    {
        var hidden = Containers.Tar(TarEntryFormat.Ustar, [("hidden.pgm", image)]);
        var archive = Containers.Tar(TarEntryFormat.Ustar, [("x", hidden), ("b.pgm", image)]);
        archive.AsSpan(0, 100).Clear();
        Encoding.ASCII.GetBytes(name).CopyTo(archive, 0);
        archive[156] = (byte)type;
        Checksum(archive);

        Refused("x.tar", archive, "DS0115");
        Refused("x.tar.gz", Containers.Gzip(archive), "DS0115");
    }

    [TestCase("size", "-1", "DS0113")]
    [TestCase("size", "9223372036854775807", "DS0117")]
    [TestCase("size", "9223372036854775808", "DS0113")]
    [TestCase("size", "1e3", "DS0113")]
    [TestCase("path", "../a.pgm", "DS0114")]
    [TestCase("path", "a\0b.pgm", "DS0114")]
    [TestCase("GNU.sparse.major", "1", "DS0115")]
    [TestCase("GNU.sparse.map", "0,1", "DS0115")]
    public void A_record_of_pax_that_lies_is_refused(string key, string value, string code) => Refused("x.tar", WithPax($"{key}={value}\n"), code);

    [Test]
    public void A_record_of_pax_longer_than_a_mebibyte_is_refused() => Refused("x.tar", WithPax($"path={new string('a', 2 << 20)}\n"), "DS0117");

    [TestCase("99999999999 path=a\n")]
    [TestCase("3 a\n")]
    [TestCase(" path=a\n")]
    [TestCase("-8 path=a\n")]
    [TestCase("7 path=a\n")]
    public void A_record_of_pax_of_another_length_than_it_says_is_refused(string record) => Refused("x.tar", WithPaxText(record), "DS0113");

    [Test]
    public void A_sparse_file_is_refused_in_tar()
    {
        var archive = Containers.Tar(TarEntryFormat.Gnu, [("a.pgm", image)]);
        archive[156] = (byte)'S';
        Checksum(archive);

        Refused("x.tar", archive, "DS0115");
    }

    /// <summary>The directory says that a member is small, and it is not; or large, and it is not.</summary>
    [TestCase(1)]
    [TestCase(1 << 20)]
    public void A_member_of_zip_of_another_length_than_it_says_is_refused(int length)
    {
        var archive = Containers.Zip(CompressionLevel.Optimal, [("a.pgm", new byte[4096])]);
        BinaryPrimitives.WriteInt32LittleEndian(archive.AsSpan(archive.AsSpan().LastIndexOf("PK\x01\x02"u8) + 24), length);

        Refused("x.zip", archive, "DS0113");
    }

    /// <summary>As in zip bombs of quoted headers: each member's bytes reach over all members behind it.</summary>
    [Test]
    public void Members_of_zip_that_share_their_bytes_are_refused()
    {
        var archive = Containers.Zip(CompressionLevel.NoCompression, Enumerable.Range(0, 10).Select(i => ($"{i}.pgm", image)));
        var end = archive.AsSpan().IndexOf("PK\x01\x02"u8);
        for (var at = end; archive.AsSpan(at).StartsWith("PK\x01\x02"u8); at += 46 + archive[at + 28])
        {
            var header = BinaryPrimitives.ReadInt32LittleEndian(archive.AsSpan(at + 42));
            BinaryPrimitives.WriteInt32LittleEndian(archive.AsSpan(at + 20), end - header - 30 - 5);
            BinaryPrimitives.WriteInt32LittleEndian(archive.AsSpan(at + 24), end - header - 30 - 5);
        }

        Assert.That(Refused("x.zip", archive, "DS0113").Message, Does.Contain("overlap"));
    }

    [TestCase(10, 0xFFFF)]
    [TestCase(12, 0x7FFFFFFF)]
    [TestCase(16, 0x7FFFFFFF)]
    [TestCase(4, 3)]
    public void An_end_of_zip_that_lies_is_refused(int at, int value)
    {
        var archive = Containers.Zip([("a.pgm", image)]);
        var field = archive.AsSpan(archive.Length - 22 + at);
        if (at < 12)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(field, (ushort)value);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(field, value);
        }

        Refused("x.zip", archive, "DS0113");
    }

    [TestCase(long.MaxValue, 46L, 1L)]
    [TestCase(0L, long.MaxValue, 1L)]
    [TestCase(0L, 46L, long.MaxValue)]
    [TestCase(-1L, 46L, 1L)]
    [TestCase(0L, -46L, 1L)]
    [TestCase(0L, 46L, -1L)]
    public void An_end_of_zip64_that_lies_is_refused(long directory, long length, long count)
    {
        var archive = Containers.Zip([("a.pgm", image)]);
        var end = archive.AsSpan(archive.Length - 22).ToArray();
        end.AsSpan(8, 12).Fill(0xFF);
        var record = new byte[56];
        "PK\x06\x06"u8.CopyTo(record);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(4), 44);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(24), count);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(32), count);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(40), length);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(48), directory);
        var locator = new byte[20];
        "PK\x06\x07"u8.CopyTo(locator);
        BinaryPrimitives.WriteInt64LittleEndian(locator.AsSpan(8), archive.Length - 22);

        Refused("x.zip", [.. archive[..^22], .. record, .. locator, .. end], "DS0113", "DS0117");
    }

    /// <summary>Rows of a dictionary share one value: a file of kilobytes is a table of gigabytes.</summary>
    [Test]
    public void Rows_of_parquet_that_are_one_value_many_times_are_refused()
    {
        byte[] large = [.. image, .. new byte[600_000]];
        var table = Containers.Parquet([.. Enumerable.Range(0, 1000).Select(_ => ((string?)null, (byte[]?)large, 1L))], rowsInGroup: 1000);
        Assert.That(table, Has.Length.LessThan(1 << 20));

        Refused("x.parquet", table, "DS0117");
    }

    /// <summary>Numbers, texts, lists and structures that reach over the end: a library may look for their ends forever.</summary>
    [TestCase("15ff")]
    [TestCase("15ffffffffffffffffffffffff0100")]
    [TestCase("1504")]
    [TestCase("28ffffffff0f")]
    [TestCase("19feffff03")]
    [TestCase("19fcffffffffffffffffff01")]
    [TestCase("1d00")]
    [TestCase("")]
    public void A_footer_of_parquet_that_does_not_end_is_refused(string footer) =>
        Refused("x.parquet", [.. "PAR1"u8, .. Convert.FromHexString(footer), (byte)(footer.Length / 2), 0, 0, 0, .. "PAR1"u8], "DS0113");

    /// <summary>Run lengths, number 3, are no encoding of bytes: the library writes numbers over references, and whoever reads these reads memory of something else.</summary>
    [Test]
    public void A_page_of_parquet_in_an_encoding_of_numbers_is_refused()
    {
        var table = Containers.Parquet([("a.pgm", image, 1), ("b.pgm", image, 2), (null, image, 3)]);
        var refused = 0;
        for (var at = 4; at < 200; at++)
        {
            var damaged = (byte[])table.Clone();
            damaged[at] = 3 << 1;
            try
            {
                ReadAll(Path.GetFileName(Write("x.parquet", damaged)));
            }
            catch (DiagnosticException e)
            {
                refused += e.Diagnostics.Single().Code == "DS0113" ? 1 : 0;
            }
        }

        Assert.That(refused, Is.GreaterThan(100));
    }

    [Test]
    public void A_footer_of_parquet_that_nests_without_end_is_refused() =>
        Refused("x.parquet", [.. "PAR1"u8, .. Enumerable.Repeat((byte)0x1C, 100_000), 0xA0, 0x86, 1, 0, .. "PAR1"u8], "DS0113");

    [TestCase(0x7FFFFFFF)]
    [TestCase(-1)]
    [TestCase(0)]
    public void A_footer_of_parquet_that_does_not_lie_within_it_is_refused(int length) =>
        Refused("x.parquet", [.. "PAR1"u8, 0, .. BitConverter.GetBytes(length), .. "PAR1"u8], "DS0113");

    [TestCase("7fffffff 00000001 00000001", 1)]
    [TestCase("ffffffff 00000001 00000001", 1)]
    [TestCase("00000001 7fffffff 7fffffff", 1)]
    [TestCase("00000001 00010000 00010000", 1)]
    [TestCase("00000001 00000000 00000001", 1)]
    [TestCase("00000001 80000001 00000001", 1)]
    [TestCase("00000002 00000001 00000001", 1)]
    [TestCase("00000001 00000001 00000001", 2)]
    public void An_IDX_file_of_other_dimensions_than_it_says_is_refused(string sizes, int bytes) =>
        Refused("x-images-idx3-ubyte", [0, 0, 8, 3, .. Convert.FromHexString(sizes.Replace(" ", string.Empty, StringComparison.Ordinal)), .. new byte[bytes]], "DS0113");

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3072)]
    [TestCase(3075)]
    public void A_CIFAR_file_of_another_length_is_refused(int length) => Refused("data_batch_1.bin", new byte[length], "DS0113");

    [TestCase("x.tar")]
    [TestCase("x.tar.gz")]
    [TestCase("x.zip")]
    [TestCase("x.parquet")]
    [TestCase("x-images-idx3-ubyte")]
    [TestCase("data_batch_1.bin")]
    [Platform("Linux")]
    public void A_pipe_or_device_in_place_of_a_container_is_refused_and_never_opened(string name)
    {
        Shell($"mkfifo {name}");
        Refused(name, "DS0113");
        File.Delete(At(name));
        Shell($"ln -s /dev/zero {name}");
        Refused(name, "DS0113");
    }

    [Test]
    [Platform("Linux")]
    public void A_pipe_in_place_of_labels_is_refused_and_never_opened()
    {
        Write("x-images-idx3-ubyte", Containers.Idx(3, [1, 1, 1], [7]));
        Shell("mkfifo x-labels-idx1-ubyte");

        Refused("x-images-idx3-ubyte", "DS0113");
    }

    [Test]
    [Platform("Linux")]
    public void Pipes_in_a_folder_that_looks_like_CIFAR_are_refused_and_never_opened()
    {
        Shell("mkdir c; for i in 1 2 3 4 5; do mkfifo c/data_batch_$i.bin; done");

        Assert.That(Refused("c", "DS0113").File, Is.EqualTo(At("c/data_batch_1.bin")));
    }

    private static byte[] Bytes(string text) => text.StartsWith("\\x", StringComparison.Ordinal)
        ? Convert.FromHexString(text.Replace("\\x", string.Empty, StringComparison.Ordinal))
        : Encoding.ASCII.GetBytes(text);

    private static byte[] WithPax(string record)
    {
        var length = record.Length + 2;
        while (length != $"{length} {record}".Length)
        {
            length = $"{length} {record}".Length;
        }

        return WithPaxText($"{length} {record}");
    }

    private static byte[] WithPaxText(string text)
    {
        var header = Containers.Tar(TarEntryFormat.Ustar, [("x", Encoding.ASCII.GetBytes(text))])[..^1024];
        header[156] = (byte)'x';
        Checksum(header);
        return [.. header, .. Containers.Tar(TarEntryFormat.Ustar, [("a.pgm", image)])];
    }

    private static void Checksum(Span<byte> header)
    {
        header.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in header[..512])
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
    }

    private void Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = Root })!;
        shell.WaitForExit();
        Assert.That(shell.ExitCode, Is.Zero);
    }

    private Diagnostic Refused(string name, byte[] content, params string[] codes)
    {
        Write(name, content);
        return Refused(name, codes);
    }

    private Diagnostic Refused(string name, params string[] codes)
    {
        var clock = Stopwatch.StartNew();
        var reading = Task.Run(() => Assert.Throws<DiagnosticException>(() => ReadAll(name), name)!.Diagnostics.Single());
        Assert.That(reading.Wait(TimeSpan.FromSeconds(20)), Is.True, $"{name} blocks");
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)), name);
        Assert.That(reading.Result.Code, Is.AnyOf([.. codes]), reading.Result.ToString());
        return reading.Result;
    }

    private void ReadAll(string name)
    {
        var source = SampleSources.Open(new ImageDataset { Name = "X", Root = At(name), Include = name });
        var buffer = Array.Empty<byte>();
        foreach (var sample in source.List(CancellationToken.None).Samples)
        {
            source.Read(sample, ref buffer);
        }
    }
}
