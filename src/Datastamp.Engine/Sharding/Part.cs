using System.Reflection;
using Datastamp.Definitions;

namespace Datastamp.Sharding;

/// <summary>What was measured of one shard of a dataset: all that is needed to join it with the others exactly.</summary>
public abstract record Part
{
    /// <summary>This program, as parts name it: other versions may measure otherwise.</summary>
    internal static readonly string ThisProgram = "datastamp " + typeof(Part).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The file that it was read from, or is written to.</summary>
    public required string File { get; init; }

    /// <summary>The shard.</summary>
    public required Shard Shard { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The dataset's path as it was written, for people.</summary>
    public required string Include { get; init; }

    /// <summary>How it was measured.</summary>
    public required MeasuredDefinition Definition { get; init; }

    /// <summary>The program that measured it, and its version.</summary>
    public required string Program { get; init; }

    /// <summary><c>image</c> or <c>video</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Number of files, bad ones included.</summary>
    public abstract int Files { get; }

    /// <summary>How this differs from another part of one dataset, for people; null where nothing keeps them apart.</summary>
    internal virtual string? DifferenceFrom(Part other) =>
        Kind != other.Kind ? $"{Kind}s, and {other.Kind}s there"
            : Definition.DifferenceFrom(other.Definition) is { Length: > 0 } drift ? drift
            : other.Definition.DifferenceFrom(Definition) is { Length: > 0 } ? "its definition lacks values"
            : Program != other.Program ? $"measured by {Program}, and by {other.Program} there"
            : Shard.Count != other.Shard.Count ? FormattableString.Invariant($"one of {Shard.Count} shards, and of {other.Shard.Count} there")
            : null;
}
