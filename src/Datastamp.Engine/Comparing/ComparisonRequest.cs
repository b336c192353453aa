using Datastamp.Locking;

namespace Datastamp.Comparing;

/// <summary>What a comparison is to be of.</summary>
public sealed record ComparisonRequest
{
    /// <summary>How closely data is looked at.</summary>
    public ComparisonDepth Depth { get; init; } = ComparisonDepth.Contents;

    /// <summary>Whether data that differs is measured, to tell how far numbers moved.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>The lock to compare with, or null for that of the project. With another one, the project's stands in for data that is not here.</summary>
    public LockFile? Against { get; init; }

    /// <summary>Reads the list of a dataset's files that was committed with <see cref="Against"/>: its lines, or null, by its absolute path.</summary>
    public Func<string, IEnumerable<string>?>? ReadList { get; init; }
}
