namespace Datastamp.Comparing;

/// <summary>What became of a file.</summary>
public enum FileChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>Its contents are others.</summary>
    Changed,

    /// <summary>Its contents have another name.</summary>
    Renamed,

    /// <summary>It is not whole and valid, and was before.</summary>
    Damaged,
}
