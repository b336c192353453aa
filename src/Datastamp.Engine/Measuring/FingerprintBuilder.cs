using System.Security.Cryptography;
using Datastamp.Definitions;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>Collects each sample's length and SHA-256, from any thread.</summary>
/// <param name="samples">All samples of the dataset.</param>
/// <param name="subset">Which of them are measured; of others, only name and length are known.</param>
internal sealed class FingerprintBuilder(IReadOnlyList<Sample> samples, ImageSubset? subset = null)
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private const int Unknown = -1;

    private readonly byte[] hashes = new byte[checked(samples.Count * SHA256.HashSizeInBytes)];
    private readonly bool[]? chosen = SubsetChoice.Of(subset, samples);
    private readonly int[] lengths = [.. Enumerable.Repeat(Unknown, samples.Count)];

    public IReadOnlyList<Sample> Samples => samples;

    public long Bytes => Enumerable.Range(0, lengths.Length).Sum(Length);

    /// <summary>The samples that are measured, by their index.</summary>
    public int[] Chosen => [.. Enumerable.Range(0, lengths.Length).Where(IsChosen)];

    /// <summary>The samples whose hash is needed and not known, by their index.</summary>
    public int[] FindUnknown() => [.. Chosen.Where(index => lengths[index] == Unknown)];

    public bool IsComplete => Enumerable.Range(0, lengths.Length).All(index => !IsChosen(index) || lengths[index] != Unknown);

    public bool IsKnown(int index) => lengths[index] != Unknown;

    /// <summary>Hashes a sample's bytes.</summary>
    public void Add(int index, ReadOnlySpan<byte> content)
    {
        SHA256.HashData(content, Slot(index));
        lengths[index] = content.Length;
    }

    /// <summary>Takes a hash that is known already.</summary>
    public void Add(int index, int length, ReadOnlySpan<byte> hash)
    {
        hash.CopyTo(Slot(index));
        lengths[index] = length;
    }

    public ReadOnlySpan<byte> Hash(int index) => Slot(index);

    /// <summary>The files, once all of their hashes are known; made while they are enumerated.</summary>
    public IEnumerable<FileEntry> Files => samples.Select((sample, index) => new FileEntry(sample.Key, Length(index), IsChosen(index) ? Convert.ToHexStringLower(Slot(index)) : FileEntry.NotRead));

    public override string ToString()
    {
        using var total = new FingerprintHasher();
        for (var i = 0; i < samples.Count; i++)
        {
            if (IsChosen(i))
            {
                total.Append(samples[i].Key, lengths[i], Slot(i));
            }
            else
            {
                total.Append(samples[i].Key, Length(i), FileEntry.NotRead);
            }
        }

        return total.Finish();
    }

    private bool IsChosen(int index) => chosen?[index] != false;

    private long Length(int index) => IsChosen(index) ? lengths[index] : samples[index].Length;

    private Span<byte> Slot(int index) => hashes.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
}
