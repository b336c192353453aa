namespace Datastamp.Sources.Tables;

/// <summary>A Parquet file of images. Its pages are compressed, so that it is read group by group of rows.</summary>
internal sealed class ParquetVolume(string path, ContainerLimits limits) : StreamedVolume(path)
{
    /// <inheritdoc/>
    public override bool HoldsOnlyImages => true;

    /// <inheritdoc/>
    public override ISampleStream Open(CancellationToken cancellation) => new ParquetStream(Path, limits, cancellation);
}
