namespace Datastamp.Sources;

/// <summary>A container that is read from its start to its end.</summary>
/// <param name="path">Its absolute path or address.</param>
internal abstract class StreamedVolume(string path) : Volume(path)
{
    /// <summary>Opens it at its start.</summary>
    public abstract ISampleStream Open(CancellationToken cancellation);

    /// <inheritdoc/>
    public override IEnumerable<Sample> List(CancellationToken cancellation)
    {
        using var stream = Open(cancellation);
        while (stream.Next(out var sample))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return sample;
        }
    }
}
