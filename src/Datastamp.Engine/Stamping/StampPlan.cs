using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Output;

namespace Datastamp.Stamping;

/// <summary>What a build asks for.</summary>
public sealed record StampPlan
{
    /// <summary>The project's name.</summary>
    public string Project { get; init; } = string.Empty;

    /// <summary>The image datasets, in the project's order.</summary>
    public required ImmutableArray<ImageDataset> Images { get; init; }

    /// <summary>The video datasets, in the project's order.</summary>
    public ImmutableArray<VideoDataset> Videos { get; init; } = [];

    /// <summary>The absolute path of the lock.</summary>
    public required string LockFile { get; init; }

    /// <summary>How the lock and data that is here go together.</summary>
    public LockPolicy LockPolicy { get; init; }

    /// <summary>Whether everything comes from the lock, as far as that goes: nothing is read, and nothing is an error for its absence.</summary>
    public bool IsDesignTime { get; init; }

    /// <summary>Whether these are all datasets that the project has, in every framework: then entries of the lock that are of others are told of.</summary>
    public bool IsWholeProject { get; init; }

    /// <summary>Whether a list of each image dataset's files is written beside the lock.</summary>
    public bool HasFileLists { get; init; }

    /// <summary>The absolute path of the generated file, or null for none.</summary>
    public string? CodeFile { get; init; }

    /// <summary>Its language, and how its class is named and seen.</summary>
    public required CodeOptions Code { get; init; }

    /// <summary>The files for other programs.</summary>
    public ImmutableArray<Artifact> Artifacts { get; init; } = [];

    /// <summary>All datasets, in the order in which they are resolved.</summary>
    internal ImmutableArray<Dataset> Datasets => [.. Images, .. Videos];

    /// <summary>Where each dataset's list of files lies: in the same place whether others are asked for or not.</summary>
    internal IReadOnlyDictionary<string, string> FileLists => FileListPath.For(LockFile, Names);

    /// <summary>The names of all datasets, of those too that <see cref="Only"/> left out.</summary>
    private ImmutableArray<string> Names
    {
        get => field.IsDefault ? [.. Datasets.Select(dataset => dataset.Name).Distinct(StringComparer.Ordinal)] : field;
        init;
    }

    /// <summary>The plan for these datasets only.</summary>
    /// <param name="names">Their names; none for all.</param>
    /// <exception cref="DiagnosticException">DS0007: there is none of that name.</exception>
    public StampPlan Only(IReadOnlyCollection<string> names)
    {
        var known = Datasets.Select(dataset => dataset.Name).ToArray();
        return names.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown ? throw new DiagnosticException(Report.NoSuchDataset(unknown, known))
            : names.Count == 0 ? this
            : this with
            {
                IsWholeProject = false,
                Names = Names,
                Images = [.. Images.Where(dataset => names.Contains(dataset.Name, StringComparer.Ordinal))],
                Videos = [.. Videos.Where(dataset => names.Contains(dataset.Name, StringComparer.Ordinal))],
            };
    }

    /// <summary>The absolute path of the folder where builds share measurements, or null for the user's cache folder.</summary>
    public string? CacheFolder { get; init; }
}
