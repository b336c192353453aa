using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>A device of libtorch.</summary>
internal sealed class BatchReduction(string name, torch.Device device) : IBatchReduction
{
    public string Name => name;

    public torch.Device Device => device;

    public torch.Tensor Upload(torch.Tensor bytes) => bytes.to(device);

    public void Compute(torch.Tensor pixels, Span<ulong> sum, Span<ulong> sumOfSquares, Span<uint> counts) =>
        TorchStatistics.Compute(pixels, sum, sumOfSquares, counts);
}
