using System.Collections.Immutable;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Datastamp.Sources;

/// <summary>Which of a container's samples belong to a dataset, by globs that are compared without case.</summary>
internal sealed class KeyFilter
{
    private const string AnyFile = "**/*.";

    private readonly HashSet<string>? extensions;
    private readonly Matcher? patterns;
    private readonly Matcher? excluded;
    private readonly bool isDefault;

    /// <param name="patterns">Globs that select.</param>
    /// <param name="exclude">Globs that leave out again.</param>
    /// <param name="isDefault">Whether nobody chose the globs, so that what holds images only need not have their names.</param>
    public KeyFilter(ImmutableArray<string> patterns, ImmutableArray<string> exclude, bool isDefault)
    {
        this.isDefault = isDefault;
        excluded = exclude.IsEmpty ? null : MatcherOf(exclude);
        if (patterns.All(pattern => pattern.StartsWith(AnyFile, StringComparison.Ordinal) && pattern.AsSpan(AnyFile.Length).IndexOfAny("*?./") < 0))
        {
            // Globs are slow, and archives have millions of members.
            extensions = patterns.Select(pattern => pattern[AnyFile.Length..]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        else
        {
            this.patterns = MatcherOf(patterns);
        }
    }

    /// <summary>Whether a sample belongs to the dataset.</summary>
    /// <param name="key">Its key below its container.</param>
    /// <param name="isImage">Whether it is an image, whatever its name says.</param>
    public bool Selects(string key, bool isImage) =>
        ((isDefault && isImage) || (extensions?.Contains(Path.GetExtension(key).TrimStart('.')) ?? patterns!.Match(key).HasMatches))
        && excluded?.Match(key).HasMatches != true;

    private static Matcher MatcherOf(ImmutableArray<string> globs)
    {
        var matcher = new Matcher(StringComparison.OrdinalIgnoreCase);
        matcher.AddIncludePatterns(globs);
        return matcher;
    }
}
