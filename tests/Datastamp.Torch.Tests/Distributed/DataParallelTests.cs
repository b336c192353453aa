using CsCheck;
using Datastamp.Torch.Distributed;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Distributed;

[TestFixture]
public sealed class DataParallelTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    [Test]
    public void All_ranks_start_from_the_parameters_and_buffers_of_rank_0()
    {
        LocalProcessGroup.Run(3, timeout, group =>
        {
            using var scope = NewDisposeScope();
            using var network = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3));
            foreach (var (name, value) in network.state_dict())
            {
                using var ungraded = no_grad();
                value.fill_(name.Length + group.Rank);
            }

            DataParallel.BroadcastParameters(network, group);
            foreach (var (name, value) in network.state_dict())
            {
                Assert.That(value.eq(name.Length).all().item<bool>(), Is.True, name);
            }

            Assert.That(network.parameters().Select(parameter => parameter.requires_grad), Is.All.True);
        });
    }

    [Test]
    public void Gradients_become_their_mean_and_count_as_0_where_a_rank_has_none()
    {
        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var scope = NewDisposeScope();
            using var network = new Three();
            var loss = group.Rank == 0 ? network.Both.sum() : (network.Both * 3).sum() + (network.Second * 4).sum();
            loss.backward();
            DataParallel.AllReduceGradients(network, group);
            Assert.Multiple(() =>
            {
                Assert.That(network.Both.grad!.data<float>(), Is.EqualTo(new float[] { 2, 2 }));
                Assert.That(network.Second.grad!.data<float>(), Is.EqualTo(new float[] { 2, 2, 2 }));
                Assert.That(network.Neither.grad, Is.Null);
            });
        });
    }

    [Test]
    public void However_a_batch_is_divided_the_gradient_is_that_of_the_mean_over_all() =>
        Gen.Int[0, 6].Array[1, 4].Where(batches => batches.Sum() > 0).Sample(
            batches =>
            {
                using var scope = NewDisposeScope();
                using var whole = nn.Linear(3, 2, dtype: ScalarType.Float64);
                var x = randn(batches.Sum(), 3, ScalarType.Float64);
                whole.call(x).square().mean().backward();
                LocalProcessGroup.Run(batches.Length, timeout, group =>
                {
                    using var inner = NewDisposeScope();
                    using var replica = nn.Linear(3, 2, dtype: ScalarType.Float64);
                    replica.load_state_dict(whole.state_dict());
                    var part = x.narrow(0, batches.Take(group.Rank).Sum(), batches[group.Rank]);
                    DataParallel.Backward(replica.call(part).square().mean(), part.shape[0], group);
                    DataParallel.AllReduceGradients(replica, group);
                    Assert.That((replica.weight.grad! - whole.weight.grad!).abs().max().item<double>(), Is.LessThan(1e-13));
                });
            },
            iter: 40,
            threads: 1);

    [Test]
    public void Gradients_of_many_types_and_sizes_travel_in_few_collectives()
    {
        using var scope = NewDisposeScope();
        using var group = new CountingGroup();
        using var network = nn.Sequential(
            nn.Linear(2000, 2000), nn.Linear(3, 3), nn.Linear(3, 3, dtype: ScalarType.Float64), nn.Linear(3, 3, dtype: ScalarType.Float64), nn.Linear(3000, 2000), nn.Linear(2, 2, dtype: ScalarType.BFloat16));
        foreach (var parameter in network.parameters())
        {
            parameter.grad = full_like(parameter, 0.5);
        }

        DataParallel.AllReduceGradients(network, group);
        Assert.Multiple(() =>
        {
            Assert.That(group.Operations, Is.EqualTo(new[]
            {
                "gradients of 0.weight … 1.bias", "gradients of 2.weight … 3.bias", "gradient of 4.weight", "gradient of 4.bias", "gradients of 5.weight … 5.bias",
            }));
            Assert.That(network.parameters().Select(parameter => parameter.grad!.eq(0.5).all().item<bool>()), Is.All.True);
            Assert.That(network.parameters().Select(parameter => parameter.grad!.dtype == parameter.dtype), Is.All.True);
        });
    }

    [Test]
    public void Gradients_that_lie_otherwise_in_memory_than_their_parameters_keep_their_places()
    {
        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var scope = NewDisposeScope();
            using var layer = nn.Linear(2, 3, hasBias: false);
            layer.weight.grad = arange(6).to(ScalarType.Float32).view(2, 3).t();
            DataParallel.AllReduceGradients(layer, group);
            Assert.That(layer.weight.grad!.contiguous().data<float>(), Is.EqualTo(new float[] { 0, 3, 1, 4, 2, 5 }));
        });
    }

    [Test]
    public void A_step_in_which_no_rank_has_samples_is_an_error()
    {
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var loss = zeros(1, requires_grad: true);
        Assert.That(() => DataParallel.Backward(loss, 0, group), Throws.ArgumentException.With.Message.Contains("No rank has samples"));
    }

    [Test]
    public void What_failed_in_a_backward_pass_is_thrown_also_where_no_gradient_is_exchanged()
    {
        using var group = LocalProcessGroup.Create(2, timeout)[0];
        using var network = nn.Flatten();
        group.Abort(new InvalidOperationException("The backward pass failed."));
        Assert.That(() => DataParallel.AllReduceGradients(network, group), Throws.InstanceOf<ProcessGroupException>().With.Message.Contains("The backward pass failed."));
    }

    private sealed class Three : nn.Module
    {
        public Three()
            : base(nameof(Three)) => RegisterComponents();

        public Parameter Both { get; } = new(zeros(2));

        public Parameter Second { get; } = new(zeros(3));

        public Parameter Neither { get; } = new(zeros(4));
    }

    /// <summary>A world of one that notes what it is asked for.</summary>
    private sealed class CountingGroup : IProcessGroup
    {
        public List<string> Operations { get; } = [];

        public int Rank => 0;

        public int WorldSize => 1;

        public TimeSpan Timeout => timeout;

        public void AllReduce(Tensor tensor, string operation) => Operations.Add(operation);

        public void Broadcast(Tensor tensor, int root, string operation) => Operations.Add(operation);

        public void Abort(Exception cause) => throw new InvalidOperationException("Nothing fails here.", cause);

        public void ThrowIfFailed() => Operations.Remove("");

        public void Dispose() => Operations.Clear();
    }
}
