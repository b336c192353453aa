namespace Datastamp.Sources;

/// <summary>Where a dataset's bytes come from.</summary>
public interface ISampleSource
{
    /// <summary>Lists the samples, in ordinal order of their keys; none where there is no data.</summary>
    /// <exception cref="IOException">Something cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be read.</exception>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="found">Told now and then, from any thread, how many were found: what is streamed, or far away, takes its time.</param>
    Listing List(CancellationToken cancellation, Action<int>? found = null);

    /// <summary>Reads a sample's bytes, whole.</summary>
    /// <param name="sample">One that <see cref="List"/> gave.</param>
    /// <param name="buffer">Receives the bytes from its start; replaced by a longer one where it is too short.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="IOException">It cannot be read, or is longer than 2 GiB.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    int Read(Sample sample, ref byte[] buffer);

    /// <summary>The absolute path of the file that holds a sample's bytes and nothing else; null where there is none.</summary>
    /// <param name="sample">One that <see cref="List"/> gave.</param>
    string? PathOf(Sample sample);
}
