namespace Datastamp.Sources;

/// <summary>One named run of bytes in a source.</summary>
/// <param name="Key">The name below the source's root, with <c>/</c> between folders.</param>
/// <param name="Length">Length in bytes when it was listed.</param>
/// <param name="Ticks">The last write when it was listed, in UTC ticks (100 ns); 0 where the source does not know.</param>
/// <param name="Stamp">What changes with the file beside length and time, where the system tells; 0 where its time does not prove that it is unchanged.</param>
public readonly record struct Sample(string Key, long Length, long Ticks = 0, long Stamp = 0)
{
    /// <summary>Whether a text that comes from elsewhere, as from a lock, can be a key: it leads to nothing outside of the root.</summary>
    internal static bool IsKey(string text) => !text.Split('/').Any(part => part is "" or "." or "..");
}
