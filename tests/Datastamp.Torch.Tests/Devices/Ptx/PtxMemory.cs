using System.Runtime.InteropServices;

namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>Memory that begins at an address, and is nowhere else. Accesses are aligned to their size, as on GPUs.</summary>
internal sealed class PtxMemory(ulong start, byte[] content, bool isWritable)
{
    public bool Holds(ulong address) => address >= start && address < start + (ulong)content.Length;

    public ulong Read(ulong address, int bytes) => bytes switch
    {
        1 => At(address, 1)[0],
        4 => MemoryMarshal.Read<uint>(At(address, 4)),
        _ => MemoryMarshal.Read<ulong>(At(address, 8)),
    };

    public void Write(ulong address, int bytes, ulong value)
    {
        var at = isWritable ? At(address, bytes) : throw new PtxException("a write to what is only read");
        if (bytes == 4)
        {
            MemoryMarshal.Write(at, checked((uint)value));
        }
        else
        {
            MemoryMarshal.Write(at, value);
        }
    }

    private Span<byte> At(ulong address, int bytes) =>
        address % (ulong)bytes != 0 ? throw new PtxException($"{bytes} bytes at the address {address}, which is not aligned")
        : address >= start && address + (ulong)bytes <= start + (ulong)content.Length ? content.AsSpan((int)(address - start), bytes)
        : throw new PtxException($"{bytes} bytes at the address {address}, outside of {start} to {start + (ulong)content.Length}");
}
