namespace Datastamp.Measuring;

/// <summary>
/// A dataset's identity: <c>sha256:</c> and the SHA-256, in lower-case hex, over a line a file in ordinal order of keys: key,
/// NUL, length in decimal, NUL, the file's identity, LF. A file that a sample of images leaves out has <c>-</c> for its identity.
/// </summary>
public static class DatasetFingerprint
{
    /// <summary>The identity of these files, which are in ordinal order of their keys.</summary>
    public static string Of(IEnumerable<FileEntry> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var total = new FingerprintHasher();
        foreach (var (key, length, identity) in files)
        {
            total.Append(key, length, identity);
        }

        return total.Finish();
    }
}
