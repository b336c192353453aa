using Datastamp.Diagnostics;
using Datastamp.Sources.Archives;

namespace Datastamp.Sources.Records;

/// <summary>An IDX file of images, as MNIST and EMNIST have them, compressed or not, with the file of labels that may lie beside it.</summary>
internal sealed class IdxVolume(string path, Compression compression, ContainerLimits limits) : StreamedVolume(path)
{
    /// <inheritdoc/>
    public override bool HoldsOnlyImages => true;

    /// <summary>The file of labels that belongs to a file of images, by its name; null where the name tells of none.</summary>
    public static string? LabelsOf(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var labels = name.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);
        return string.Equals(labels, name, StringComparison.Ordinal) ? null : System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, labels);
    }

    /// <inheritdoc/>
    public override ISampleStream Open(CancellationToken cancellation)
    {
        var stream = OpenFile(Path);
        try
        {
            var sizes = IdxHeader.Read(stream, 3, Path);
            return new IdxStream(stream, Path, sizes, LabelsOf(Path) is { } file && FolderWalk.Look(file).File.Length != FolderWalk.Missing ? ReadLabels(file, sizes[0]) : null);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private DecompressedStream OpenFile(string file) => new(File.OpenRead(file), compression, file, limits);

    private byte[] ReadLabels(string file, int images)
    {
        if (FolderWalk.Look(file).File.Length == 0)
        {
            throw new DiagnosticException(Report.ArchiveDamaged(file, "it is empty, or no regular file"));
        }

        using var stream = OpenFile(file);
        var count = IdxHeader.Read(stream, 1, file)[0];
        var labels = Array.Empty<byte>();
        return count == images && MemberReader.Read(stream, count, ref labels) == count
            ? labels
            : throw new DiagnosticException(Report.ArchiveDamaged(file, FormattableString.Invariant($"it is cut off, or not of the {images} images beside it")));
    }
}
