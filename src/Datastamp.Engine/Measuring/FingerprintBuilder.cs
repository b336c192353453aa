using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>
/// Collects each sample's length and SHA-256, from any thread, and makes of them the dataset's identity: SHA-256 over a
/// line a sample, in ordinal order of keys: key, NUL, length in decimal, NUL, hash in lower-case hex, LF.
/// </summary>
internal sealed class FingerprintBuilder(IReadOnlyList<Sample> samples)
{
    private const int Unknown = -1;

    private readonly byte[] hashes = new byte[checked(samples.Count * SHA256.HashSizeInBytes)];
    private readonly int[] lengths = [.. Enumerable.Repeat(Unknown, samples.Count)];

    public IReadOnlyList<Sample> Samples => samples;

    public long Bytes => lengths.Sum(length => (long)length);

    /// <summary>The samples whose hash is not known, by their index.</summary>
    public int[] FindUnknown() => [.. Enumerable.Range(0, lengths.Length).Where(index => lengths[index] == Unknown)];

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

    public int Length(int index) => lengths[index];

    public override string ToString()
    {
        using var total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < samples.Count; i++)
        {
            total.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{samples[i].Key}\0{lengths[i]}\0{Convert.ToHexStringLower(Slot(i))}\n")));
        }

        return "sha256:" + Convert.ToHexStringLower(total.GetHashAndReset());
    }

    private Span<byte> Slot(int index) => hashes.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
}
