namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>One instruction.</summary>
/// <param name="Name">Its name with all modifiers.</param>
/// <param name="Predicate">The register that must be true for it to be carried out, or -1.</param>
/// <param name="Operands">Its operands.</param>
/// <param name="Operation">What it is.</param>
/// <param name="Text">The line, for messages.</param>
internal sealed record PtxInstruction(string Name, int Predicate, PtxOperand[] Operands, PtxOperation Operation, string Text)
{
    public PtxOperand[] Receivers { get; } = [.. Operands.Where(operand => operand.Receives)];

    public PtxOperand[] Givers { get; } = [.. Operands.Where(operand => !operand.Receives)];
}
