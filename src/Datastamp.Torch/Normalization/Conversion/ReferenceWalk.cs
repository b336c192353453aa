using System.Collections;
using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>
/// Everything that holds one of some layers and can be come to from a module: fields of modules and of any other objects, arrays,
/// collections, what delegates are bound to and what lambdas have captured.
/// </summary>
internal sealed class ReferenceWalk
{
    private readonly IReadOnlySet<nn.Module> modules;
    private readonly Dictionary<BatchNorm, List<Reference>> references = new(ReferenceEqualityComparer.Instance);
    private readonly List<(BatchNorm Layer, MethodInfo Method)> bound = [];
    private readonly List<(BatchNorm Layer, string Trail)> strays = [];
    private readonly List<MethodInfo> methods = [];
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object Value, string? Trail)> pending = [];

    private ReferenceWalk(LayerPaths paths)
    {
        modules = paths.Modules;
        foreach (var (layer, _) in paths.Layers)
        {
            references.Add(layer, []);
        }

        foreach (var module in modules)
        {
            Enter(module, module.GetType().Name);
        }

        while (pending.TryDequeue(out var next))
        {
            Visit(next.Value, next.Trail);
        }
    }

    /// <summary>Delegates that are bound to a layer, and to which of its methods.</summary>
    public IReadOnlyList<(BatchNorm Layer, MethodInfo Method)> Bound => bound;

    /// <summary>The methods of all delegates.</summary>
    public IReadOnlyList<MethodInfo> Methods => methods;

    /// <summary>Layers that a module holds directly or in a collection but has not registered, so that they are not below it; and where.</summary>
    public IReadOnlyList<(BatchNorm Layer, string Trail)> Strays => strays;

    /// <summary>From a module to all that it leads to.</summary>
    /// <param name="paths">The module's own tree, with the layers looked for.</param>
    public static ReferenceWalk From(LayerPaths paths) => new(paths);

    /// <summary>What holds a layer.</summary>
    public IReadOnlyList<Reference> To(BatchNorm layer) => references[layer];

    // The trail is where an object is held, and null beyond what modules hold themselves.
    private void Enter(object value, string? trail)
    {
        if (Reachable.Holds(value.GetType()) && seen.Add(value))
        {
            pending.Enqueue((value, trail));
        }
    }

    private void Visit(object value, string? trail)
    {
        switch (value)
        {
            case Delegate method:
                Visit(method);
                break;
            case Array { Rank: > 1 } or (IEnumerable and not IList and not IDictionary) when Reachable.IsCollection(value.GetType()) && HashedOrShaped(value):
                foreach (var item in ((IEnumerable)value).Cast<object?>().Where(item => item is not null))
                {
                    Consider(new FixedReference(item!), Trail(trail, "[…]"));
                }

                break;
            case IDictionary { IsReadOnly: false } dictionary when Reachable.IsCollection(value.GetType()):
                foreach (var key in dictionary.Keys.Cast<object>().ToArray())
                {
                    Consider(new FixedReference(key), Trail(trail, "[…]"));
                    Consider(new EntryReference(dictionary, key, Reachable.ItemType(value.GetType())), Trail(trail, $"[{key}]"));
                }

                break;
            case IList { IsReadOnly: false } list when Reachable.IsCollection(value.GetType()):
                for (var i = 0; i < list.Count; i++)
                {
                    Consider(new ItemReference(list, i, Reachable.ItemType(value.GetType())), Trail(trail, $"[{i}]"));
                }

                break;
            default:
                foreach (var field in Reachable.Fields(value.GetType()))
                {
                    Consider(new FieldReference(value, field), value is nn.Module || Reachable.IsCollection(value.GetType()) ? Trail(trail, $".{field.Name}") : null);
                }

                break;
        }
    }
}
