namespace Datastamp.Sources;

/// <summary>A container's samples, one after the other, as they come by. Used by one thread at a time.</summary>
internal interface ISampleStream : IDisposable
{
    /// <summary>Goes on to the next sample, past whatever of the last one was not read.</summary>
    /// <returns>Whether there is one. Where there is none, the container was whole.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">The container is damaged, or attacks its reader.</exception>
    bool Next(out Sample sample);

    /// <summary>Reads the bytes of the sample that was gone on to, once.</summary>
    /// <inheritdoc cref="ISampleSource.Read"/>
    int Read(ref byte[] buffer);
}
