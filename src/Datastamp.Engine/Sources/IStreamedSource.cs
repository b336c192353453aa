namespace Datastamp.Sources;

/// <summary>A source with containers that can only be read from their start to their end.</summary>
internal interface IStreamedSource : ISampleSource
{
    /// <summary>Finds the containers, and lists what need not be streamed.</summary>
    /// <returns>The samples that <see cref="ISampleSource.Read"/> reads at once, and the streams of the others.</returns>
    StreamedListing Find(CancellationToken cancellation);

    /// <summary>Opens the stream that a sample comes by in; null where it lies in none.</summary>
    Func<ISampleStream>? StreamOf(Sample sample, CancellationToken cancellation);

    /// <summary>Refuses two samples of one name.</summary>
    /// <param name="samples">All that were found, in ordinal order of their keys.</param>
    /// <exception cref="Diagnostics.DiagnosticException">DS0116.</exception>
    void RefuseDoubled(IReadOnlyList<Sample> samples);
}
