namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>
/// An instruction with all its modifiers. Its operands are written in a word each: <c>d</c> receives and <c>s</c> gives, a register
/// or, where it gives, a number, of 32 or 64 bits or <c>p</c> for a predicate; <c>r</c> gives and is no number; <c>[g]</c>, <c>[s]</c>
/// and <c>[p]</c> are addresses in global memory, shared memory and parameters; braces hold vectors.
/// </summary>
internal sealed record PtxOperation(string Operands, Func<ulong[], ulong>? Compute = null)
{
    /// <summary>All that is known, by name. What is not here is refused.</summary>
    public static IReadOnlyDictionary<string, PtxOperation[]> Known { get; } = new Dictionary<string, PtxOperation[]>(StringComparer.Ordinal)
    {
        ["add.u32"] = [new("d32 s32 s32", static x => Word(x[0] + x[1]))],
        ["add.u64"] = [new("d64 s64 s64", static x => checked(x[0] + x[1]))],
        ["sub.u32"] = [new("d32 s32 s32", static x => (uint)(x[0] - x[1]))],
        ["mul.lo.u32"] = [new("d32 s32 s32", static x => Word(x[0] * x[1]))],
        ["mul.wide.u32"] = [new("d64 s32 s32", static x => x[0] * x[1])],
        ["mad.lo.u32"] = [new("d32 s32 s32 s32", static x => Word((x[0] * x[1]) + x[2]))],
        ["mad.wide.u32"] = [new("d64 s32 s32 s64", static x => checked((x[0] * x[1]) + x[2]))],
        ["div.u32"] = [new("d32 s32 s32", static x => x[0] / x[1])],
        ["rem.u32"] = [new("d32 s32 s32", static x => x[0] % x[1])],
        ["min.u32"] = [new("d32 s32 s32", static x => Math.Min(x[0], x[1]))],
        ["and.b32"] = [new("d32 s32 s32", static x => x[0] & x[1])],
        ["and.pred"] = [new("dp rp rp", static x => x[0] & x[1])],
        ["shl.b32"] = [new("d32 s32 s32", static x => Word(x[0] << (int)Shift(x[1], 32)))],
        ["shl.b64"] = [new("d64 s64 s32", static x => x[0] << (int)Shift(x[1], 64))],
        ["shr.u32"] = [new("d32 s32 s32", static x => x[0] >> (int)Shift(x[1], 32))],
        ["setp.eq.u32"] = [new("dp s32 s32", static x => x[0] == x[1] ? 1u : 0)],
        ["setp.ne.u32"] = [new("dp s32 s32", static x => x[0] != x[1] ? 1u : 0)],
        ["setp.lt.u32"] = [new("dp s32 s32", static x => x[0] < x[1] ? 1u : 0)],
        ["setp.ge.u32"] = [new("dp s32 s32", static x => x[0] >= x[1] ? 1u : 0)],
        ["selp.u32"] = [new("d32 s32 s32 rp", static x => x[2] != 0 ? x[0] : x[1])],
        ["cvt.u64.u32"] = [new("d64 r32", static x => x[0])],
        ["cvt.u32.u64"] = [new("d32 r64", static x => (uint)x[0])],
        ["cvta.to.global.u64"] = [new("d64 r64", static x => x[0])],
        ["prmt.b32"] = [new("d32 s32 s32 s32", static x => Permute(x[0] | (x[1] << 32), x[2]))],
        ["dp4a.u32.u32"] = [new("d32 r32 r32 r32", static x => Word(Dot((uint)x[0], (uint)x[1]) + x[2]))],
        ["mov.u32"] = [new("d32 s32", static x => x[0]), new("d32 special"), new("d32 shared")],
        ["mov.u64"] = [new("d64 s64", static x => x[0])],
        ["mov.b64"] = [new("d64 {r32,r32}", static x => x[0] | (x[1] << 32)), new("{d32,d32} r64")],
        ["ld.param.u32"] = [new("d32 [p]")],
        ["ld.param.u64"] = [new("d64 [p]")],
        ["ld.global.nc.u8"] = [new("d32 [g]")],
        ["ld.global.nc.u32"] = [new("d32 [g]")],
        ["ld.global.nc.v4.u32"] = [new("{d32,d32,d32,d32} [g]")],
        ["ld.shared.u32"] = [new("d32 [s]")],
        ["ld.shared.u64"] = [new("d64 [s]")],
        ["st.shared.u32"] = [new("[s] r32")],
        ["st.shared.u64"] = [new("[s] r64")],
        ["red.shared.add.u32"] = [new("[s] s32")],
        ["red.global.add.u32"] = [new("[g] r32")],
        ["red.global.add.u64"] = [new("[g] r64")],
        ["shfl.sync.down.b32"] = [new("d32 r32 s32 s32 s32")],
        ["bar.sync"] = [new("s32")],
        ["bra"] = [new("label")],
        ["ret"] = [new("")],
    };

    // PTX wraps around. Nothing in these programs is meant to, but what sub.u32 gives.
    private static ulong Word(ulong value) =>
        value <= uint.MaxValue ? value : throw new PtxException($"{value} does not fit 32 bits");

    private static ulong Shift(ulong count, uint bits) =>
        count < bits ? count : throw new PtxException($"a shift by {count}");

    private static ulong Permute(ulong bytes, ulong selection)
    {
        var result = 0ul;
        for (var i = 0; i < 4; i++)
        {
            var which = (int)(selection >> (4 * i)) & 15;
            result |= which < 8 ? ((bytes >> (8 * which)) & 255) << (8 * i) : throw new PtxException("a permutation that extends signs");
        }

        return selection >> 16 == 0 ? result : throw new PtxException("a permutation of more than four bytes");
    }

    private static ulong Dot(uint left, uint right)
    {
        var sum = 0ul;
        for (var shift = 0; shift < 32; shift += 8)
        {
            sum += (ulong)((left >> shift) & 255) * ((right >> shift) & 255);
        }

        return sum;
    }
}
