using System.Buffers.Binary;
using System.IO.Hashing;

namespace Datastamp.Caching;

/// <summary>
/// Eight bytes behind every value, of XXH3 over it and what it is found by. SQLite has no checksums: a bit that a disk turns
/// in a value would be a wrong constant, and in a page's directory would lead to the value of another row.
/// </summary>
internal static class CacheSeal
{
    private const int Length = sizeof(ulong);

    /// <summary>The value as it is stored.</summary>
    /// <param name="value">The value.</param>
    /// <param name="key">What it is found by.</param>
    /// <param name="numbers">More of what it is found by.</param>
    public static byte[] Close(ReadOnlySpan<byte> value, ReadOnlySpan<byte> key, params ReadOnlySpan<long> numbers)
    {
        var stored = new byte[value.Length + Length];
        value.CopyTo(stored);
        BinaryPrimitives.WriteUInt64LittleEndian(stored.AsSpan(value.Length), Of(value, key, numbers));
        return stored;
    }

    /// <summary>Gives the value back, if it is as it was written.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value, params ReadOnlySpan<long> numbers)
    {
        value = stored.Length < Length ? default : stored[..^Length];
        return stored.Length >= Length && BinaryPrimitives.ReadUInt64LittleEndian(stored[^Length..]) == Of(value, key, numbers);
    }

    private static ulong Of(ReadOnlySpan<byte> value, ReadOnlySpan<byte> key, ReadOnlySpan<long> numbers)
    {
        var seal = 0UL;
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            seal = XxHash3.HashToUInt64(bytes, (long)seal);
        }

        return XxHash3.HashToUInt64(value, (long)XxHash3.HashToUInt64(key, (long)seal));
    }
}
