using System.Security.Cryptography;
using Datastamp.Definitions;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>Collects each sample's length and SHA-256, from any thread. Samples may also come to be known one by one.</summary>
/// <param name="samples">All samples of the dataset.</param>
/// <param name="subset">Which of them are measured; of others, only name and length are known.</param>
internal sealed class FingerprintBuilder(IReadOnlyList<Sample> samples, ImageSubset? subset = null)
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private const int Unknown = -1;
    private const int Room = 1024;

    private readonly Lock growing = new();
    private readonly bool[]? chosen = SubsetChoice.Of(subset, samples);
    private byte[] hashes = new byte[checked(samples.Count * SHA256.HashSizeInBytes)];
    private int[] lengths = [.. Enumerable.Repeat(Unknown, samples.Count)];
    private List<Sample>? arrived;

    /// <summary>Without any sample yet.</summary>
    public FingerprintBuilder()
        : this([]) => arrived = [];

    public IReadOnlyList<Sample> Samples => arrived ?? samples;

    public long Bytes => Enumerable.Range(0, Samples.Count).Sum(Length);

    /// <summary>The samples that are measured, by their index.</summary>
    public int[] Chosen => [.. Enumerable.Range(0, Samples.Count).Where(IsChosen)];

    /// <summary>The samples whose hash is needed and not known, by their index.</summary>
    public int[] FindUnknown() => [.. Chosen.Where(index => lengths[index] == Unknown)];

    /// <summary>Whether every hash that is needed is known.</summary>
    public bool IsComplete => Enumerable.Range(0, Samples.Count).All(index => !IsChosen(index) || lengths[index] != Unknown);

    /// <summary>Whether a sample's hash is known.</summary>
    public bool IsKnown(int index) => lengths[index] != Unknown;

    /// <summary>Takes a sample that was not known.</summary>
    /// <returns>Its index.</returns>
    public int Add(Sample sample)
    {
        lock (growing)
        {
            var index = arrived!.Count;
            arrived.Add(sample);
            if (index == lengths.Length)
            {
                Array.Resize(ref lengths, Math.Max(Room, checked(2 * index)));
                Array.Resize(ref hashes, checked(lengths.Length * SHA256.HashSizeInBytes));
            }

            return index;
        }
    }

    /// <summary>Hashes a sample's bytes.</summary>
    public void Add(int index, ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        Add(index, content.Length, hash);
    }

    /// <summary>Takes a hash that is known already.</summary>
    public void Add(int index, int length, ReadOnlySpan<byte> hash)
    {
        // Another thread may be moving all of them to longer arrays.
        lock (growing)
        {
            hash.CopyTo(hashes.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
            lengths[index] = length;
        }
    }

    /// <summary>A sample, while others may come to be known.</summary>
    public Sample SampleAt(int index)
    {
        lock (growing)
        {
            return Samples[index];
        }
    }

    /// <summary>The same in ordinal order of keys, once all are known.</summary>
    public FingerprintBuilder ToSorted()
    {
        int[] order = [.. Enumerable.Range(0, Samples.Count).OrderBy(index => Samples[index].Key, StringComparer.Ordinal)];
        var sorted = new FingerprintBuilder([.. order.Select(index => Samples[index])]);
        for (var i = 0; i < order.Length; i++)
        {
            sorted.Add(i, lengths[order[i]], Hash(order[i]));
        }

        return sorted;
    }

    public ReadOnlySpan<byte> Hash(int index) => hashes.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);

    /// <summary>The files, once all of their hashes are known; made while they are enumerated.</summary>
    public IEnumerable<FileEntry> Files => Samples.Select((sample, index) => new FileEntry(sample.Key, Length(index), IsChosen(index) ? Convert.ToHexStringLower(Hash(index)) : FileEntry.NotRead));

    public override string ToString()
    {
        using var total = new FingerprintHasher();
        for (var i = 0; i < Samples.Count; i++)
        {
            if (IsChosen(i))
            {
                total.Append(Samples[i].Key, lengths[i], Hash(i));
            }
            else
            {
                total.Append(Samples[i].Key, Length(i), FileEntry.NotRead);
            }
        }

        return total.Finish();
    }

    private bool IsChosen(int index) => chosen?[index] != false;

    private long Length(int index) => IsChosen(index) ? lengths[index] : Samples[index].Length;
}
