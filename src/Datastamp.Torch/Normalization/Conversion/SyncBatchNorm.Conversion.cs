using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization.Conversion;
using TorchSharp;

namespace Datastamp.Torch.Normalization;

public sealed partial class SyncBatchNorm
{
    /// <summary>Forward passes in training so far.</summary>
    internal long Forwards { get; private set; }

    /// <summary>
    /// Synchronizes every BatchNorm1d, 2d and 3d of a module over the ranks of a group. A layer is replaced by a
    /// <see cref="SyncBatchNorm"/> wherever it is held; where something holds it that can hold nothing else, such as a field of
    /// the type BatchNorm2d, it stays, and hooks have its <c>call</c> return the synchronized result. Parameters and statistics
    /// are the same tensors as before, so optimizers made before stay valid; settings, hooks, training or evaluation, names and
    /// order of the state, and which layers are shared stay as they are.
    /// </summary>
    /// <param name="module">The module, which is changed. Each rank converts its own.</param>
    /// <param name="group">The ranks.</param>
    /// <returns>What was done, and the module to go on with, which is another one only where the given module is itself a layer.</returns>
    /// <remarks>
    /// Hooks do not see a call of <c>forward</c>. Such calls are looked for in the network's code, and the module's first forward
    /// pass in training verifies that the batches that each layer with running statistics counted were all synchronized; with
    /// <see cref="DataParallel"/> so does its first step. Layers without running statistics are only looked for.
    /// </remarks>
    /// <exception cref="UnsynchronizedLayerException">
    /// Some layers would not be synchronized; the message names them. The module is as it was. The same is thrown at the end of
    /// the first forward pass in training, where only that showed it.
    /// </exception>
    /// <exception cref="InvalidOperationException">Layers were converted for another group before.</exception>
    public static ConversionReport Convert(torch.nn.Module module, IProcessGroup group)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(group);
        return LayerConversion.Of(module, group).Apply();
    }

    /// <summary>
    /// Goes back on <see cref="Convert"/>: the original layers stand again where they were, with the parameters, statistics,
    /// settings and mode that they have now, and nothing is synchronized. Layers that were not converted stay.
    /// </summary>
    /// <param name="module">The module, or one that holds it.</param>
    /// <returns>The module to go on with, which is another one only where the given module is itself a layer.</returns>
    /// <exception cref="InvalidOperationException">Something made since then holds a layer and cannot hold the original. Nothing is changed.</exception>
    public static torch.nn.Module Revert(torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Reversion.Of(module);
    }

    /// <summary>Leaves the tensors to the original, which the finalizer would dispose of. Native parts have finalizers of their own.</summary>
    internal void Abandon() =>
#pragma warning disable CA1816 // Called on what is dropped without being disposed of, since disposing would take the original's tensors too.
        GC.SuppressFinalize(this);
#pragma warning restore CA1816

    private void CountForward()
    {
        if (training)
        {
            Forwards++;
        }
    }
}
