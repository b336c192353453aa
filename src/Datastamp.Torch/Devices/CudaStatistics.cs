using System.Runtime.InteropServices;
using Datastamp.Torch.Devices.Cuda;
using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>Sums and counts on an NVIDIA GPU, by kernels that run among libtorch's own.</summary>
internal static class CudaStatistics
{
    /// <inheritdoc cref="OperatorStatistics.Compute"/>
    public static void Compute(torch.Tensor pixels, int channels, Span<ulong> sum, Span<ulong> sumOfSquares, Span<uint> counts)
    {
        var (images, length) = (pixels.shape[0], (int)pixels.shape[1]);
        var kernels = StatisticsKernels.On(Math.Max(pixels.device_index, 0));

        // Zeros, kernels and copies follow each other on one stream, and the copies wait for it.
        var sums = torch.zeros([images, 2, channels], torch.ScalarType.Int64, pixels.device);
        kernels.Sum(Address<byte>(pixels), images, length, channels, Address<long>(sums));
        if (!counts.IsEmpty)
        {
            var bins = torch.zeros([images * channels * TorchStatistics.Bins], torch.ScalarType.Int32, pixels.device);
            kernels.Count(Address<byte>(pixels), images, length, channels, Address<int>(bins));
            MemoryMarshal.Cast<int, uint>(bins.cpu().data<int>().ToArray()).CopyTo(counts);
        }

        var values = MemoryMarshal.Cast<long, ulong>(sums.cpu().data<long>().ToArray());
        for (var image = 0; image < images; image++)
        {
            values.Slice(2 * image * channels, channels).CopyTo(sum[(image * channels)..]);
            values.Slice(((2 * image) + 1) * channels, channels).CopyTo(sumOfSquares[(image * channels)..]);
        }

        GC.KeepAlive(pixels);
    }

    /// <summary>Where a contiguous tensor's first value is, in the memory of its device.</summary>
    internal static nint Address<T>(torch.Tensor tensor)
        where T : unmanaged =>
        tensor.storage<T>().data_ptr() + (nint)(tensor.storage_offset() * tensor.ElementSize);
}
