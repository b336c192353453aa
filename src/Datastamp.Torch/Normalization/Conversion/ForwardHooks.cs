using System.Reflection;
using static TorchSharp.torch;
using PostHook = System.Func<TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;
using PreHook = System.Func<TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>The hooks of a layer's <c>call</c>, whose tables TorchSharp does not give access to.</summary>
internal static class ForwardHooks
{
    private static readonly FieldInfo[] tables = [Table("pre_hooks"), Table("post_hooks"), Table("module_pre_hooks"), Table("module_post_hooks")];

    /// <summary>How many hooks see or change a layer's input or output.</summary>
    public static int Count(nn.Module<Tensor, Tensor> layer) => Pre(layer).Count + Post(layer).Count;

    /// <summary>Gives a layer the hooks of another: the same ones from now on, also for those who remove them.</summary>
    public static void Share(nn.Module<Tensor, Tensor> from, nn.Module<Tensor, Tensor> to)
    {
        foreach (var table in tables)
        {
            table.SetValue(to, table.GetValue(from));
        }
    }

    /// <summary>Adds hooks around a layer's own forward pass: the last before it, the first after it.</summary>
    /// <returns>What removes them.</returns>
    public static Action Add(nn.Module<Tensor, Tensor> layer, PreHook before, PostHook after)
    {
        var others = Post(layer).ToArray();
        Post(layer).Clear();
        var first = layer.register_forward_hook(after);
        foreach (var (key, hook) in others)
        {
            Post(layer).Add(key, hook);
        }

        var last = layer.register_forward_pre_hook(before);
        return () =>
        {
            first.remove();
            last.remove();
        };
    }

    private static Dictionary<string, PreHook> Pre(nn.Module<Tensor, Tensor> layer) => (Dictionary<string, PreHook>)tables[0].GetValue(layer)!;

    private static Dictionary<string, PostHook> Post(nn.Module<Tensor, Tensor> layer) => (Dictionary<string, PostHook>)tables[1].GetValue(layer)!;

    private static FieldInfo Table(string name) =>
        typeof(nn.HookableModule<PreHook, PostHook>).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new MissingFieldException(typeof(nn.HookableModule<PreHook, PostHook>).FullName, name);
}
