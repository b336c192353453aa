namespace Datastamp.Probing.Indexes;

/// <summary>Exponential-Golomb codes (ITU-T H.264, 9.1) of the beginning of a parameter set.</summary>
internal ref struct GolombReader(ReadOnlySpan<byte> bytes)
{
    // Greater values do not stand where this is used, and would not fit.
    private const int LongestPrefix = 16;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>Nothing was read beyond the end, and no value was too great.</summary>
    public bool IsValid { get; private set; } = true;

    public void Skip(int bits) => at += bits;

    /// <summary>The next unsigned value; 0 where there is none.</summary>
    public int Read()
    {
        var zeros = 0;
        while (IsValid && Bit() == 0)
        {
            IsValid &= ++zeros <= LongestPrefix;
        }

        var value = 1;
        for (; zeros > 0 && IsValid; zeros--)
        {
            value = (value << 1) | Bit();
        }

        return IsValid ? value - 1 : 0;
    }

    private int Bit()
    {
        IsValid &= at < bytes.Length * 8;
        var bit = IsValid ? (bytes[at >> 3] >> (7 - (at & 7))) & 1 : 0;
        at++;
        return bit;
    }
}
