using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Datastamp.Definitions;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>
/// Which files stand for all: those with the smallest numbers, a file's number being the first eight bytes, big-endian, of SHA-256
/// of the seed in decimal, NUL, and the key in UTF-8. So every machine chooses the same, a file more takes the place of one at most
/// where a count is chosen, and smaller subsets lie in larger ones.
/// </summary>
internal static class SubsetChoice
{
    /// <summary>Whether each of the samples is chosen; null where all of them are asked for.</summary>
    public static bool[]? Of(ImageSubset? subset, IReadOnlyList<Sample> samples)
    {
        if (subset is null)
        {
            return null;
        }

        var chosen = new bool[samples.Count];
        foreach (var (_, _, index) in samples
            .Select((sample, index) => (Number: Number(subset.Seed, sample.Key), sample.Key, Index: index))
            .OrderBy(item => item.Number)
            .ThenBy(item => item.Key, StringComparer.Ordinal)
            .Take(subset.Of(samples.Count)))
        {
            chosen[index] = true;
        }

        return chosen;
    }

    private static ulong Number(int seed, string key) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}\0{key}"))));
}
