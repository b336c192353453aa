using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>
/// Whether all batches that a converted module's layers count in a forward pass were synchronized. One more than that, and
/// somebody has called a layer's own forward pass. A layer that proved good is not looked at again.
/// </summary>
internal sealed class ForwardCheck
{
    private static readonly ConditionalWeakTable<nn.Module, ForwardCheck> checks = [];

    private readonly List<LayerSynchronization> unproven;
    private readonly Dictionary<LayerSynchronization, (long Batches, long Forwards)> begun = [];
    private readonly List<Action> removers = [];
    private bool called;

    private ForwardCheck(IEnumerable<LayerSynchronization> layers) => unproven = [.. layers];

    /// <summary>Checks the next forward passes of a module in training.</summary>
    public static void Install(nn.Module module, IEnumerable<LayerSynchronization> layers)
    {
        Remove(module);
        var check = new ForwardCheck(layers);
        checks.Add(module, check);
        check.Hook(module, "register_forward_pre_hook", root =>
        {
            if (root.training)
            {
                check.called = true;
                check.Begin();
            }
        });
        check.Hook(module, "register_forward_hook", _ => check.End(module));
    }

    public static void Remove(nn.Module module)
    {
        if (checks.TryGetValue(module, out var check))
        {
            check.removers.ForEach(remove => remove());
            checks.Remove(module);
        }
    }

    /// <summary>Tells that one step ends and another begins, for modules whose <c>forward</c> is called, which hooks do not see.</summary>
    /// <param name="module">A module, which may have nothing to check.</param>
    /// <exception cref="UnsynchronizedLayerException">A layer computed for itself since the last call.</exception>
    public static void Step(nn.Module module)
    {
        if (checks.TryGetValue(module, out var check) && !check.called)
        {
            check.End(module);
            check.Begin();
        }
    }

    private void Begin()
    {
        begun.Clear();
        foreach (var layer in unproven)
        {
            if (layer.Batches is { } batches)
            {
                begun.Add(layer, (batches, layer.Forwards));
            }
        }
    }

    private void End(nn.Module module)
    {
        var missed = new List<string>();
        foreach (var (layer, (batches, forwards)) in begun)
        {
            var synchronized = layer.Forwards - forwards;
            if (!layer.IsActive || (synchronized > 0 && layer.Batches - batches <= synchronized))
            {
                unproven.Remove(layer);
            }
            else if (layer.Batches - batches > synchronized)
            {
                missed.AddRange(layer.Paths);
            }
        }

        begun.Clear();
        if (missed.Count > 0)
        {
            throw new UnsynchronizedLayerException(
                missed, "their own forward pass ran on a batch of one rank. Something holds the layers out of sight and calls their forward; have it use call, which hooks see.");
        }

        if (unproven.Count == 0)
        {
            Remove(module);
        }
    }

    // Modules of any number of arguments have these hooks, but no base type in common that declares them.
    private void Hook(nn.Module module, string register, Action<nn.Module> hook)
    {
        var registered = module.GetType().GetMethod(register, [typeof(Action<nn.Module>)])?.Invoke(module, [hook]);
        if (registered?.GetType().GetMethod("remove") is { } remove)
        {
            removers.Add(() => remove.Invoke(registered, parameters: null));
        }
    }
}
