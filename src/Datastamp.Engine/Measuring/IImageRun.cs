namespace Datastamp.Measuring;

/// <summary>One thread's share of a dataset on a device. Belongs to one thread.</summary>
public interface IImageRun : IDisposable
{
    /// <summary>Takes one file. What comes of it may be told now, or by a later call.</summary>
    /// <param name="index">The file's index, which the receiver is told.</param>
    /// <param name="file">The encoded bytes, valid until this returns.</param>
    /// <exception cref="Diagnostics.DiagnosticException">The device failed.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory for the file now.</exception>
    void Add(int index, ReadOnlySpan<byte> file);

    /// <summary>Finishes all that was added: every file has been told of when it returns.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">The device failed.</exception>
    void Complete();
}
