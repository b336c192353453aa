using TorchSharp;

namespace Datastamp.Torch.NvJpeg;

/// <summary>One thread's memory for decoded pixels on a device, which grows to the largest batch and no further than that needs.</summary>
internal sealed class PixelMemory(torch.Device device) : IDisposable
{
    private torch.Tensor? pixels;

    /// <summary>The bytes, in one dimension: an even number.</summary>
    public torch.Tensor Tensor => pixels ?? throw new InvalidOperationException("No memory was asked for yet.");

    /// <summary>The first byte's address on the device.</summary>
    public nint Address => Tensor.storage<byte>().data_ptr() + (nint)Tensor.storage_offset();

    /// <summary>Makes sure that there is room, and that libtorch no longer uses it for another thread.</summary>
    /// <param name="bytes">How many bytes.</param>
    public void Reserve(long bytes)
    {
        if (pixels is null || pixels.numel() < bytes)
        {
            pixels?.Dispose();
            pixels = null;
            pixels = torch.empty(bytes + (bytes & 1), dtype: torch.ScalarType.Byte, device: device).DetachFromDisposeScope();
            CudaStream.WaitForTorch();
        }
    }

    public void Dispose()
    {
        pixels?.Dispose();
        pixels = null;
    }
}
