using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Datastamp.Torch.Distributed;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>A converted layer: the original, what synchronizes it, and how often that happened.</summary>
internal sealed class LayerSynchronization
{
    private static readonly ConditionalWeakTable<BatchNorm, LayerSynchronization> all = [];

    private readonly BatchNorm original;
    private readonly SyncBatchNorm? replacement;
    private readonly Rerouting rerouting;
    private long forwards;

    /// <summary>Synchronizes a layer, whoever calls it.</summary>
    /// <param name="original">The layer.</param>
    /// <param name="replacement">What stands in its place, if anything does; who still calls the layer is led there.</param>
    /// <param name="group">The ranks.</param>
    /// <param name="paths">The layer's paths.</param>
    public LayerSynchronization(BatchNorm original, SyncBatchNorm? replacement, IProcessGroup group, ImmutableArray<string> paths)
    {
        (this.original, this.replacement, Group, Paths) = (original, replacement, group, paths);
        rerouting = new Rerouting(original, replacement is null ? Forward : replacement.forward);
        all.Add(original, this);
    }

    public IProcessGroup Group { get; }

    public ImmutableArray<string> Paths { get; }

    /// <summary>Whether the layer is still synchronized.</summary>
    public bool IsActive => all.TryGetValue(original, out var current) && current == this;

    /// <summary>Forward passes in training that were synchronized.</summary>
    public long Forwards => replacement?.Forwards ?? forwards;

    /// <summary>Forward passes in training as the layer's state counts them; null without running statistics.</summary>
    public long? Batches
    {
        get
        {
            using var batches = (replacement ?? original).num_batches_tracked?.to(ScalarType.Int64, copy: true);
            return batches?.item<long>();
        }
    }

    /// <summary>How a layer is synchronized: an original, or what replaces one; null where it was not converted.</summary>
    public static LayerSynchronization? Of(BatchNorm layer) =>
        ((layer as SyncBatchNorm)?.Original ?? layer) is var original && all.TryGetValue(original, out var found) ? found : null;

    /// <summary>Has the original compute for itself again.</summary>
    public void Remove()
    {
        rerouting.Remove();
        all.Remove(original);
    }

    private Tensor Forward(Tensor input)
    {
        forwards += original.training ? 1 : 0;
        return SynchronizedNormalization.Forward(original, input, Group, Paths[0]);
    }
}
