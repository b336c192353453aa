using System.Collections.Immutable;
using System.Reflection;
using TorchSharp.Modules;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>What would leave layers unsynchronized, as far as a module shows it before it runs.</summary>
internal static class Obstacles
{
    /// <param name="layers">The layers, and what is planned for each.</param>
    /// <param name="paths">The module's tree.</param>
    /// <param name="walk">What holds the layers.</param>
    /// <exception cref="UnsynchronizedLayerException">Layers would not be synchronized.</exception>
    public static void ThrowIfAny(ImmutableArray<(BatchNorm Layer, ConvertedLayer Plan)> layers, LayerPaths paths, ReferenceWalk walk)
    {
        Throw(
            layers.Where(layer => layer.Layer is not (BatchNorm1d or BatchNorm2d or BatchNorm3d)).SelectMany(layer => layer.Plan.Paths),
            "their classes derive from BatchNorm, and what their forward pass does is not known. Synchronize them yourself, or replace them by BatchNorm1d, 2d or 3d.");
        Throw(
            walk.Strays.Where(stray => stray.Key.training).Select(stray => stray.Value),
            "a module holds them without having registered them, so that they are no part of its state or parameters either. Register them, or set them to evaluation mode.");
        Throw(
            layers.Where(layer => walk.Bound.Any(bound => bound.Layer == layer.Layer && IsForward(bound.Method))).SelectMany(layer => layer.Plan.Paths),
            "delegates are bound to their forward, which cannot be led elsewhere. Bind them to call.");

        var hooked = layers.Where(layer => layer.Plan.How == ConversionMethod.Hooked).ToArray();
        if (hooked.Length > 0)
        {
            ThrowIfCalledDirectly(hooked, DirectCalls.Of(paths.Modules, walk.Methods), walk);
        }
    }

    private static void ThrowIfCalledDirectly(
        (BatchNorm Layer, ConvertedLayer Plan)[] hooked, IReadOnlyList<(StackValue Layer, MethodBase Caller)> calls, ReferenceWalk walk)
    {
        var callers = new SortedSet<string>(StringComparer.Ordinal);
        var called = new List<string>();
        foreach (var (layer, plan) in hooked)
        {
            var direct = calls.Where(call => call.Layer.Type == layer.GetType() && MayBe(call.Layer.Field, walk.To(layer))).ToArray();
            callers.UnionWith(direct.Select(call => $"{call.Caller.DeclaringType?.Name}.{call.Caller.Name}"));
            called.AddRange(direct.Length > 0 ? plan.Paths : []);
        }

        Throw(
            called,
            $"they are held where no {nameof(SyncBatchNorm)} can be, such as in fields of the type BatchNorm2d, so that hooks would have to synchronize them, and {string.Join(", ", callers)} calls forward, which hooks do not see. Have it use call, or give the fields the type Module<Tensor, Tensor>.");
    }

    /// <summary>Whether what was read from a field can be a layer; it can, where no field is known, and where nobody but code holds the field.</summary>
    private static bool MayBe(FieldInfo? field, IReadOnlyList<Reference> places) =>
        field is null || field.IsStatic || places.OfType<FieldReference>().Any(place => place.Member.HasSameMetadataDefinitionAs(field));

    private static bool IsForward(MethodInfo method) => string.Equals(method.Name, nameof(BatchNorm.forward), StringComparison.Ordinal);

    private static void Throw(IEnumerable<string> layers, string reason)
    {
        string[] paths = [.. layers];
        if (paths.Length > 0)
        {
            throw new UnsynchronizedLayerException(paths, reason);
        }
    }
}
