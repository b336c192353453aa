using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Output;

namespace Datastamp.Stamping;

/// <summary>What a build asks for.</summary>
public sealed record StampPlan
{
    /// <summary>The image datasets, in the project's order.</summary>
    public required ImmutableArray<ImageDataset> Images { get; init; }

    /// <summary>The video datasets, in the project's order.</summary>
    public ImmutableArray<VideoDataset> Videos { get; init; } = [];

    /// <summary>The absolute path of the lock.</summary>
    public required string LockFile { get; init; }

    /// <summary>Whether drift is an error.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Whether everything comes from the lock, as far as that goes: nothing is read, and nothing is an error for its absence.</summary>
    public bool IsDesignTime { get; init; }

    /// <summary>The absolute path of the generated file.</summary>
    public required string CodeFile { get; init; }

    /// <summary>The absolute path of the data that it reads, where that is too much for code.</summary>
    public string DataFile => CodeFile + ".bin";

    /// <summary>Its language, and how its class is named and seen.</summary>
    public required CodeOptions Code { get; init; }

    /// <summary>The files for other programs.</summary>
    public ImmutableArray<Artifact> Artifacts { get; init; } = [];

    /// <summary>The absolute path of the folder where builds share measurements, or null for the user's cache folder.</summary>
    public string? CacheFolder { get; init; }
}
