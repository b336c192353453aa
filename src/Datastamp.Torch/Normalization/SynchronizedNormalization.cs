using Datastamp.Torch.Distributed;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization;

/// <summary>The forward pass of any batch normalization layer over the ranks of a group.</summary>
internal static class SynchronizedNormalization
{
    /// <summary>Normalizes a batch with a layer's parameters and settings, and updates its running statistics, as <see cref="SyncBatchNorm"/> says.</summary>
    /// <param name="layer">The layer, whose own forward pass is not used.</param>
    /// <param name="input">N×C×…</param>
    /// <param name="group">The ranks.</param>
    /// <param name="path">The layer's name in errors.</param>
    public static Tensor Forward(BatchNorm layer, Tensor input, IProcessGroup group, string path)
    {
        Validate(layer, input);
        if (!layer.training)
        {
            return Plain(layer, input, training: layer.running_mean is null, factor: 0);
        }

        if (group.WorldSize == 1)
        {
            ThrowIfSingle(input.numel() / layer.num_features, input, group, path);
            return Plain(layer, input, training: true, CountBatch(layer));
        }

        using var scope = NewDisposeScope();
        var moments = WorldMoments.Of(input, group, $"{path}: forward");
        ThrowIfSingle(moments.Count, input, group, path);
        Track(layer, moments);
        var inverse = moments.Variance.add(layer.eps).rsqrt_();
        var state = new NormalizationState(moments.Count, moments.Mean, inverse, input.requires_grad, layer.bias?.dtype, group, path);
        return NormalizationFunction.apply(input, layer.weight, layer.bias!, state).MoveToOuterDisposeScope();
    }

    /// <summary>Refuses what a layer does not take.</summary>
    /// <exception cref="ArgumentException">The input has other dimensions, another number of channels, or integers.</exception>
    public static void Validate(BatchNorm layer, Tensor input)
    {
        var (least, most, form) = Form((layer as SyncBatchNorm)?.Original ?? layer);
        if (input.dim() < least || input.dim() > most)
        {
            throw new ArgumentException($"Expected an input of shape {form}, but got [{string.Join('×', input.shape)}].", nameof(input));
        }

        if (input.shape[1] != layer.num_features || !input.is_floating_point())
        {
            throw new ArgumentException($"Expected floating-point numbers of {layer.num_features} channels, but got {input.dtype} [{string.Join('×', input.shape)}].", nameof(input));
        }
    }

    private static (int Least, int Most, string Form) Form(BatchNorm layer) => layer switch
    {
        BatchNorm1d => (2, 3, "N×C or N×C×L"),
        BatchNorm2d => (4, 4, "N×C×H×W"),
        BatchNorm3d => (5, 5, "N×C×D×H×W"),
        _ => (2, int.MaxValue, "N×C×…"),
    };

    private static Tensor Plain(BatchNorm layer, Tensor input, bool training, double factor) =>
        nn.functional.batch_norm(input, layer.running_mean, layer.running_var, layer.weight, layer.bias, training, factor, layer.eps);

    private static void ThrowIfSingle(long count, Tensor input, IProcessGroup group, string path)
    {
        if (count <= 1)
        {
            throw new ArgumentException($"{path}: expected more than 1 value per channel when training, but got {count} over all {group.WorldSize} ranks; " +
                $"the input of rank {group.Rank} is [{string.Join('×', input.shape)}]. Give larger batches, or drop a last batch that is so small.", nameof(input));
        }
    }

    private static void Track(BatchNorm layer, WorldMoments moments)
    {
        var factor = CountBatch(layer);
        if (layer is { running_mean: { } mean, running_var: { } variance })
        {
            using var grad = no_grad();
            mean.copy_(lerp(mean.to(ScalarType.Float64), moments.Mean, factor));
            variance.copy_(lerp(variance.to(ScalarType.Float64), moments.Variance.mul(moments.Count / (moments.Count - 1.0)), factor));
        }
    }

    /// <returns>The batch's weight in the running statistics.</returns>
    private static double CountBatch(BatchNorm layer)
    {
        if (layer.num_batches_tracked is not { } batches)
        {
            return 0;
        }

        batches.add_(1);
        return layer.momentum ?? 1 / batches.to(ScalarType.Float64).item<double>();
    }
}
