using System.Collections.Immutable;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>Layers of a module would normalize, or have normalized, by one rank's batch alone.</summary>
public sealed class UnsynchronizedLayerException : InvalidOperationException
{
    internal UnsynchronizedLayerException(IEnumerable<string> paths, string reason)
        : this([.. paths], reason)
    {
    }

    private UnsynchronizedLayerException(ImmutableArray<string> paths, string reason)
        : base($"Batch normalization would not be synchronized in {string.Join(", ", paths.Select(path => path.Length == 0 ? "the module itself" : path))}: {reason}") => Paths = paths;

    /// <summary>The layers' paths in the module.</summary>
    public ImmutableArray<string> Paths { get; }
}
