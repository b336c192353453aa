namespace Datastamp.Probing.Indexes.Codecs;

/// <summary>Bits of a byte string, the highest of a byte first. Behind the end there are zeros.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>Whether more bits were read than there are.</summary>
    public readonly bool IsPastEnd => at > bytes.Length * 8;

    /// <summary>A number of some bits, at most 32.</summary>
    public uint Bits(int count)
    {
        uint value = 0;
        for (; count > 0; count--)
        {
            var bit = at >> 3 < bytes.Length ? (bytes[at >> 3] >> (7 - (at & 7))) & 1 : 0;
            value = (value << 1) | (uint)bit;
            at = Math.Min(at + 1, int.MaxValue - 1);
        }

        return value;
    }

    public bool Flag() => Bits(1) == 1;

    /// <summary>An Exp-Golomb code, ue(v) of ITU-T H.264, 9.1.</summary>
    public uint Unsigned()
    {
        var zeros = 0;
        while (!Flag())
        {
            if (++zeros == 32 || IsPastEnd)
            {
                return 0;
            }
        }

        return (1u << zeros) - 1 + Bits(zeros);
    }

    /// <summary>A signed Exp-Golomb code, se(v) of ITU-T H.264, 9.1.1.</summary>
    public int Signed()
    {
        var code = Unsigned();
        return (code & 1) == 1 ? (int)((code + 1) / 2) : -(int)(code / 2);
    }
}
