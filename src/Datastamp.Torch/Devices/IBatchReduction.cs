using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>Brings pixels to a device, and sums them there.</summary>
internal interface IBatchReduction
{
    /// <summary>The device's name, for people and locks.</summary>
    string Name { get; }

    /// <summary>Where tensors of it are.</summary>
    torch.Device Device { get; }

    /// <summary>Brings bytes of the host to the device.</summary>
    torch.Tensor Upload(torch.Tensor bytes);

    /// <inheritdoc cref="TorchStatistics.Compute"/>
    void Compute(torch.Tensor pixels, Span<ulong> sum, Span<ulong> sumOfSquares, Span<uint> counts);
}
