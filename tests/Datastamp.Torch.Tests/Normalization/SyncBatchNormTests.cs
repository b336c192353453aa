using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using TorchSharp;
using TorchSharp.Modules;

namespace Datastamp.Torch.Tests.Normalization;

public class SyncBatchNormTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    [Test]
    public void Two_ranks_have_the_moments_worked_out_by_hand()
    {
        double[][] batches = [[1, 2, 3], [10]];
        double[][] expected = [[-0.848528, -0.565685, -0.282843], [1.697056]];
        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var scope = torch.NewDisposeScope();
            using var layer = new SyncBatchNorm(group, 1, eps: 0, dtype: torch.ScalarType.Float64);
            var y = layer.call(torch.tensor(batches[group.Rank]).reshape(-1, 1));
            Assert.That(Values(y), Is.EqualTo(expected[group.Rank]).Within(1e-6));
            Assert.That(layer.running_mean!.item<double>(), Is.EqualTo(0.4).Within(1e-15));
            Assert.That(layer.running_var!.item<double>(), Is.EqualTo(2.566667).Within(1e-6));
            Assert.That(layer.num_batches_tracked!.item<long>(), Is.EqualTo(1));
        });
    }

    [Test]
    public void Every_rank_refuses_a_world_with_one_value_per_channel_and_learns_nothing_from_it()
    {
        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var scope = torch.NewDisposeScope();
            using var layer = new SyncBatchNorm(group, 2, path: "bn1");
            var input = torch.zeros(group.Rank, 2);
            Assert.That(() => layer.call(input), Throws.ArgumentException.With.Message.Contains(
                $"bn1: expected more than 1 value per channel when training, but got 1 over all 2 ranks; the input of rank {group.Rank} is [{group.Rank}×2]."));
            Assert.That(layer.num_batches_tracked!.item<long>(), Is.Zero);
            Assert.That(Values(layer.running_mean!), Is.EqualTo(new double[] { 0, 0 }));

            // The group still works.
            Assert.That(layer.call(torch.randn(3, 2)).shape, Is.EqualTo(new long[] { 3, 2 }));
        });
    }

    [Test]
    public void A_world_of_one_is_plain_batch_normalization_and_refuses_one_value_too()
    {
        using var scope = torch.NewDisposeScope();
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var plain = torch.nn.BatchNorm1d(2);
        using var layer = new SyncBatchNorm(group, 2);
        var input = torch.randn(3, 2);
        Assert.That(Values(layer.call(input)), Is.EqualTo(Values(plain.call(input))));
        Assert.That(Values(layer.running_var!), Is.EqualTo(Values(plain.running_var!)));
        Assert.That(layer.num_batches_tracked!.item<long>(), Is.EqualTo(1));
        Assert.That(() => layer.call(input[..1]), Throws.ArgumentException);
    }

    [Test]
    public void Evaluation_does_not_communicate([Values] bool track)
    {
        // The other rank never comes, so a collective would throw.
        using var scope = torch.NewDisposeScope();
        using var group = LocalProcessGroup.Create(2, TimeSpan.FromMilliseconds(1))[0];
        using var layer = new SyncBatchNorm(group, 2, trackRunningStats: track);
        using var plain = torch.nn.BatchNorm1d(2, track_running_stats: track);
        layer.eval();
        plain.eval();
        var input = torch.randn(5, 2);
        Assert.That(Values(layer.call(input)), Is.EqualTo(Values(plain.call(input))));
    }

    [TestCase(torch.ScalarType.Float16, 2e-3)]
    [TestCase(torch.ScalarType.BFloat16, 2e-2)]
    public void Half_precision_keeps_its_type_and_statistics_in_float32(torch.ScalarType type, double tolerance)
    {
        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var scope = torch.NewDisposeScope();
            using var generator = new torch.Generator(3);
            var whole = torch.randn([6, 2, 5], torch.ScalarType.Float32, generator: generator).to(type);
            using var reference = torch.nn.BatchNorm1d(2, dtype: torch.ScalarType.Float64);
            var x = whole.to(torch.ScalarType.Float64).requires_grad_();
            var expected = reference.call(x);
            expected.square().sum().backward();

            using var layer = new SyncBatchNorm(group, 2);
            var mine = whole.narrow(0, group.Rank * 3, 3).clone().requires_grad_();
            var y = layer.call(mine);
            group.Backward(y.to(torch.ScalarType.Float32).square().sum());
            Assert.That(y.dtype, Is.EqualTo(type));
            Assert.That(mine.grad!.dtype, Is.EqualTo(type));
            Assert.That(layer.running_var!.dtype, Is.EqualTo(torch.ScalarType.Float32));
            Assert.That(layer.weight.grad!.dtype, Is.EqualTo(torch.ScalarType.Float32));
            Assert.That(Values(y), Is.EqualTo(Values(expected.narrow(0, group.Rank * 3, 3))).Within(tolerance));
            Assert.That(Values(layer.running_var!), Is.EqualTo(Values(reference.running_var!)).Within(1e-6));
        });
    }

    [Test]
    public void Channels_last_stays_channels_last()
    {
        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var scope = torch.NewDisposeScope();
            using var layer = new SyncBatchNorm(group, 3);
            using var other = new SyncBatchNorm(group, 3);
            var input = torch.randn(2, 3, 4, 5);
            var plain = input.clone().requires_grad_();
            var last = input.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).requires_grad_();
            var weights = torch.randn(2, 3, 4, 5);
            var y = layer.call(last);
            group.Backward(y.mul(weights).sum());
            var expected = other.call(plain);
            group.Backward(expected.mul(weights).sum());
            Assert.That(y.stride(), Is.EqualTo(new long[] { 60, 1, 15, 3 }));
            Assert.That(Values(y), Is.EqualTo(Values(expected)).Within(1e-6));
            Assert.That(Values(last.grad!), Is.EqualTo(Values(plain.grad!)).Within(1e-6));
        });
    }

    [Test]
    public void A_mean_of_a_thousand_costs_no_digits_of_the_variance_in_float32()
    {
        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var scope = torch.NewDisposeScope();
            using var generator = new torch.Generator(5);
            var whole = torch.randn([64, 2, 32], torch.ScalarType.Float32, generator: generator).add_(1000);
            using var reference = torch.nn.BatchNorm1d(2, momentum: 1, dtype: torch.ScalarType.Float64);
            var expected = reference.call(whole.to(torch.ScalarType.Float64));
            using var layer = new SyncBatchNorm(group, 2, momentum: 1);
            var y = layer.call(whole.narrow(0, group.Rank * 32, 32));
            Assert.That(Values(y), Is.EqualTo(Values(expected.narrow(0, group.Rank * 32, 32))).Within(5e-7));
            Assert.That(Values(layer.running_var!), Is.EqualTo(Values(reference.running_var!)).Within(2e-7));
        });
    }

    [TestCase(2, 4, 4, ExpectedResult = "Expected floating-point numbers of 3 channels, but got Float32 [2×4×4].")]
    [TestCase(3, ExpectedResult = "Expected an input of shape N×C×…, but got [3].")]
    public string Shapes_that_the_layer_does_not_take_are_refused(params int[] shape) => Refusal(layer: null, shape);

    [Test]
    public void A_layer_that_takes_over_another_keeps_its_dimensions()
    {
        Assert.That(Refusal(torch.nn.BatchNorm1d(3), 2, 3, 4, 4), Does.StartWith("Expected an input of shape N×C or N×C×L, but got [2×3×4×4]."));
        Assert.That(Refusal(torch.nn.BatchNorm2d(3), 2, 3, 4), Does.StartWith("Expected an input of shape N×C×H×W, but got [2×3×4]."));
        Assert.That(Refusal(torch.nn.BatchNorm3d(3), 2, 3, 4), Does.StartWith("Expected an input of shape N×C×D×H×W, but got [2×3×4]."));
    }

    [Test]
    public void A_layer_that_takes_over_another_has_its_tensors_and_settings([Values] bool affine, [Values] bool track)
    {
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        var layer = torch.nn.BatchNorm2d(3, eps: 0.25, affine: affine, track_running_stats: track, dtype: torch.ScalarType.Float64);
        layer.momentum = null;
        layer.eval();
        using var other = new SyncBatchNorm(layer, group, "body.norm");
        Assert.That(other.parameters().Zip(layer.parameters()).All(pair => ReferenceEquals(pair.First, pair.Second)));
        Assert.That(other.buffers().Zip(layer.buffers()).All(pair => ReferenceEquals(pair.First, pair.Second)));
        Assert.That(other.state_dict().Keys, Is.EqualTo(layer.state_dict().Keys));
        Assert.That((other.eps, other.momentum, other.affine, other.track_running_stats, other.training), Is.EqualTo((0.25, (double?)null, affine, track, false)));
        Assert.That((other.Path, other.GetName()), Is.EqualTo(("body.norm", layer.GetName())));
    }

    [Test]
    public void Layers_without_a_path_are_counted_by_group()
    {
        var groups = LocalProcessGroup.Create(2, timeout);
        Assert.That(
            groups.SelectMany(group => new[] { new SyncBatchNorm(group, 1), new SyncBatchNorm(group, 1) }).Select(layer => layer.Path),
            Is.EqualTo(new[] { "SyncBatchNorm 1", "SyncBatchNorm 2", "SyncBatchNorm 1", "SyncBatchNorm 2" }));
    }

    private static string Refusal(BatchNorm? layer, params int[] shape)
    {
        using var scope = torch.NewDisposeScope();
        using var group = LocalProcessGroup.Create(2, timeout)[0];
        using var module = layer is null ? new SyncBatchNorm(group, 3) : new SyncBatchNorm(layer, group, "layer");
        var input = torch.zeros([.. shape.Select(length => (long)length)]);
        return Assert.Throws<ArgumentException>(() => module.call(input)).Message.Split(" (Parameter")[0];
    }

    private static double[] Values(torch.Tensor tensor) => tensor.detach().to(torch.ScalarType.Float64).contiguous().data<double>().ToArray();
}
