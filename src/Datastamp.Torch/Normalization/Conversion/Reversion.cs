using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>Puts the original layers back.</summary>
internal static class Reversion
{
    public static nn.Module Of(nn.Module module)
    {
        var paths = LayerPaths.Of(module);
        var walk = ReferenceWalk.From(paths);
        var replaced = paths.Layers.Where(layer => layer.Layer is SyncBatchNorm { Original: not null }).ToArray();
        var stuck = replaced.Where(layer => walk.To(layer.Layer).Any(place => !place.CanHold(Original(layer.Layer).GetType()))).SelectMany(layer => layer.Paths).ToArray();
        if (stuck.Length > 0)
        {
            throw new InvalidOperationException($"The original layers of {string.Join(", ", stuck)} cannot be put back: something holds what replaced them that cannot hold them, such as a field of the type {nameof(SyncBatchNorm)}. Nothing was changed.");
        }

        foreach (var (layer, _) in paths.Layers)
        {
            LayerSynchronization.Of(layer)?.Remove();
        }

        foreach (var (layer, _) in replaced)
        {
            PutBack((SyncBatchNorm)layer, walk.To(layer));
        }

        ForwardCheck.Remove(module);
        return module is SyncBatchNorm { Original: { } original } ? original : module;
    }

    private static void PutBack(SyncBatchNorm layer, IReadOnlyList<Reference> places)
    {
        LayerState.HandOver(layer, layer.Original!);
        foreach (var place in places)
        {
            place.Value = layer.Original;
        }
        layer.Abandon();
    }

    private static BatchNorm Original(BatchNorm layer) => ((SyncBatchNorm)layer).Original!;
}
