namespace Datastamp.Output.Videos;

/// <summary>Lists whose readers split lines at white space.</summary>
internal static class ListText
{
    /// <summary>Why a path cannot stand in a line; null where it can. Python's white space includes some control characters.</summary>
    public static string? Problem(string path) =>
        path.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? "its path has white space, and the readers of this form split lines there"
        : path[0] == '\uFEFF' ? "its path begins with a byte order mark, which readers take away at a file's beginning"
        : null;
}
