namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>One entry of a module.</summary>
internal sealed class PtxKernel
{
    public const int BlockSize = 256;

    /// <summary>Bits of each parameter, in order.</summary>
    public List<(string Name, int Bits)> Parameters { get; } = [];

    /// <summary>Each register's place and bits: 1, 32 or 64.</summary>
    public Dictionary<string, (int Place, int Bits)> Registers { get; } = new(StringComparer.Ordinal);

    /// <summary>Where each variable is in shared memory.</summary>
    public Dictionary<string, uint> Shared { get; } = new(StringComparer.Ordinal);

    public uint SharedBytes { get; set; }

    public Dictionary<string, int> Labels { get; } = new(StringComparer.Ordinal);

    public List<PtxInstruction> Instructions { get; } = [];
}
