using System.Collections;
using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>
/// Everything that holds one of a module's layers and can be come to from the module: fields of modules and of other objects,
/// arrays, collections, what delegates are bound to and what lambdas have captured.
/// </summary>
internal sealed class ReferenceWalk
{
    private readonly Dictionary<BatchNorm, List<Reference>> references = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<BatchNorm, string> strays = new(ReferenceEqualityComparer.Instance);
    private readonly List<(BatchNorm Layer, MethodInfo Method)> bound = [];
    private readonly HashSet<MethodInfo> methods = [];
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object Value, string? Trail)> pending = [];

    private ReferenceWalk(LayerPaths paths)
    {
        foreach (var (layer, _) in paths.Layers)
        {
            references.Add(layer, []);
        }

        foreach (var module in paths.Modules)
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
    public IReadOnlyCollection<MethodInfo> Methods => methods;

    /// <summary>Layers that modules hold, themselves or in a collection, without having registered them; and where.</summary>
    public IReadOnlyDictionary<BatchNorm, string> Strays => strays;

    /// <summary>Walks from a module and all below it.</summary>
    public static ReferenceWalk From(LayerPaths paths) => new(paths);

    /// <summary>What holds a layer.</summary>
    public IReadOnlyList<Reference> To(BatchNorm layer) => references[layer];

    // The trail says where a module holds an object; there is none beyond modules and collections.
    private void Enter(object value, string? trail)
    {
        if (Reachable.Holds(value.GetType()) && seen.Add(value))
        {
            pending.Enqueue((value, trail));
        }
    }

    private void Visit(object value, string? trail)
    {
        var type = value.GetType();
        var collection = Reachable.IsCollection(type);
        switch (value)
        {
            case Delegate method:
                VisitDelegate(method);
                break;
            case IEnumerable items when collection && (Reachable.IsSet(type) || value is Array { Rank: > 1 }):
                foreach (var item in items.Cast<object?>())
                {
                    Consider(new FixedReference(item), $"{trail}[…]", trail);
                }

                break;
            case IDictionary { IsReadOnly: false } entries when collection:
                foreach (var key in entries.Keys.Cast<object>().ToArray())
                {
                    Consider(new FixedReference(key), $"{trail}[…]", trail);
                    Consider(new EntryReference(entries, key, Reachable.ItemType(type)), $"{trail}[{key}]", trail);
                }

                break;
            case IList { IsReadOnly: false } items when collection:
                for (var i = 0; i < items.Count; i++)
                {
                    Consider(new ItemReference(items, i, Reachable.ItemType(type)), $"{trail}[{i}]", trail);
                }

                break;
            default:
                foreach (var field in Reachable.Fields(type))
                {
                    Consider(new FieldReference(value, field), $"{trail}.{field.Name}", collection || value is nn.Module ? trail : null);
                }

                break;
        }
    }

    private void VisitDelegate(Delegate method)
    {
        foreach (var one in method.GetInvocationList())
        {
            methods.Add(one.Method);
            if (one.Target is BatchNorm layer)
            {
                bound.Add((layer, one.Method));
            }

            Consider(new FixedReference(one.Target), place: "", trail: null);
        }
    }

    private void Consider(Reference reference, string place, string? trail)
    {
        var here = trail is null ? null : place;
        switch (reference.Value)
        {
            case null:
                break;
            case ValueType value:
                foreach (var field in Reachable.Holds(value.GetType()) ? Reachable.Fields(value.GetType()) : [])
                {
                    Consider(new MemberReference(reference, field), $"{place}.{field.Name}", trail);
                }

                break;
            case BatchNorm layer when references.TryGetValue(layer, out var held):
                held.Add(reference);
                break;
            case var value:
                if (value is BatchNorm and not SyncBatchNorm && here is not null)
                {
                    strays.TryAdd((BatchNorm)value, here);
                }

                Enter(value, here);
                break;
        }
    }
}
