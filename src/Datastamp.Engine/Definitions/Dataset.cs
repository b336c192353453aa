using System.Collections.Immutable;
using Datastamp.Sources;

namespace Datastamp.Definitions;

/// <summary>What is asked of one dataset: where it lies, and which files belong to it.</summary>
public abstract record Dataset
{
    /// <summary>The name in the lock, and the source of the generated class's name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Where it is: the absolute path of a folder or of a file that holds samples, several of these with <c>{0000..0146}</c> or
    /// <c>{a,b}</c>, an address <c>s3://bucket/prefix</c>, or <c>-</c> for standard input.
    /// </summary>
    public required string Root { get; init; }

    /// <summary>The path as it was written, for people.</summary>
    public required string Include { get; init; }

    /// <summary>The item that defines the dataset, or null.</summary>
    public ItemOrigin? Origin { get; init; }

    /// <summary>Globs below the folder that select files.</summary>
    public ImmutableArray<string> Patterns { get; init; } = [];

    /// <summary>Globs below the folder that leave files out.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Absolute paths of folders that hold no data of it, such as those that a build writes to.</summary>
    public ImmutableArray<string> SkippedFolders { get; init; } = [];

    /// <summary>What to do with files that are not whole and valid.</summary>
    public BadFilePolicy OnBadFile { get; init; }

    /// <summary>The part of the definition that decides what is found.</summary>
    public abstract MeasuredDefinition Measured { get; }

    /// <summary>What its files are, for people: <c>image</c> or <c>video</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What a sample is named in messages: its path, or that of its container and its name in that.</summary>
    internal string PathOf(string key) => Path.Combine(!Path.Exists(Root) && ShardRange.IsRange(Root) ? ShardRange.FolderOf(Root) : Root, key);
}
