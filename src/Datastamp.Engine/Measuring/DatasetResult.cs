using System.Collections.Immutable;
using Datastamp.Definitions;

namespace Datastamp.Measuring;

/// <summary>What is known of any dataset.</summary>
public abstract record DatasetResult
{
    /// <summary>How it was measured.</summary>
    public required MeasuredDefinition Definition { get; init; }

    /// <summary>The content's identity.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Number of selected files, bad ones included.</summary>
    public required int Files { get; init; }

    /// <summary>Bytes of all selected files.</summary>
    public required long Bytes { get; init; }

    /// <summary>Files left out, in order of their keys.</summary>
    public required ImmutableArray<BadFile> BadFiles { get; init; }
}
