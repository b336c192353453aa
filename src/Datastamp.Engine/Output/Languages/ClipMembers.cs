using System.Collections.Immutable;

namespace Datastamp.Output.Languages;

/// <summary>The clips of a dataset, as the code of every language gives them.</summary>
internal sealed record ClipMembers
{
    /// <summary>The names of the folders, which label indices count.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What every clip has one number of, each the column of one property.</summary>
    public required ImmutableArray<ClipColumn> Numbers { get; init; }

    /// <summary>The paths in UTF-8, one after another.</summary>
    public required ClipColumn Paths { get; init; }

    /// <summary>Where each path begins in <see cref="Paths"/>, and where the last one ends.</summary>
    public required ClipColumn PathOffsets { get; init; }

    /// <summary>K: how many frame indices each clip has; 0 for none.</summary>
    public required int Segments { get; init; }

    /// <summary>K frame indices a clip.</summary>
    public required ClipColumn SegmentIndices { get; init; }

    /// <summary>Where labels and columns are read from; null where they are literals.</summary>
    public ClipBlock? Block { get; init; }

    /// <summary>What is said of each member, by its name.</summary>
    public required IReadOnlyDictionary<string, string> Summaries { get; init; }

    /// <summary>The columns that are stored, in the order in which a block has them. A number that all clips share is said in code.</summary>
    public IEnumerable<ClipColumn> Stored =>
        [PathOffsets, Paths, .. Numbers.Where(column => !column.IsUniform), .. Segments > 0 ? new[] { SegmentIndices } : []];
}
