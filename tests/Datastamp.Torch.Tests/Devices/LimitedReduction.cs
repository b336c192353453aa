using Datastamp.Torch.Devices;
using Datastamp.Torch.Devices.Cuda;
using TorchSharp;

namespace Datastamp.Torch.Tests.Devices;

/// <summary>The processor as a device whose memory is full beyond a length, or which fails after some uploads.</summary>
internal sealed class LimitedReduction(long longest = long.MaxValue, int uploads = int.MaxValue, Exception? failure = null) : IBatchReduction
{
    private readonly BatchReduction cpu = new("torch cpu", torch.CPU);

    /// <summary>The length of every upload that was tried.</summary>
    public List<long> Tried { get; } = [];

    public string Name => "the limited device";

    public torch.Device Device => cpu.Device;

    public torch.Tensor Upload(torch.Tensor bytes)
    {
        Tried.Add(bytes.numel());
        return bytes.numel() > longest ? throw new CudaException(2, "CUDA_ERROR_OUT_OF_MEMORY, out of memory")
            : Tried.Count > uploads ? throw failure! : cpu.Upload(bytes);
    }

    public void Compute(torch.Tensor pixels, Span<ulong> sum, Span<ulong> sumOfSquares, Span<uint> counts) => cpu.Compute(pixels, sum, sumOfSquares, counts);
}
