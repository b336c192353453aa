using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Datastamp.Measuring;

/// <summary>Hashes the lines of <see cref="DatasetFingerprint"/>, without an allocation a file: there may be a million.</summary>
internal sealed class FingerprintHasher : IDisposable
{
    private const int LongestNumber = 20;

    private readonly IncrementalHash total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] buffer = new byte[64 << 10];
    private int length;

    /// <summary>Takes a file whose identity is a text.</summary>
    public void Append(string key, long bytes, string identity)
    {
        Begin(key, bytes, identity.Length * 3);
        length += Encoding.UTF8.GetBytes(identity, buffer.AsSpan(length));
        buffer[length++] = (byte)'\n';
    }

    /// <summary>Takes a file whose identity is this hash in lower-case hex.</summary>
    public void Append(string key, long bytes, ReadOnlySpan<byte> hash)
    {
        Begin(key, bytes, hash.Length * 2);
        Convert.TryToHexStringLower(hash, buffer.AsSpan(length), out var written);
        length += written;
        buffer[length++] = (byte)'\n';
    }

    /// <summary><c>sha256:</c> and the hash of all lines.</summary>
    public string Finish()
    {
        Flush();
        return "sha256:" + Convert.ToHexStringLower(total.GetHashAndReset());
    }

    public void Dispose() => total.Dispose();

    private void Begin(string key, long bytes, int identityLength)
    {
        var longest = (key.Length * 3) + LongestNumber + identityLength + 3;
        if (buffer.Length - length < longest)
        {
            Flush();
            if (buffer.Length < longest)
            {
                buffer = new byte[longest];
            }
        }

        length += Encoding.UTF8.GetBytes(key, buffer.AsSpan(length));
        buffer[length++] = 0;
        bytes.TryFormat(buffer.AsSpan(length), out var digits, default, CultureInfo.InvariantCulture);
        length += digits;
        buffer[length++] = 0;
    }

    private void Flush()
    {
        total.AppendData(buffer.AsSpan(0, length));
        length = 0;
    }
}
