using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using Datastamp.Torch.Normalization.Conversion;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace Datastamp.Torch.Tests.Normalization.Conversion;

[TestFixture]
public sealed class UnsynchronizedLayerTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    private static IEnumerable<TestCaseData> Unreached() =>
    [
        Case("typed field", static () => new UnreachedNetworks.Typed(), "Typed.forward calls forward", "forwarded"),
        Case("typed list", static () => new UnreachedNetworks.TypedList(), "TypedList.forward calls forward", "norms.0", "norms.1"),
        Case("in a lambda", static () => new UnreachedNetworks.Folded(), "calls forward", "norms.0"),
        Case("captured", static () => new UnreachedNetworks.Captured(), "calls forward", "norm"),
        Case("bound", static () => new UnreachedNetworks.Bound(), "bound to their forward", "norm"),
        Case("by a helper", static () => new UnreachedNetworks.Helped(), "Steps.Normalize calls forward", "norm"),
        Case("not registered", static () => new UnreachedNetworks.Unregistered(), "without having registered", "Unregistered.layers[0]"),
        Case("of a derived class", static () => nn.Sequential(new UnreachedNetworks.Derived()), "derive from BatchNorm", "0"),
    ];

    [TestCaseSource(nameof(Unreached))]
    public void A_layer_that_would_not_be_synchronized_is_named_and_nothing_changes(Func<Network> make, string reason, string[] paths)
    {
        using var network = nn.Sequential(("first", nn.BatchNorm2d(3)), ("rest", make()));
        using var group = LocalProcessGroup.Create(2, timeout)[0];
        nn.Module[] modules = [.. network.modules()];

        var error = Assert.Throws<UnsynchronizedLayerException>(() => SyncBatchNorm.Convert(network, group))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Paths.Select(path => path.Replace("rest.", "", StringComparison.Ordinal)), Is.EqualTo(paths));
            Assert.That(error.Message, Does.Contain(reason).And.Contain(paths[0]));
            Assert.That(network.modules().Zip(modules, ReferenceEquals), Is.All.True);
        });

        // The group has a second rank, which never comes.
        using var input = randn(2, 3, 2, 2);
        using var output = network.call(input);
        Assert.That(output.shape, Is.EqualTo(input.shape));
    }

    [Test]
    public void An_unregistered_layer_in_evaluation_mode_is_of_no_matter()
    {
        using var network = new UnreachedNetworks.Unregistered();
        network.Layers[0].eval();
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        Assert.That(SyncBatchNorm.Convert(network, group).Layers, Is.Empty);
    }

    [Test]
    public void A_layer_whose_forward_is_called_out_of_sight_is_named_at_the_end_of_the_first_forward_pass_in_training()
    {
        using var network = nn.Sequential(("conv", nn.Conv2d(3, 3, 1)), ("rest", new UnreachedNetworks.OutOfSight()));
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var input = randn(2, 3, 2, 2);
        SyncBatchNorm.Convert(network, group);
        network.eval();
        network.call(input).Dispose();
        network.train();
        Assert.That(() => network.call(input), Throws.TypeOf<UnsynchronizedLayerException>().With.Message.Contains("rest.norm"));
    }

    [Test]
    public void Where_the_networks_own_forward_is_called_the_first_step_of_data_parallel_training_names_the_layer()
    {
        using var network = new UnreachedNetworks.OutOfSight();
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var input = randn(2, 3, 2, 2);
        SyncBatchNorm.Convert(network, group);
        DataParallel.BroadcastParameters(network, group);
        group.Backward(network.forward(input).sum());
        Assert.That(() => DataParallel.AllReduceGradients(network, group), Throws.TypeOf<UnsynchronizedLayerException>().With.Message.Contains("norm"));
    }

    [Test]
    public void A_layer_that_is_left_out_of_a_forward_pass_is_no_error_and_still_checked_later()
    {
        using var network = new UnreachedNetworks.Switched();
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var input = randn(2, 3, 2, 2);
        SyncBatchNorm.Convert(network, group);
        network.call(input).Dispose();
        network.call(input).Dispose();
        network.Both = true;
        Assert.That(() => network.call(input), Throws.TypeOf<UnsynchronizedLayerException>().With.Message.Contains("second").And.Not.Message.Contains("first"));
    }

    [Test]
    public void A_proven_network_counts_no_more_and_may_be_given_another_state()
    {
        using var network = nn.Sequential(nn.BatchNorm2d(3), nn.Conv2d(3, 3, 1));
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var input = randn(2, 3, 2, 2);
        SyncBatchNorm.Convert(network, group);
        network.call(input).Dispose();
        using var hook = new Loading(network);
        Assert.That(() => network.call(input), Throws.Nothing);
    }

    [Test]
    public void A_conversion_that_fails_on_its_way_is_undone()
    {
        using var network = new UnreachedNetworks.Stubborn();
        using var group = LocalProcessGroup.Create(2, timeout)[0];
        nn.Module[] modules = [.. network.modules()];
        Assert.That(() => SyncBatchNorm.Convert(network, group), Throws.TypeOf<NotSupportedException>());
        Assert.Multiple(() =>
        {
            Assert.That(network.modules().Zip(modules, ReferenceEquals), Is.All.True);
            Assert.That(network.modules().Select(module => module.training), Is.All.True);
        });

        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var input = randn(2, 3, 2, 2);
        using var output = network.call(input);
        Assert.That(((BatchNorm)modules[0]).num_batches_tracked!.item<long>(), Is.EqualTo(1));
    }

    private static TestCaseData Case(string name, Func<Network> make, string reason, params string[] paths) =>
        new TestCaseData(make, reason, paths).SetArgDisplayNames(name);

    /// <summary>Adds to the counts of a network's layers while it runs, as loading a state could.</summary>
    private sealed class Loading : IDisposable
    {
        private readonly Action remove;

        public Loading(Sequential network)
        {
            var hook = ((Network)network[1]).register_forward_hook((_, _, output) =>
            {
                ((BatchNorm)network[0]).num_batches_tracked!.add_(5);
                return output;
            });
            remove = hook.remove;
        }

        public void Dispose() => remove();
    }
}
