namespace Datastamp.Sources.Archives;

/// <summary>A tar archive on disk: its headers are read once, and members where they are.</summary>
internal sealed class TarVolume(string path, ContainerLimits limits) : SeekableVolume(path)
{
    /// <inheritdoc/>
    public override IEnumerable<Sample> List(CancellationToken cancellation)
    {
        using var stream = new TarStream(File.OpenRead(Path), Path, limits);
        while (stream.Next(out var sample))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return sample;
        }
    }

    /// <inheritdoc/>
    public override int Read(Sample sample, ref byte[] buffer)
    {
        using var file = File.OpenHandle(Path);
        var length = (int)sample.Length;
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(length);
        }

        var read = 0;
        while (read < length)
        {
            var count = RandomAccess.Read(file, buffer.AsSpan(read, length - read), sample.Place + read);
            read += count > 0 ? count : throw new IOException("It became shorter while it was read.");
        }

        return read;
    }
}
