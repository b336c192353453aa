using System.Runtime.CompilerServices;
using TorchSharp.Modules;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>The state of a layer, handed to another without a copy.</summary>
internal static class LayerState
{
    /// <summary>
    /// Gives a layer the parameters, statistics, settings and mode of another. Where the other was moved to another device or
    /// type, it has disposed of the tensors that they shared; the setters are then given nothing to dispose of again.
    /// </summary>
    public static void HandOver(BatchNorm from, BatchNorm to)
    {
        if (from.weight is { } weight && !ReferenceEquals(weight, to.weight))
        {
            Weight(to) = null;
            to.weight = weight;
        }

        if (!ReferenceEquals(from.bias, to.bias))
        {
            to.bias = from.bias;
        }

        if (!ReferenceEquals(from.running_mean, to.running_mean))
        {
            to.running_mean = from.running_mean;
        }

        if (!ReferenceEquals(from.running_var, to.running_var))
        {
            to.running_var = from.running_var;
        }

        if (!ReferenceEquals(from.num_batches_tracked, to.num_batches_tracked))
        {
            to.num_batches_tracked = from.num_batches_tracked;
        }

        to.eps = from.eps;
        to.momentum = from.momentum;
        to.train(from.training);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_weight")]
    private static extern ref Parameter? Weight(NormBase layer);
}
