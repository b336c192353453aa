using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>
/// A device of libtorch that sums what the processor decodes, resizes and crops, so that its integers are the processor's. Images of
/// 16 bits are summed by the processor too. <see cref="TorchDevices"/> opens it.
/// </summary>
public sealed class TorchImageDevice : IImageDevice
{
    /// <summary>What <see cref="BatchLength"/> is unless it is set: 32 MiB.</summary>
    public const int DefaultBatchLength = 32 << 20;

    private readonly IBatchReduction reduction;

    internal TorchImageDevice(IBatchReduction reduction) => this.reduction = reduction;

    /// <summary>Bytes of pixels that each thread has on the device at once; as much may be taken beside it for results. 64 KiB or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer.</exception>
    public int BatchLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, DeviceBatch.LeastLength);
            field = value;
        }
    } = DefaultBatchLength;

    /// <summary>Where tensors of this device are.</summary>
    public torch.Device Device => reduction.Device;

    /// <summary>Such as <c>torch cpu</c> or <c>cuda NVIDIA H200</c>.</summary>
    public string Name => reduction.Name;

    /// <inheritdoc/>
    public string Decoder => ImageDecoder.Identity;

    /// <inheritdoc/>
    /// <exception cref="Diagnostics.DiagnosticException">DS0517, DS0518: the device is full, or failed; also thrown by the run.</exception>
    public IImageRun Begin(ImageDataset dataset, IImageReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new TorchImageRun(reduction, BatchLength, dataset, receiver);
    }
}
