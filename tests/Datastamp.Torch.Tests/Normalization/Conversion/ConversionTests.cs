using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace Datastamp.Torch.Tests.Normalization.Conversion;

[TestFixture]
public sealed class ConversionTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    private static IEnumerable<TestCaseData> Networks() =>
    [
        Case("ResNet-18", static () => new ResNet18(8, 5), 33, [.. ResNetLayers()]),
        Case("Sequential", ReplacedNetworks.Nest, 6, "inner.0: Replaced", "inner.2.1: Replaced"),
        Case("ModuleList", static () => new ReplacedNetworks.Listed(), 6, "layers.1: Replaced", "layers.3: Replaced"),
        Case("ModuleDict", static () => new ReplacedNetworks.Named(), 6, "layers.norm: Replaced"),
        Case("arrays, tuples, dictionaries", static () => new ReplacedNetworks.Arrays(), 6, "second: Replaced", "norm: Replaced", "last: Replaced"),
        Case("properties", static () => new ReplacedNetworks.Properties(), 6, "<Normalization>k__BackingField: Replaced"),
        Case("base types", static () => new ReplacedNetworks.BaseTyped(), 6, "any: Replaced", "norm: Replaced", "module: Replaced"),
        Case("shared", static () => new ReplacedNetworks.Shared(), 6, "norm = left.0 = right.1: Replaced"),
        Case("captured", static () => new ReplacedNetworks.Captured(), 6, "norm: Replaced"),
        Case("typed fields", static () => new HookedNetworks.Typed(), 6, "norm: Hooked", "flat: Hooked", "deep: Hooked"),
        Case("typed lists", static () => new HookedNetworks.TypedList(), 6, "norms.0: Hooked", "norms.1: Hooked", "named.a: Hooked"),
        Case("typed and shared", static () => new HookedNetworks.TypedAndListed(), 6, "norm = rest.1: Hooked"),
        Case("captured, typed", static () => new HookedNetworks.Captured(), 6, "norm: Hooked", "last: Hooked"),
        Case("in a set", static () => new HookedNetworks.InSet(), 6, "norm: Hooked"),
        Case("the layer itself", static () => nn.BatchNorm2d(3), 6, ": Replaced"),
    ];

    // ModuleDict.to(dtype) throws in TorchSharp 0.107, so networks of float64 are made so.
    [TearDown]
    public void RestoreTheDefaultType() => set_default_dtype(ScalarType.Float32);

    [TestCaseSource(nameof(Networks))]
    public void Every_layer_is_replaced_or_hooked_as_its_holders_allow(Func<Network> make, long size, string[] layers)
    {
        using var network = make();
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        Assert.That(SyncBatchNorm.Convert(network, group).Layers.Select(layer => layer.ToString()), Is.EqualTo(layers));
    }

    [TestCaseSource(nameof(Networks))]
    public void Nothing_changes_in_evaluation_mode_and_in_the_state(Func<Network> make, long size, string[] layers)
    {
        using var scope = NewDisposeScope();
        using var network = make();
        using var input = randn(3, 3, size, size);
        network.call(input);
        network.eval();
        var before = network.call(input);
        var state = network.state_dict();
        using var group = LocalProcessGroup.Create(2, timeout)[0];

        var converted = (Network)SyncBatchNorm.Convert(network, group).Module;
        var now = converted.state_dict();
        Assert.Multiple(() =>
        {
            Assert.That(now.Keys, Is.EqualTo(state.Keys));
            Assert.That(now.Values.Zip(state.Values, ReferenceEquals), Is.All.True);
            Assert.That(converted.call(input).equal(before).all().item<bool>(), Is.True);
            Assert.That(converted.modules().Append(converted).Select(module => module.training), Is.All.False);
        });
    }

    [TestCaseSource(nameof(Networks))]
    public void Ranks_train_as_one_process_on_the_whole_batch_with_optimizers_made_before(Func<Network> make, long size, string[] layers)
    {
        using var scope = NewDisposeScope();
        set_default_dtype(ScalarType.Float64);
        using var whole = make();
        Network[] replicas = [make(), make()];
        var start = whole.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone(), StringComparer.Ordinal);
        manual_seed(1);
        var batches = Enumerable.Range(0, 2).Select(_ => randn([5, 3, size, size], ScalarType.Float64)).ToArray();
        using (var optimizer = optim.SGD(whole.parameters(), 0.05, momentum: 0.9))
        {
            foreach (var batch in batches)
            {
                optimizer.zero_grad();
                Loss(whole, batch).backward();
                optimizer.step();
            }
        }

        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var inner = NewDisposeScope();
            var replica = replicas[group.Rank];
            replica.load_state_dict(start);
            using var optimizer = optim.SGD(replica.parameters(), 0.05, momentum: 0.9);
            var network = (Network)SyncBatchNorm.Convert(replica, group).Module;
            foreach (var batch in batches)
            {
                var part = group.Rank == 0 ? batch[..2] : batch[2..];
                optimizer.zero_grad();
                DataParallel.Backward(Loss(network, part), part.shape[0], group);
                DataParallel.AllReduceGradients(network, group);
                optimizer.step();
            }
        });

        foreach (var replica in replicas)
        {
            Assert.That(Difference(replica.state_dict(), whole.state_dict()), Is.LessThan(1e-10));
            replica.Dispose();
        }
    }

    [TestCaseSource(nameof(Networks))]
    public void Reverting_puts_back_the_same_layers_with_the_state_they_have_now(Func<Network> make, long size, string[] layers)
    {
        using var scope = NewDisposeScope();
        using var network = make();
        nn.Module[] modules = [.. network.modules()];
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var input = randn(4, 3, size, size);

        var converted = (Network)SyncBatchNorm.Convert(network, group).Module;
        converted.call(input);
        var state = converted.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone(), StringComparer.Ordinal);
        var reverted = (Network)SyncBatchNorm.Revert(converted);
        Assert.Multiple(() =>
        {
            Assert.That(reverted, Is.SameAs(network));
            Assert.That(network.modules().Zip(modules, ReferenceEquals), Is.All.True);
            Assert.That(network.state_dict().Keys, Is.EqualTo(state.Keys));
            Assert.That(Difference(network.state_dict(), state), Is.Zero);
            Assert.That(network.modules().Append(network).Select(module => module.training), Is.All.True);
        });

        // With hooks left, or a group still asked, the second rank that never comes would show.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        group.Dispose();
        Assert.That(network.call(input).isfinite().all().item<bool>(), Is.True);
    }

    private static Tensor Loss(Network network, Tensor batch) => (network.call(batch).flatten(1).sin() - batch.flatten(1).mean([1], keepdim: true)).square().mean();

    private static double Difference(Dictionary<string, Tensor> one, Dictionary<string, Tensor> other) =>
        one.Max(entry => (entry.Value.to(ScalarType.Float64) - other[entry.Key].to(ScalarType.Float64)).abs().max().item<double>());

    private static TestCaseData Case(string name, Func<Network> make, long size, params string[] layers) =>
        new TestCaseData(make, size, layers).SetArgDisplayNames(name);

    private static IEnumerable<string> ResNetLayers()
    {
        yield return "bn1: Hooked";
        for (var stage = 1; stage <= 4; stage++)
        {
            for (var block = 0; block < 2; block++)
            {
                yield return $"layer{stage}.{block}.bn1: Hooked";
                yield return $"layer{stage}.{block}.bn2: Hooked";
                if (stage > 1 && block == 0)
                {
                    yield return $"layer{stage}.{block}.downsample.1: Replaced";
                }
            }
        }
    }
}
