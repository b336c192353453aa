using System.Collections.Immutable;
using Datastamp.Torch.Distributed;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>What is to be done with each layer of a module: found out and checked first, then done whole or not at all.</summary>
internal sealed class LayerConversion
{
    private readonly nn.Module module;
    private readonly IProcessGroup group;
    private readonly LayerPaths paths;
    private readonly ReferenceWalk walk;
    private readonly ImmutableArray<(BatchNorm Layer, ConvertedLayer Plan)> layers;
    private readonly Stack<Action> undo = [];

    private LayerConversion(nn.Module module, IProcessGroup group)
    {
        this.module = module;
        this.group = group;
        paths = LayerPaths.Of(module);
        ThrowIfConvertedForOthers();
        walk = ReferenceWalk.From(paths);
        layers = [.. paths.Layers.Where(layer => layer.Layer is not SyncBatchNorm && LayerSynchronization.Of(layer.Layer) is null)
            .Select(layer => (layer.Layer, new ConvertedLayer(layer.Paths, How(layer.Layer))))];
        Obstacles.ThrowIfAny(layers, paths, walk);
    }

    /// <exception cref="UnsynchronizedLayerException">Some layers would not be synchronized.</exception>
    /// <exception cref="InvalidOperationException">Layers were converted for another group before.</exception>
    public static LayerConversion Of(nn.Module module, IProcessGroup group) => new(module, group);

    public ConversionReport Apply()
    {
        try
        {
            var result = module;
            foreach (var (layer, plan) in layers)
            {
                var replacement = plan.How == ConversionMethod.Replaced ? Replace(layer, plan.Path) : null;
                var synchronization = new LayerSynchronization(layer, replacement, group, plan.Paths);
                undo.Push(synchronization.Remove);
                result = ReferenceEquals(layer, module) ? replacement ?? module : result;
            }

            ForwardCheck.Install(result, paths.Layers.Select(layer => LayerSynchronization.Of(layer.Layer)).OfType<LayerSynchronization>());
            return new ConversionReport(result, [.. layers.Select(layer => layer.Plan)]);
        }
        catch
        {
            while (undo.TryPop(out var action))
            {
                action();
            }

            throw;
        }
    }

    private ConversionMethod How(BatchNorm layer) =>
        walk.To(layer).All(place => place.CanHold(typeof(SyncBatchNorm))) ? ConversionMethod.Replaced : ConversionMethod.Hooked;

    private SyncBatchNorm Replace(BatchNorm layer, string path)
    {
        var replacement = new SyncBatchNorm(layer, group, path.Length == 0 ? nameof(SyncBatchNorm) : path);
        undo.Push(replacement.Abandon);
        ForwardHooks.Share(layer, replacement);
        var training = layer.training;
        undo.Push(() => layer.train(training));
        layer.train(false);
        foreach (var place in walk.To(layer))
        {
            place.Value = replacement;
            undo.Push(() => place.Value = layer);
        }

        return replacement;
    }

    private void ThrowIfConvertedForOthers()
    {
        string[] others = [.. paths.Layers.Where(layer => LayerSynchronization.Of(layer.Layer) is { } made && made.Group != group).Select(layer => layer.Paths[0])];
        if (others.Length > 0)
        {
            throw new InvalidOperationException($"The layers {string.Join(", ", others)} were converted for another group. Revert that first.");
        }
    }
}
