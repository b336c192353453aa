using Datastamp.Definitions;

namespace Datastamp.Sources;

/// <summary>One named run of bytes in a source.</summary>
/// <param name="Key">The name below the source's root, with <c>/</c> between folders.</param>
/// <param name="Length">Length in bytes when it was listed.</param>
/// <param name="Ticks">The last write when it was listed, in UTC ticks (100 ns); 0 where the source does not know. Of a container's members, the container's.</param>
/// <param name="Stamp">What changes with the file beside length and time, where the system tells; 0 where its time does not prove that it is unchanged. Of a container's members, the container's.</param>
public readonly record struct Sample(string Key, long Length, long Ticks = 0, long Stamp = 0)
{
    // What paths have on Linux at the most, and objects and members at the most here.
    private const int LongestKey = 4096;

    /// <summary>The label, where the source has one: a class's number or name.</summary>
    public string? Label { get; init; }

    /// <summary>Which of its source's containers it lies in.</summary>
    internal int Volume { get; init; }

    /// <summary>Where in that, as the container counts.</summary>
    internal long Place { get; init; }

    /// <summary>Whether a text that comes from elsewhere, as from a lock, can be a key: a path that leads to nothing outside of the root.</summary>
    internal static bool IsKey(string text) =>
        text.Length <= LongestKey
        && UnicodeText.IsWhole(text)
        && !text.Contains('\0', StringComparison.Ordinal)
        && !text.Split('/').Any(part => part is "" or "." or "..")
        && !(OperatingSystem.IsWindows() && (Path.IsPathRooted(text) || text.Split('\\').Contains("..", StringComparer.Ordinal)));
}
