namespace Datastamp.Sources;

/// <summary>A container whose samples are read in any order, from any thread.</summary>
/// <param name="path">Its absolute path or address.</param>
internal abstract class SeekableVolume(string path) : Volume(path)
{
    /// <inheritdoc cref="ISampleSource.Read"/>
    public abstract int Read(Sample sample, ref byte[] buffer);
}
