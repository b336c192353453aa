using Datastamp.Decoding;
using Datastamp.Definitions;

namespace Datastamp.Measuring;

/// <summary>The processor: what measures unless another device is asked for.</summary>
public sealed class Processor : IImageDevice
{
    private Processor()
    {
    }

    /// <summary>The only one.</summary>
    public static Processor Instance { get; } = new();

    /// <inheritdoc/>
    public string? Name => null;

    /// <inheritdoc/>
    public bool IsExact => true;

    /// <inheritdoc/>
    public string Decoder => ImageDecoder.Identity;

    /// <inheritdoc/>
    public IImageRun Begin(ImageDataset dataset, IImageReceiver receiver) => new ProcessorRun(dataset, receiver);
}
