using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using TorchSharp;
using TorchSharp.Modules;

namespace Datastamp.Torch.Ranks;

/// <summary>How far a rank's synchronized layer is from one layer on the batches of all ranks, over three steps and an evaluation.</summary>
/// <param name="Output">The largest difference of outputs.</param>
/// <param name="Gradient">The largest difference of gradients.</param>
/// <param name="Statistics">The largest difference of running statistics.</param>
public sealed record Parity(double Output, double Gradient, double Statistics)
{
    private const int Steps = 3;

    public static Parity Of(IProcessGroup group, NormalizationCase @case)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(@case);
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(20);
        using var whole = @case.Layer(generator);
        using var synchronized = Like(whole, group, @case);
        var start = @case.Batches.Take(group.Rank).Sum();
        var parity = new Parity(0, 0, 0);
        for (var step = 0; step < Steps; step++)
        {
            var x = @case.Draw(generator).mul_(2).add_(3).requires_grad_();
            var dy = @case.Draw(generator);
            var mine = x.detach().narrow(0, start, @case.Batches[group.Rank]).clone().requires_grad_();
            var expected = whole.call(x);
            expected.mul(dy).sum().backward();
            var actual = synchronized.call(mine);
            group.Backward(actual.mul(dy.narrow(0, start, mine.shape[0])).sum());
            parity = new(
                Math.Max(parity.Output, Difference(actual, expected.narrow(0, start, mine.shape[0]))),
                Math.Max(parity.Gradient, Difference(mine.grad!, x.grad!.narrow(0, start, mine.shape[0]))),
                Math.Max(parity.Statistics, whole.buffers().Zip(synchronized.buffers(), Difference).Append(0).Max()));
            foreach (var (one, other) in whole.parameters().Zip(synchronized.parameters()))
            {
                var sum = other.grad!.clone();
                group.AllReduce(sum, "a parameter's gradient");
                parity = parity with { Gradient = Math.Max(parity.Gradient, Difference(one.grad!, sum)) };
                one.grad!.zero_();
                other.grad!.zero_();
            }
        }

        if (@case.Track)
        {
            whole.eval();
            synchronized.eval();
            var x = @case.Draw(generator);
            parity = parity with { Output = Math.Max(parity.Output, Difference(whole.call(x), synchronized.call(x))) };
        }

        return parity;
    }

    private static SyncBatchNorm Like(BatchNorm layer, IProcessGroup group, NormalizationCase @case)
    {
        var other = new SyncBatchNorm(group, layer.num_features, layer.eps, @case.Momentum, @case.Affine, @case.Track, dtype: torch.ScalarType.Float64);
        other.load_state_dict(layer.state_dict());
        return other;
    }

    private static double Difference(torch.Tensor one, torch.Tensor other) =>
        one.numel() == 0 && other.numel() == 0 ? 0 : one.sub(other).abs().max().to(torch.ScalarType.Float64).item<double>();
}
