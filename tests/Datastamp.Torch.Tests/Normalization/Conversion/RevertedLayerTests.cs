using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Normalization.Conversion;

[TestFixture]
public sealed class RevertedLayerTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    [TestCase(true)]
    [TestCase(false)]
    public void A_converted_network_can_be_moved_to_another_type_and_reverted_after_that(bool replaced)
    {
        using var scope = NewDisposeScope();
        var layer = nn.BatchNorm2d(3);
        using nn.Module<Tensor, Tensor> network = replaced ? nn.Sequential(layer) : new HookedNetworks.Holder(layer);
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        SyncBatchNorm.Convert(network, group);
        network.to(ScalarType.Float64);
        using var input = randn([4, 3, 2, 2], ScalarType.Float64);
        network.call(input);
        var mean = network.state_dict().Single(entry => entry.Key.EndsWith("running_mean", StringComparison.Ordinal)).Value;
        SyncBatchNorm.Revert(network);
        network.call(input);
        Assert.Multiple(() =>
        {
            Assert.That(layer.running_mean, Is.SameAs(mean));
            Assert.That(layer.running_mean!.dtype, Is.EqualTo(ScalarType.Float64));
            Assert.That(layer.num_batches_tracked!.to(ScalarType.Int64).item<long>(), Is.EqualTo(2));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Settings_that_were_changed_since_then_are_kept_when_reverting(bool replaced)
    {
        var layer = nn.BatchNorm2d(3);
        using nn.Module<Tensor, Tensor> network = replaced ? nn.Sequential(layer) : new HookedNetworks.Holder(layer);
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        SyncBatchNorm.Convert(network, group);
        var current = (BatchNorm)network.children().Single();
        current.momentum = null;
        current.eps = 0.5;
        network.eval();
        SyncBatchNorm.Revert(network);
        Assert.Multiple(() =>
        {
            Assert.That(network.children().Single(), Is.SameAs(layer));
            Assert.That(layer.momentum, Is.Null);
            Assert.That(layer.eps, Is.EqualTo(0.5));
            Assert.That(layer.training, Is.False);
        });
    }

    [Test]
    public void Finalizers_of_dropped_layers_leave_the_tensors_that_others_have()
    {
        using var network = nn.Sequential(nn.BatchNorm2d(3), nn.Conv2d(3, 3, 1));
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var input = randn(2, 3, 2, 2);
        for (var i = 0; i < 3; i++)
        {
            SyncBatchNorm.Convert(network, group);
            Collect();
            network.call(input).Dispose();
            SyncBatchNorm.Revert(network);
            Collect();
            network.call(input).Dispose();
        }

        Assert.That(((BatchNorm)network[0]).num_batches_tracked!.item<long>(), Is.EqualTo(6));
    }

    [Test]
    public void A_holder_that_can_take_no_original_keeps_everything_converted()
    {
        using var network = nn.Sequential(nn.BatchNorm2d(3));
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        SyncBatchNorm.Convert(network, group);
        var replacement = (SyncBatchNorm)network[0];
        network.append(new Late(replacement));
        Assert.That(() => SyncBatchNorm.Revert(network), Throws.InvalidOperationException.With.Message.Contains("0, 1.layer"));
        Assert.That(network[0], Is.SameAs(replacement));
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private sealed class Late : nn.Module<Tensor, Tensor>
    {
        private readonly SyncBatchNorm layer;

        public Late(SyncBatchNorm layer)
            : base(nameof(Late))
        {
            this.layer = layer;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => layer.call(input);
    }
}
