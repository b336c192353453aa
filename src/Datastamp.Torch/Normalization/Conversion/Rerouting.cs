using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>
/// Has a layer's <c>call</c> return what another forward pass gives. The layer's own still runs, since no hook can keep it from
/// that: in evaluation mode, which changes nothing, and on two zeros a channel, which cost nothing.
/// </summary>
internal sealed class Rerouting
{
    private readonly BatchNorm layer;
    private readonly Func<Tensor, Tensor> forward;
    private bool active;
    private bool training;
    private Tensor? kept;

    /// <param name="layer">The layer.</param>
    /// <param name="forward">The other forward pass. It sees the layer in its mode.</param>
    public Rerouting(BatchNorm layer, Func<Tensor, Tensor> forward)
    {
        (this.layer, this.forward) = (layer, forward);
        Remove = ForwardHooks.Add(layer, Before, After);
    }

    /// <summary>Has the layer compute for itself again.</summary>
    public Action Remove { get; }

    private Tensor Before(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        // A layer and what replaces it share their hooks; and what the layer does not take, it refuses itself.
        active = ReferenceEquals(module, layer) && Takes(input);
        if (!active)
        {
            return null!;
        }

        training = layer.training;
        layer.train(false);
        if (ForwardHooks.Count(layer) > 2)
        {
            // Others' hooks are to see the input itself, so for them it is normalized once for nothing.
            return null!;
        }

        kept = input;
        var type = layer.running_mean?.dtype ?? layer.weight?.dtype ?? ScalarType.Float32;
        return zeros([2, layer.num_features, .. Enumerable.Repeat(1L, (int)input.dim() - 2)], type, layer.running_mean?.device ?? layer.weight?.device);
    }

    private Tensor After(nn.Module<Tensor, Tensor> module, Tensor input, Tensor result)
    {
        if (!active || !ReferenceEquals(module, layer))
        {
            return null!;
        }

        active = false;
        layer.train(training);
        result.Dispose();
        if (kept is null)
        {
            return forward(input);
        }

        input.Dispose();
        (input, kept) = (kept, null);
        return forward(input);
    }

    private bool Takes(Tensor input) => input.dim() > 1 && input.shape[1] == layer.num_features && layer switch
    {
        BatchNorm1d => input.dim() <= 3,
        BatchNorm2d => input.dim() == 4,
        _ => input.dim() == 5,
    };
}
