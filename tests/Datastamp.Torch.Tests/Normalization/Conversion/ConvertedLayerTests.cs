using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using Datastamp.Torch.Normalization.Conversion;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Normalization.Conversion;

[TestFixture]
public sealed class ConvertedLayerTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    [Test]
    public void A_replacement_has_the_settings_tensors_and_mode_of_its_layer()
    {
        var layer = nn.BatchNorm2d(3, eps: 0.25, momentum: 0.5);
        layer.momentum = null;
        layer.weight.requires_grad = false;
        layer.eval();
        using var network = nn.Sequential(layer);
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        SyncBatchNorm.Convert(network, group);
        var replacement = (SyncBatchNorm)network[0];
        Assert.Multiple(() =>
        {
            Assert.That(replacement.eps, Is.EqualTo(0.25));
            Assert.That(replacement.momentum, Is.Null);
            Assert.That(replacement.weight, Is.SameAs(layer.weight));
            Assert.That(replacement.weight.requires_grad, Is.False);
            Assert.That(replacement.num_batches_tracked, Is.SameAs(layer.num_batches_tracked));
            Assert.That(replacement.training, Is.False);
            Assert.That(network.training, Is.True);
        });
    }

    [Test]
    public void Who_still_calls_a_replaced_layer_is_led_to_its_replacement()
    {
        using var input = tensor(new double[] { 1, 2, 3, 10 }).view(4, 1, 1, 1);
        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var scope = NewDisposeScope();
            var layer = nn.BatchNorm2d(1, eps: 0, dtype: ScalarType.Float64);
            using var network = nn.Sequential(layer);
            SyncBatchNorm.Convert(network, group);
            layer.call(group.Rank == 0 ? input[..3] : input[3..]);

            // 0 and 1, moved by 0.1 towards 4 and 4/3 · 12.5.
            Assert.That(layer.running_mean!.item<double>(), Is.EqualTo(0.4).Within(1e-12));
            Assert.That(layer.running_var!.item<double>(), Is.EqualTo(0.9 + (0.1 * 12.5 * 4 / 3)).Within(1e-12));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Hooks_of_a_layer_stay_see_its_own_input_and_can_be_removed(bool replaced)
    {
        using var scope = NewDisposeScope();
        var layer = nn.BatchNorm2d(1, eps: 0, affine: false);
        using nn.Module<Tensor, Tensor> network = replaced ? nn.Sequential(layer) : new HookedNetworks.Holder(layer);
        var seen = new List<double>();
        var before = layer.register_forward_pre_hook((_, x) => x + 4);
        var after = layer.register_forward_hook((_, x, y) =>
        {
            seen.AddRange(x.data<float>().Select(value => (double)value));
            return y * 2;
        });
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        Assert.That(SyncBatchNorm.Convert(network, group).Layers.Single().How, Is.EqualTo(replaced ? ConversionMethod.Replaced : ConversionMethod.Hooked));
        using var input = tensor(new float[] { -1, 1 }).view(2, 1, 1, 1);

        // After an even shift the batch −1, 1 is normalized to itself.
        Assert.That(network.call(input).data<float>(), Is.EqualTo(new float[] { -2, 2 }).Within(1e-6));
        Assert.That(seen, Is.EqualTo(new double[] { 3, 5 }).Within(1e-6));
        before.remove();
        after.remove();
        seen.Clear();
        Assert.That(network.call(input).data<float>(), Is.EqualTo(new float[] { -1, 1 }).Within(1e-6));
        Assert.That(seen, Is.Empty);
    }

    [Test]
    public void What_was_converted_before_is_left_and_another_group_is_refused()
    {
        var typed = new HookedNetworks.Holder(nn.BatchNorm2d(3));
        using var network = nn.Sequential(nn.BatchNorm2d(3), typed);
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var other = LocalProcessGroup.Create(1, timeout)[0];
        SyncBatchNorm.Convert(typed, group);
        Assert.That(SyncBatchNorm.Convert(network, group).Layers.Select(layer => layer.Path), Is.EqualTo(new[] { "0" }));
        Assert.That(SyncBatchNorm.Convert(network, group).Layers, Is.Empty);
        Assert.That(() => SyncBatchNorm.Convert(network, other), Throws.InvalidOperationException.With.Message.Contains("0, 1.norm"));
    }

    [Test]
    public void Layers_that_were_synchronized_from_the_start_are_left_as_they_are()
    {
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var network = nn.Sequential(new SyncBatchNorm(group, 3), nn.BatchNorm2d(3));
        var made = network[0];
        Assert.That(SyncBatchNorm.Convert(network, group).Layers.Single().Path, Is.EqualTo("1"));
        SyncBatchNorm.Revert(network);
        Assert.Multiple(() =>
        {
            Assert.That(network[0], Is.SameAs(made));
            Assert.That(network[1], Is.TypeOf<BatchNorm2d>());
        });
    }

    [Test]
    public void A_hooked_layer_refuses_what_it_refused_before_and_stays_in_training()
    {
        using var network = new HookedNetworks.Holder(nn.BatchNorm2d(3));
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        SyncBatchNorm.Convert(network, group);
        using var flat = randn(4, 3);
        using var wide = randn(4, 5, 2, 2);
        Assert.Multiple(() =>
        {
            Assert.That(() => network.call(flat), Throws.ArgumentException);
            Assert.That(() => network.call(wide), Throws.Exception);
            Assert.That(network.children().Single().training, Is.True);
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Steps_of_a_converted_network_leave_no_tensors_behind(bool replaced)
    {
        var layer = nn.BatchNorm2d(3);
        using nn.Module<Tensor, Tensor> network = replaced ? nn.Sequential(layer) : new HookedNetworks.Holder(layer);
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var input = randn(4, 3, 2, 2);
        SyncBatchNorm.Convert(network, group);
        DataParallel.BroadcastParameters(network, group);
        long before = 0;
        for (var step = 0; step < 20; step++)
        {
            using (var output = network.call(input))
            using (var loss = output.sum())
            {
                DataParallel.Backward(loss, 4, group);
                DataParallel.AllReduceGradients(network, group);
            }

            before = step == 0 ? Tensor.TotalCount : before;
        }

        Assert.That(Tensor.TotalCount, Is.LessThanOrEqualTo(before));
    }
}
