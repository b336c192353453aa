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
    private readonly byte[] hashes = new byte[checked(samples.Count * SHA256.HashSizeInBytes)];
    private readonly int[] lengths = new int[samples.Count];

    public long Bytes => lengths.Sum(length => (long)length);

    public void Add(int index, ReadOnlySpan<byte> content)
    {
        SHA256.HashData(content, Hash(index));
        lengths[index] = content.Length;
    }

    public override string ToString()
    {
        using var total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < samples.Count; i++)
        {
            total.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{samples[i].Key}\0{lengths[i]}\0{Convert.ToHexStringLower(Hash(i))}\n")));
        }

        return "sha256:" + Convert.ToHexStringLower(total.GetHashAndReset());
    }

    private Span<byte> Hash(int index) => hashes.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
}
