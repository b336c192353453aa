namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>One operand, of the kind that its operation has it in, a vector's elements one by one.</summary>
/// <param name="Kind">The kind, such as <c>d32</c>.</param>
/// <param name="Register">The register's place, or -1.</param>
/// <param name="Value">The number, or what is added to an address.</param>
/// <param name="Name">What is named, if neither of them is: a parameter, shared memory, a special register, a label.</param>
internal sealed record PtxOperand(string Kind, int Register, ulong Value, string Name)
{
    public bool Receives => Kind[0] == 'd';
}
