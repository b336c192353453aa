using System.Security.Cryptography;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>Collects each sample's length and SHA-256, from any thread.</summary>
internal sealed class FingerprintBuilder(IReadOnlyList<Sample> samples)
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private const int Unknown = -1;

    private readonly byte[] hashes = new byte[checked(samples.Count * SHA256.HashSizeInBytes)];
    private readonly int[] lengths = [.. Enumerable.Repeat(Unknown, samples.Count)];

    public IReadOnlyList<Sample> Samples => samples;

    public long Bytes => lengths.Sum(length => (long)length);

    /// <summary>The samples whose hash is not known, by their index.</summary>
    public int[] FindUnknown() => [.. Enumerable.Range(0, lengths.Length).Where(index => lengths[index] == Unknown)];

    public bool IsComplete => !lengths.Contains(Unknown);

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
    public IEnumerable<FileEntry> Files => samples.Select((sample, index) => new FileEntry(sample.Key, lengths[index], Convert.ToHexStringLower(Slot(index))));

    public override string ToString()
    {
        using var total = new FingerprintHasher();
        for (var i = 0; i < samples.Count; i++)
        {
            total.Append(samples[i].Key, lengths[i], Slot(i));
        }

        return total.Finish();
    }

    private Span<byte> Slot(int index) => hashes.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
}
