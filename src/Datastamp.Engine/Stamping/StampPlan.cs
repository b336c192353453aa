using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Output;

namespace Datastamp.Stamping;

/// <summary>What a build asks for.</summary>
/// <param name="Images">The image datasets, in the project's order.</param>
/// <param name="LockFile">The absolute path of the lock.</param>
/// <param name="IsLocked">Whether drift is an error.</param>
/// <param name="CodeFile">The absolute path of the generated file.</param>
/// <param name="Code">Its language, and how its class is named and seen.</param>
public sealed record StampPlan(
    ImmutableArray<ImageDataset> Images,
    string LockFile,
    bool IsLocked,
    string CodeFile,
    CodeOptions Code)
{
    /// <summary>The files for other programs.</summary>
    public ImmutableArray<ArtifactFile> Artifacts { get; init; } = [];
}
