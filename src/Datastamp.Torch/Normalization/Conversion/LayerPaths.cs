using System.Collections.Immutable;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>The modules below a module, and where its batch normalization layers are, as the names of its state say it.</summary>
internal sealed class LayerPaths
{
    private readonly Dictionary<BatchNorm, List<string>> layers = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<nn.Module> modules = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<nn.Module> above = [];

    private LayerPaths(nn.Module root) => Visit(root, "");

    /// <summary>The layers in the order of the state, each once, with all its paths.</summary>
    public IEnumerable<(BatchNorm Layer, ImmutableArray<string> Paths)> Layers => layers.Select(layer => (layer.Key, layer.Value.ToImmutableArray()));

    /// <summary>The module and all below it.</summary>
    public IReadOnlySet<nn.Module> Modules => modules;

    public static LayerPaths Of(nn.Module root) => new(root);

    private void Visit(nn.Module module, string path)
    {
        if (above.Contains(module, ReferenceEqualityComparer.Instance))
        {
            return;
        }

        modules.Add(module);
        if (module is BatchNorm layer)
        {
            if (!layers.TryGetValue(layer, out var paths))
            {
                layers.Add(layer, paths = []);
            }

            paths.Add(path);
        }

        above.Push(module);
        foreach (var (name, child) in module.named_children())
        {
            Visit(child, path.Length == 0 ? name : $"{path}.{name}");
        }

        above.Pop();
    }
}
