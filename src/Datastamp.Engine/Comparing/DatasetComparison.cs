using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Measuring;

namespace Datastamp.Comparing;

/// <summary>A dataset beside what a lock says of it.</summary>
public sealed record DatasetComparison
{
    /// <summary>The dataset.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>What the lock says; null where it has no entry.</summary>
    public DatasetResult? Before { get; init; }

    /// <summary>What is so now; null where it was not measured, or nothing valid is there.</summary>
    public DatasetResult? Now { get; init; }

    /// <summary>Whether there is data here. Where not, only definitions and the lock are compared.</summary>
    public bool IsDataHere { get; init; }

    /// <summary>How the definition differs from the lock's, for people; empty where it does not.</summary>
    public string DefinitionChange { get; init; } = string.Empty;

    /// <summary>Whether the lock's entry is not as it was written.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Whether files or their contents are others than those of the lock.</summary>
    public bool IsContentChanged { get; init; }

    /// <summary>Which files; null where they cannot be named, since there is no list of the files of the lock.</summary>
    public ImmutableArray<FileChange>? Files { get; init; }

    /// <summary>Which numbers, where both are known.</summary>
    public ImmutableArray<NumberChange> Numbers { get; init; } = [];

    /// <summary>How many files there are here.</summary>
    public int FileCount { get; init; }

    /// <summary>How many of them were read.</summary>
    public int FilesRead { get; init; }

    /// <summary>Files here that are not whole and valid, as far as that is known.</summary>
    public ImmutableArray<BadFile> BadFiles { get; init; } = [];

    /// <summary>How far another decoder's numbers are apart, where all was decoded again. Within the tolerance they are in no <see cref="Numbers"/>.</summary>
    public DecoderDifference? Decoders { get; init; }

    /// <summary>Whether all is as the lock says.</summary>
    public bool IsSame => Before is not null && DefinitionChange.Length == 0 && !IsEdited && !IsContentChanged && Numbers.IsEmpty;
}
