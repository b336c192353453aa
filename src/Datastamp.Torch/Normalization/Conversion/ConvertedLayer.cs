using System.Collections.Immutable;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>A layer that was synchronized.</summary>
/// <param name="Paths">Where it is in its module, as in the names of its state; more than one where it is shared, and empty text for the module itself.</param>
/// <param name="How">How it was synchronized.</param>
public sealed record ConvertedLayer(ImmutableArray<string> Paths, ConversionMethod How)
{
    /// <summary>The first of its paths, which errors of its collectives name.</summary>
    public string Path => Paths[0];

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(" = ", Paths)}: {How}";
}
