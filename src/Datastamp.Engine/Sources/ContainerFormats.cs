using Datastamp.Sources.Archives;

namespace Datastamp.Sources;

/// <summary>Tells containers by their names and by what they begin with.</summary>
internal static class ContainerFormats
{
    private const int TarMagicAt = 257;

    private static readonly string[] tars = [".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst"];
    private static readonly string[] cifarFiles = ["train.bin", "test.bin", "test_batch.bin"];

    /// <summary>The form that a name tells of, where there is a file of it or not.</summary>
    public static ContainerFormat OfName(string path)
    {
        var name = Path.GetFileName(path);
        return IsTar(name) ? ContainerFormat.Tar
            : name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? ContainerFormat.Zip
            : name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) ? ContainerFormat.Parquet
            : name.Contains("idx3", StringComparison.OrdinalIgnoreCase) ? ContainerFormat.Idx
            : cifarFiles.Contains(name, StringComparer.Ordinal) || (name.StartsWith("data_batch_", StringComparison.Ordinal) && name.EndsWith(".bin", StringComparison.Ordinal)) ? ContainerFormat.Cifar
            : ContainerFormat.None;
    }

    /// <summary>Whether a name is that of a tar archive, compressed or not.</summary>
    public static bool IsTar(string name) => tars.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The form of a file that is there, by its name or else by what it begins with.</summary>
    public static ContainerFormat Of(string path)
    {
        if (OfName(path) is not ContainerFormat.None and var named)
        {
            return named;
        }

        var start = Start(path, TarMagicAt + 5);
        return start.AsSpan().StartsWith("PK\x03\x04"u8) ? ContainerFormat.Zip
            : start.AsSpan().StartsWith("PAR1"u8) ? ContainerFormat.Parquet
            : start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0, 0, 8, 3]) ? ContainerFormat.Idx
            : start.Length > TarMagicAt && start.AsSpan(TarMagicAt).StartsWith("ustar"u8) ? ContainerFormat.Tar
            : ContainerFormat.None;
    }

    /// <summary>How a file that is there is compressed, whatever its name says.</summary>
    public static Compression CompressionOf(string path) => CompressionOf(Start(path, 4));

    /// <summary>How something is compressed, by its first four bytes.</summary>
    public static Compression CompressionOf(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Compression.Gzip
        : start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? Compression.Zstandard
        : Compression.None;

    private static byte[] Start(string path, int length)
    {
        if (FolderWalk.Look(path).File.Length <= 0)
        {
            // Never opened: pipes and devices have no length either, and would block.
            return [];
        }

        using var file = File.OpenHandle(path);
        var start = new byte[length];
        return start[..RandomAccess.Read(file, start, 0)];
    }
}
