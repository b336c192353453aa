namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>One thread: its registers, and where it is.</summary>
internal sealed class PtxThread(int registers, uint index)
{
    private readonly ulong[] values = new ulong[registers];
    private readonly bool[] known = new bool[registers];

    public uint Index => index;

    public int Next { get; set; }

    public int Steps { get; set; }

    /// <summary>Stands at an instruction that others must come to.</summary>
    public bool Waits { get; set; }

    public bool HasEnded { get; set; }

    public ulong Get(PtxOperand operand) => operand.Register < 0 ? operand.Value : Get(operand.Register);

    public ulong Get(int register) => known[register] ? values[register] : throw new PtxException("a register that nothing was written to");

    public ulong Address(PtxOperand operand) => Get(operand.Register) + operand.Value;

    public void Set(PtxOperand operand, ulong value) => (values[operand.Register], known[operand.Register]) = (value, true);
}
