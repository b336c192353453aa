using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Datastamp.Sharding;

/// <summary>
/// A share of a dataset's files that only their keys decide: those for which the first eight bytes of SHA-256 of the key in
/// UTF-8, as a big-endian number, leave K - 1 when divided by N.
/// </summary>
/// <param name="Number">K, from 1.</param>
/// <param name="Count">N, the number of shards.</param>
public readonly record struct Shard(int Number, int Count)
{
    /// <summary>The most shards that there can be.</summary>
    public const int MaxCount = 100_000;

    /// <summary>All files.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>The shard of a text such as <c>2/8</c>; null where it is none.</summary>
    public static Shard? Parse(string? text) =>
        text?.Split('/') is [var number, var count]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var k)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && k >= 1 && k <= n && n <= MaxCount
            ? new(k, n)
            : null;

    /// <summary>The one of so many shards that a file belongs to.</summary>
    public static Shard Of(string key, int count) =>
        new((int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) % (ulong)count) + 1, count);

    /// <summary>Whether a file belongs to it.</summary>
    public bool Holds(string key) => Of(key, Count) == this;

    /// <summary>As in <c>2/8</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");
}
