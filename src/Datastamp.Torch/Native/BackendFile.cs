namespace Datastamp.Torch.Native;

/// <summary>A library of a backend as it was installed.</summary>
/// <param name="Name">Its name in the backend's folder, which has no folders.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">SHA-256 of them, in lower-case hexadecimal digits.</param>
public sealed record BackendFile(string Name, long Length, string Sha256)
{
    private const int LongestName = 128;

    /// <summary>Whether a name is one that a file of a backend can have: nothing that could lead out of its folder.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= LongestName && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+');
    }
}
