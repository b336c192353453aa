using System.Collections.Immutable;
using Datastamp.Diagnostics;
using Datastamp.Sources;

namespace Datastamp.Definitions;

/// <summary>Builds a dataset from text, as project items and command lines give it. The one place where values are checked.</summary>
public abstract class DatasetReader
{
    private readonly IReadOnlyDictionary<string, string> metadata;

    private protected DatasetReader(string include, IReadOnlyDictionary<string, string> metadata, ItemOrigin? origin)
    {
        ArgumentNullException.ThrowIfNull(include);
        ArgumentNullException.ThrowIfNull(metadata);
        this.metadata = metadata;
        Include = include;
        Origin = origin;
        Name = Text(DatasetMetadata.Name.Name) ?? Identifiers.FromPath(include);
    }

    /// <summary>The dataset's name: as given, or made of the path.</summary>
    private protected string Name { get; }

    /// <summary>The path as written.</summary>
    private protected string Include { get; }

    /// <summary>The item, or null.</summary>
    protected ItemOrigin? Origin { get; }

    /// <summary>The absolute path of the dataset's folder or file; what is no path on disk, as it is.</summary>
    private protected string RootIn(string baseFolder) => SampleSources.IsElsewhere(Include) ? Include : Path.TrimEndingDirectorySeparator(Path.GetFullPath(Include, baseFolder));

    private string? Text(string key) =>
        metadata.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private protected string Text(MetadataName key) => Text(key.Name) ?? key.Default;

    private protected ImmutableArray<string> Globs(MetadataName key) =>
        [.. Text(key)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(glob => Below(key.Name, glob.Replace('\\', '/')))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>On an item, an attribute Exclude is MSBuild's own and never arrives here: only the other name works in both forms.</summary>
    private protected ImmutableArray<string> ExcludedGlobs() => Text("Exclude") is { } text
        ? throw Invalid("Exclude", text, "nothing, since MSBuild keeps that name for itself; write ExcludePattern")
        : Globs(DatasetMetadata.ExcludePattern);

    private string Below(string key, string glob) => Path.IsPathRooted(glob) || glob.Split('/').Contains("..", StringComparer.Ordinal)
        ? throw Invalid(key, glob, "globs below the folder, without '..'")
        : glob;

    private protected T OneOf<T>(MetadataChoice<T> choice)
    {
        var text = Text(choice);
        foreach (var (candidate, value) in choice.Allowed)
        {
            if (string.Equals(candidate, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw Invalid(choice.Name, text, string.Join(", ", choice.Values));
    }

    private protected DiagnosticException Invalid(string key, string value, string allowed) =>
        new(Report.InvalidValue(Name, key, value, allowed, Origin?.Locate(key) ?? default));
}
