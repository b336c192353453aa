using Datastamp.Torch.Distributed;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization;

/// <summary>Count, mean and biased variance of each channel over the values of all ranks.</summary>
/// <param name="Count">How many values a channel has.</param>
/// <param name="Mean">C values in float64.</param>
/// <param name="Variance">C values in float64.</param>
internal sealed record WorldMoments(long Count, Tensor Mean, Tensor Variance)
{
    /// <summary>
    /// Combines the ranks' moments in one collective, by Chan, Golub and LeVeque 1979: M₂ = Σ M₂ᵣ + Σ nᵣ(meanᵣ − mean)², where
    /// M₂ᵣ is around the rank's own mean; Σx² would lose the digits of a variance that is small beside the mean. Each rank
    /// fills a row of its own and the rows are added, so the sum is exact and its order plays no part.
    /// </summary>
    /// <param name="input">This rank's values, N×C×…, or none.</param>
    /// <param name="group">The ranks.</param>
    /// <param name="operation">Who asks.</param>
    public static WorldMoments Of(Tensor input, IProcessGroup group, string operation)
    {
        using var grad = no_grad();
        var channels = input.shape[1];
        using var rows = zeros(group.WorldSize, (2 * channels) + 1, ScalarType.Float64, input.device);
        var count = input.numel() / channels;
        if (count > 0)
        {
            using var scope = NewDisposeScope();
            var mean = ChannelAxis.Sum(input).div_(count);
            var squares = ChannelAxis.Sum(input.sub(mean.Along(input)).pow_(2));
            rows[group.Rank].copy_(cat([mean, squares, full([1], count, ScalarType.Float64, input.device)]));
        }

        group.AllReduce(rows, operation);
        return Combine(rows, channels);
    }

    private static WorldMoments Combine(Tensor rows, long channels)
    {
        using var scope = NewDisposeScope();
        var counts = rows.narrow(1, 2 * channels, 1);
        var means = rows.narrow(1, 0, channels);
        var count = counts.sum();
        var mean = means.mul(counts).sum(0L).div_(count);
        var squares = rows.narrow(1, channels, channels).sum(0L).add_(means.sub(mean).pow_(2).mul_(counts).sum(0L));
        return new((long)count.item<double>(), mean.MoveToOuterDisposeScope(), squares.div_(count).MoveToOuterDisposeScope());
    }
}
