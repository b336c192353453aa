using Datastamp.Diagnostics;

namespace Datastamp.Sources.Records;

/// <summary>A binary file of CIFAR-10 or CIFAR-100: its length tells which.</summary>
internal sealed class CifarVolume(string path) : StreamedVolume(path)
{
    /// <inheritdoc/>
    public override bool HoldsOnlyImages => true;

    /// <inheritdoc/>
    public override ISampleStream Open(CancellationToken cancellation)
    {
        var file = File.OpenRead(Path);
        var length = file.Length;
        var labels = (length % (1 + CifarStream.ImageLength), length % (2 + CifarStream.ImageLength)) switch
        {
            _ when length == 0 => 0,
            (0, not 0) => 1,
            (not 0, 0) => 2,
            (0, 0) => System.IO.Path.GetFileName(Path).Contains("batch", StringComparison.OrdinalIgnoreCase) ? 1 : 2,
            _ => 0,
        };
        if (labels > 0)
        {
            return new CifarStream(file, Path, labels);
        }

        file.Dispose();
        throw new DiagnosticException(Report.ArchiveDamaged(Path, FormattableString.Invariant($"{length} bytes are no whole number of CIFAR's images, of {1 + CifarStream.ImageLength} or {2 + CifarStream.ImageLength} bytes")));
    }
}
