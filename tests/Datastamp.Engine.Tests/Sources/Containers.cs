using System.Formats.Tar;
using System.IO.Compression;
using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace Datastamp.Tests.Sources;

/// <summary>Writes containers with other programs' writers.</summary>
internal static class Containers
{
    public static byte[] Tar(params IEnumerable<(string Name, byte[] Content)> members) => Tar(TarEntryFormat.Pax, members);

    public static byte[] Tar(TarEntryFormat format, IEnumerable<(string Name, byte[] Content)> members)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, format, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                writer.WriteEntry(Entry(format, TarEntryType.RegularFile, name, content));
            }
        }

        return archive.ToArray();
    }

    public static byte[] TarOf(params IEnumerable<TarEntry> entries)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }

        return archive.ToArray();
    }

    public static TarEntry Entry(TarEntryFormat format, TarEntryType type, string name, byte[] content)
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.Gnu => new GnuTarEntry(type, name),
            TarEntryFormat.Ustar => new UstarTarEntry(type, name),
            TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, name),
            _ => new PaxTarEntry(type, name),
        };
        entry.DataStream = new MemoryStream(content);
        return entry;
    }

    public static byte[] Gzip(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }

    public static byte[] Zstandard(byte[] content)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(content).ToArray();
    }

    public static byte[] Zip(params IEnumerable<(string Name, byte[] Content)> members) => Zip(CompressionLevel.Fastest, members);

    public static byte[] Zip(CompressionLevel level, IEnumerable<(string Name, byte[] Content)> members)
    {
        var archive = new MemoryStream();
        using (var writer = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var entry = writer.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return archive.ToArray();
    }

    /// <summary>As Hugging Face writes it: a group of bytes and path, and a number.</summary>
    public static byte[] Parquet(IReadOnlyList<(string? Path, byte[]? Image, long Label)> rows, int rowsInGroup = 100, string image = "image")
    {
        using var bytes = new PrimitiveNode("bytes", Repetition.Optional, LogicalType.None(), PhysicalType.ByteArray);
        using var path = new PrimitiveNode("path", Repetition.Optional, LogicalType.String(), PhysicalType.ByteArray);
        using var group = new GroupNode(image, Repetition.Optional, [bytes, path]);
        using var label = new PrimitiveNode("label", Repetition.Optional, LogicalType.Int(64, isSigned: true), PhysicalType.Int64);
        using var schema = new GroupNode("schema", Repetition.Required, [group, label]);
        using var properties = new WriterPropertiesBuilder().Compression(ParquetSharp.Compression.Snappy).Build();
        using var buffer = new ResizableBuffer();
        using (var output = new BufferOutputStream(buffer))
        {
            using var file = new ParquetFileWriter(output, schema, properties);
            foreach (var chunk in rows.Chunk(rowsInGroup))
            {
                using var writer = file.AppendRowGroup();
                using (var column = writer.NextColumn().LogicalWriterOverride<Nested<byte[]?>?>())
                {
                    column.WriteBatch([.. chunk.Select(row => (Nested<byte[]?>?)new Nested<byte[]?>(row.Image))]);
                }

                using (var column = writer.NextColumn().LogicalWriterOverride<Nested<string?>?>())
                {
                    column.WriteBatch([.. chunk.Select(row => (Nested<string?>?)new Nested<string?>(row.Path))]);
                }

                using (var column = writer.NextColumn().LogicalWriter<long?>())
                {
                    column.WriteBatch([.. chunk.Select(row => (long?)row.Label)]);
                }
            }

            file.Close();
        }

        return buffer.ToArray();
    }

    public static byte[] Idx(int dimensions, int[] sizes, IEnumerable<byte> content) =>
        [0, 0, 8, (byte)dimensions, .. sizes.SelectMany(size => new[] { (byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size }), .. content];
}
