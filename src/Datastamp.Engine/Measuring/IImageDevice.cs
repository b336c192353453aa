using Datastamp.Definitions;

namespace Datastamp.Measuring;

/// <summary>What decodes images and sums their samples: the processor, or a device that a machine may have beside it.</summary>
public interface IImageDevice
{
    /// <summary>What sums, as locks record it, such as <c>cuda NVIDIA H200</c>; null for the processor, which locks do not name.</summary>
    string? Name { get; }

    /// <summary>The decoder's identity, as locks record it. May load native libraries.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">It cannot be used on this machine.</exception>
    string Decoder { get; }

    /// <summary>Whether its pixels, and so its integers, are the processor's to the last bit.</summary>
    bool IsExact { get; }

    /// <summary>Begins one thread's share of a dataset.</summary>
    /// <param name="dataset">What is measured, and how.</param>
    /// <param name="receiver">Told of every image, on the thread that calls the run.</param>
    IImageRun Begin(ImageDataset dataset, IImageReceiver receiver);
}
