using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>Bytes on the host that a device copies: page-locked for CUDA, where copies are several times as fast from such.</summary>
internal sealed class HostMemory : IDisposable
{
    private readonly torch.Tensor tensor;

    public HostMemory(int length, torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        var pageable = torch.empty(length, dtype: torch.ScalarType.Byte);
        tensor = (device.type == DeviceType.CUDA ? pageable.pin_memory() : pageable).DetachFromDisposeScope();
        Length = length;
    }

    public int Length { get; }

    public void Write(int offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(tensor.bytes[offset..]);

    /// <summary>A view, which belongs to the caller's scope.</summary>
    public torch.Tensor View(int offset, int length) => tensor.narrow(0, offset, length);

    public void Dispose() => tensor.Dispose();
}
