using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sharding;
using Datastamp.Statistics;

namespace Datastamp.Tests;

/// <summary>
/// Parts of a dataset that nobody has: named like ImageNet's, each image of one grey of its own, most of them 500 pixels wide and the rest
/// of any size. So sums are known without an image, and the whole is added up apart from any merging.
/// </summary>
/// <param name="shards">Number of parts.</param>
/// <param name="files">Number of images.</param>
internal sealed class SimulatedParts(int shards, int files)
{
    private const int Classes = 21_841;

    private static readonly ImageDataset dataset = new() { Name = "Simulated", Root = "/simulated", Include = "simulated" };

    /// <summary>The parts one after the other, each to be written to its place in a folder.</summary>
    public IEnumerable<ImagePart> Parts(string folder)
    {
        var shardOf = new int[files];
        Parallel.For(0, files, i => shardOf[i] = Shard.Of(Key(i), shards).Number);
        var order = Enumerable.Range(0, files).ToArray();
        Array.Sort((int[])shardOf.Clone(), order);
        var start = 0;
        for (var number = 1; number <= shards; number++)
        {
            var end = start;
            while (end < files && shardOf[order[end]] == number)
            {
                end++;
            }

            var shard = new Shard(number, shards);
            yield return PartOf(Path.Combine(folder, FormattableString.Invariant($"{number}-of-{shards}.json")), shard, order[start..end]);
            start = end;
        }
    }

    /// <summary>What one machine gives.</summary>
    public ImagePart Whole() => PartOf("whole", Shard.Whole, Enumerable.Range(0, files));

    private static ImagePart PartOf(string file, Shard shard, IEnumerable<int> images)
    {
        var groups = new SortedDictionary<long, (long Images, UInt128 Sum, UInt128 SumOfSquares)>();
        var contents = new List<FileEntry>();
        foreach (var i in images)
        {
            var (pixels, grey) = Image(i);
            var (count, sum, squares) = groups.GetValueOrDefault(pixels);
            groups[pixels] = (count + 1, sum + (UInt128)(pixels * grey), squares + (UInt128)(pixels * grey * grey));
            contents.Add(new(Key(i), pixels / 2, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key(i))))));
        }

        return new()
        {
            File = file,
            Shard = shard,
            Name = dataset.Name,
            Include = dataset.Include,
            Definition = dataset.Measured,
            Program = Part.ThisProgram,
            Decoder = "none",
            Weighting = dataset.Weighting,
            Moments = DatasetMoments.FromGroups(8, 3, [.. groups.Select(group => Group(group.Key, group.Value))]),
            Contents = [.. contents.OrderBy(entry => entry.Key, StringComparer.Ordinal)],
            BadFiles = [],
        };
    }

    private static SizeGroup Group(long pixels, (long Images, UInt128 Sum, UInt128 SumOfSquares) sums) =>
        new(pixels, sums.Images, [.. Enumerable.Repeat(new ChannelMoments(pixels * sums.Images, sums.Sum, sums.SumOfSquares), 3)]);

    private static string Key(int i) => string.Create(CultureInfo.InvariantCulture, $"n{i % Classes:D8}/n{i % Classes:D8}_{i / Classes}.JPEG");

    private static (long Pixels, long Grey) Image(int i)
    {
        // SplitMix64: numbers that do not repeat, without a state.
        var z = ((ulong)i + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        var isUsual = z % 10 < 8;
        long width = isUsual ? 500 : 100 + (long)(z / 10 % 1900);
        long height = isUsual ? 300 + (long)(z / 20_000 % 201) : 100 + (long)(z / 20_000 % 1900);
        return (width * height, (long)(z >> 56));
    }
}
