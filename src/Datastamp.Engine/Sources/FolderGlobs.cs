using System.Collections.Immutable;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Datastamp.Sources;

/// <summary>The globs that select a folder's files, compared without case.</summary>
/// <param name="patterns">Globs that select files.</param>
/// <param name="exclude">Globs that leave files out again.</param>
internal sealed class FolderGlobs(ImmutableArray<string> patterns, ImmutableArray<string> exclude)
{
    private const string AnyFolder = "**/*";

    // What makes more of a glob's end than letters.
    private static readonly char[] special = ['*', '?', '/', '\\'];

    /// <summary>The keys of the files that are selected, in ordinal order.</summary>
    public IReadOnlyList<string> Match(FolderWalk walk)
    {
        if (exclude.IsEmpty && patterns.All(IsSuffix))
        {
            // Of the usual globs, which ask for names' ends alone, a million files need not be tried one by one.
            return walk.FilesEndingWith([.. patterns.Select(pattern => pattern[AnyFolder.Length..])]);
        }

        var matcher = new Matcher(StringComparison.OrdinalIgnoreCase);
        matcher.AddIncludePatterns(patterns);
        matcher.AddExcludePatterns(exclude);
        string[] keys = [.. matcher.Execute(walk.Root).Files.Select(match => match.Path)];
        Array.Sort(keys, StringComparer.Ordinal);
        return keys;
    }

    private static bool IsSuffix(string pattern) =>
        pattern.StartsWith(AnyFolder, StringComparison.Ordinal)
        && pattern.Length > AnyFolder.Length
        && pattern.AsSpan(AnyFolder.Length).IndexOfAny(special) < 0;
}
