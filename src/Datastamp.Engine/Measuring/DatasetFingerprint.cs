using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Datastamp.Measuring;

/// <summary>
/// A dataset's identity: <c>sha256:</c> and the SHA-256, in lower-case hex, over a line a file in ordinal order of keys: key,
/// NUL, length in decimal, NUL, the file's identity, LF.
/// </summary>
public static class DatasetFingerprint
{
    /// <summary>The identity of these files, which are in ordinal order of their keys.</summary>
    public static string Of(IEnumerable<FileEntry> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, length, identity) in files)
        {
            total.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}\0{length}\0{identity}\n")));
        }

        return "sha256:" + Convert.ToHexStringLower(total.GetHashAndReset());
    }
}
