using System.Collections.Immutable;
using TorchSharp;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>What <see cref="SyncBatchNorm.Convert"/> did.</summary>
/// <param name="Module">The module to go on with: the given one, or, where that is itself a layer, the <see cref="SyncBatchNorm"/> in its place.</param>
/// <param name="Layers">The layers that it synchronized, in the order of the module's state. Layers that were synchronized before are not among them.</param>
public sealed record ConversionReport(torch.nn.Module Module, ImmutableArray<ConvertedLayer> Layers)
{
    /// <summary>A layer a line, with its paths and how it was synchronized.</summary>
    public override string ToString() => string.Join('\n', Layers);
}
