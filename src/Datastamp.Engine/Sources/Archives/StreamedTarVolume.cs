namespace Datastamp.Sources.Archives;

/// <summary>A tar archive that is compressed, or comes from elsewhere.</summary>
/// <param name="path">Its path or address.</param>
/// <param name="compression">How it is compressed.</param>
/// <param name="limits">How much it may ask for.</param>
/// <param name="open">Opens it at its start.</param>
internal sealed class StreamedTarVolume(string path, Compression compression, ContainerLimits limits, Func<Stream> open) : StreamedVolume(path)
{
    /// <inheritdoc/>
    public override ISampleStream Open(CancellationToken cancellation) =>
        new TarStream(new DecompressedStream(open(), compression, Path, limits), Path, limits);
}
