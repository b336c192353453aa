using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>An instruction of a method's body in the Common Intermediate Language (ECMA-335, partition III).</summary>
/// <param name="Offset">Where it starts in the body, in bytes.</param>
/// <param name="Code">What it does.</param>
/// <param name="Operand">Its operand: a token, an index, or where a branch goes; 0 where it has none or one that is neither.</param>
/// <param name="Targets">Where it may branch to, in bytes from the body's start.</param>
internal readonly record struct Instruction(int Offset, OpCode Code, int Operand, int[] Targets)
{
    private static readonly Dictionary<int, OpCode> codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(obj: null)!).ToDictionary(code => code.Value & 0xFFFF);

    public static List<Instruction> Read(byte[] body)
    {
        var instructions = new List<Instruction>();
        for (var at = 0; at < body.Length;)
        {
            var start = at;
            var code = body[at] == 0xFE ? codes[0xFE00 | body[at + 1]] : codes[body[at]];
            at += code.Size;
            instructions.Add(Read(body, start, code, ref at));
        }

        return instructions;
    }

    private static Instruction Read(byte[] body, int start, OpCode code, ref int at)
    {
        var operand = at;
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return new(start, code, 0, []);
            case OperandType.ShortInlineBrTarget:
                at += 1;
                return new(start, code, 0, [at + (sbyte)body[operand]]);
            case OperandType.InlineBrTarget:
                at += 4;
                return new(start, code, 0, [at + Int(body, operand)]);
            case OperandType.InlineSwitch:
                var count = Int(body, operand);
                at += 4 + (4 * count);
                var end = at;
                return new(start, code, 0, [.. Enumerable.Range(1, count).Select(i => end + Int(body, operand + (4 * i)))]);
            case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                at += 1;
                return new(start, code, body[operand], []);
            case OperandType.InlineVar:
                at += 2;
                return new(start, code, BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(operand)), []);
            case OperandType.InlineI8 or OperandType.InlineR:
                at += 8;
                return new(start, code, 0, []);
            default:
                at += 4;
                return new(start, code, Int(body, operand), []);
        }
    }

    private static int Int(byte[] body, int at) => BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
}
