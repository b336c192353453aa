using Datastamp.Torch.Normalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Normalization;

[TestFixture]
public sealed class RunningNormalizationTests
{
    private static readonly long[][] shapes = [[6, 3], [4, 3, 5], [2, 3, 4, 2], [2, 3, 2, 2, 2]];

    [Test]
    public void The_layer_gives_what_batch_normalization_gives([ValueSource(nameof(shapes))] long[] shape, [Values(0.3, null)] double? momentum)
    {
        using var scope = NewDisposeScope();
        using var layer = new RunningNormalization(3, eps: 0.01, momentum: momentum, dtype: ScalarType.Float64);
        using BatchNorm other = shape.Length switch
        {
            2 or 3 => nn.BatchNorm1d(3, eps: 0.01, dtype: ScalarType.Float64),
            4 => nn.BatchNorm2d(3, eps: 0.01, dtype: ScalarType.Float64),
            _ => nn.BatchNorm3d(3, eps: 0.01, dtype: ScalarType.Float64),
        };
        other.momentum = momentum;
        using (no_grad())
        {
            layer.get_parameter("weight")!.copy_(other.weight.uniform_(1, 2));
            layer.get_parameter("bias")!.copy_(other.bias!.uniform_(-1, 1));
        }

        for (var step = 0; step < 3; step++)
        {
            var x = (randn(shape, ScalarType.Float64) * 2) + 5;
            var (one, two) = (x.clone().requires_grad_(), x.clone().requires_grad_());
            var (y, expected) = (layer.call(one), other.call(two));
            (y * x.sin()).sum().backward();
            (expected * x.sin()).sum().backward();
            Assert.Multiple(() =>
            {
                Assert.That(Difference(y, expected), Is.LessThan(1e-12));
                Assert.That(Difference(one.grad!, two.grad!), Is.LessThan(1e-12));
                Assert.That(Difference(layer.get_parameter("weight")!.grad!, other.weight.grad!), Is.LessThan(1e-12));
                Assert.That(Difference(layer.get_buffer("mean.running")!, other.running_mean!), Is.LessThan(1e-13));
                Assert.That(Difference(layer.get_buffer("variance.running")!, other.running_var!), Is.LessThan(1e-13));
            });
        }

        layer.eval();
        other.eval();
        var input = randn(shape, ScalarType.Float64);
        Assert.That(Difference(layer.call(input), other.call(input)), Is.LessThan(1e-12));
    }

    [Test]
    public void The_state_holds_parameters_and_averages()
    {
        using var layer = new RunningNormalization(2);
        Assert.That(layer.state_dict().Keys, Is.EquivalentTo(new[] { "weight", "bias", "mean.running", "mean.updates", "variance.running", "variance.updates" }));
    }

    [Test]
    public void The_layer_outlives_the_scope_that_it_was_made_in()
    {
        RunningNormalization layer;
        using (NewDisposeScope())
        {
            layer = new RunningNormalization(2);
        }

        using (layer)
        using (var input = randn(4, 2))
        using (var output = layer.call(input))
        {
            Assert.That(output.shape, Is.EqualTo(new long[] { 4, 2 }));
        }
    }

    [Test]
    public void A_batch_that_cannot_be_normalized_is_refused()
    {
        using var layer = new RunningNormalization(2);
        using var single = zeros(1, 2);
        using var other = zeros(4, 3);
        Assert.Multiple(() =>
        {
            Assert.That(() => layer.call(single), Throws.ArgumentException.With.Message.Contains("more than one value"));
            Assert.That(() => layer.call(other), Throws.ArgumentException.With.Message.Contains("[4, 3]"));
        });
        layer.eval();
        using var output = layer.call(single);
        Assert.That(output.shape, Is.EqualTo(new long[] { 1, 2 }));
    }

    private static double Difference(Tensor one, Tensor other) => (one - other).abs().max().item<double>();
}
