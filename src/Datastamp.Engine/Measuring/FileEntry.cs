namespace Datastamp.Measuring;

/// <summary>One file of a dataset, as its contents identify it.</summary>
/// <param name="Key">Its key in the source.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Identity">Of an image: SHA-256 of its bytes in lower-case hex, or <c>-</c> where a sample leaves it out. Of a video: see <see cref="Videos.VideoFacts.Identity"/>.</param>
public sealed record FileEntry(string Key, long Length, string Identity)
{
    /// <summary>The identity of a file that a sample leaves out.</summary>
    public const string NotRead = "-";

    /// <summary>Whether its contents are known.</summary>
    public bool IsRead => Identity != NotRead;
}
