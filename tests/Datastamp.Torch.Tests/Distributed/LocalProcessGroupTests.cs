using CsCheck;
using Datastamp.Torch.Distributed;
using TorchSharp;

namespace Datastamp.Torch.Tests.Distributed;

public class LocalProcessGroupTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    [Test]
    public void Sums_are_taken_in_the_order_of_ranks_and_have_the_same_bits_everywhere()
    {
        // (1e16 + 1) + -1e16 is 0 in float64; another order gives 1.
        double[] summands = [1e16, 1, -1e16];
        LocalProcessGroup.Run(3, timeout, group =>
        {
            using var tensor = torch.tensor(new[] { summands[group.Rank], group.Rank });
            group.AllReduce(tensor, "sum");
            Assert.That(tensor.data<double>().ToArray(), Is.EqualTo(new double[] { 0, 3 }));
        });
    }

    [Test]
    public void Any_tensors_of_any_ranks_are_summed_and_broadcast() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 5], Gen.Int[0, 9]).Sample((worldSize, length, value) => LocalProcessGroup.Run(worldSize, timeout, group =>
        {
            using var tensor = torch.full(length, value + group.Rank, torch.ScalarType.Int64);
            group.AllReduce(tensor, "sum");
            Assert.That(tensor.data<long>().ToArray(), Is.All.EqualTo((worldSize * value) + (worldSize * (worldSize - 1) / 2)));
            tensor.add_(group.Rank);
            group.Broadcast(tensor, worldSize - 1, "spread");
            Assert.That(tensor.data<long>().ToArray(), Is.All.EqualTo((worldSize * value) + (worldSize * (worldSize - 1) / 2) + worldSize - 1));
        }), iter: 30, threads: 1);

    [Test]
    public void Half_precision_is_summed_in_float32()
    {
        // Each sum of 1 and what is left of 2048 would round to 2048 in float16.
        LocalProcessGroup.Run(3, timeout, group =>
        {
            using var tensor = torch.full(1, group.Rank == 0 ? 2048 : 1, torch.ScalarType.Float16);
            group.AllReduce(tensor, "sum");
            Assert.That(tensor.to(torch.ScalarType.Float32).item<float>(), Is.EqualTo(2050));
        });
    }

    [Test]
    public void A_view_that_needs_a_gradient_is_replaced_in_place()
    {
        LocalProcessGroup.Run(2, timeout, group =>
        {
            using var scope = torch.NewDisposeScope();
            var whole = torch.arange(4.0).reshape(2, 2).requires_grad_();
            using (torch.no_grad())
            {
                group.AllReduce(whole.t(), "sum");
            }

            Assert.That(whole.detach().data<float>().ToArray(), Is.EqualTo(new float[] { 0, 2, 4, 6 }));
        });
    }

    [Test]
    public void Ranks_that_call_different_collectives_are_told_which()
    {
        var error = Assert.Throws<CollectiveMismatchException>(() => LocalProcessGroup.Run(3, timeout, group =>
        {
            using var tensor = torch.zeros(group.Rank == 1 ? 2 : 3);
            group.AllReduce(tensor, "layer1.bn1: forward");
        }));
        Assert.That(error.Message, Does.Contain("(ranks 0, 2: layer1.bn1: forward, all-reduce of Float32 [3]; rank 1: layer1.bn1: forward, all-reduce of Float32 [2])"));
    }

    [Test]
    public void Types_and_roots_must_be_the_same_too()
    {
        Assert.Throws<CollectiveMismatchException>(() => LocalProcessGroup.Run(2, timeout, group =>
        {
            using var tensor = torch.zeros(2, group.Rank == 0 ? torch.ScalarType.Float32 : torch.ScalarType.Float64);
            group.AllReduce(tensor, "sum");
        }));
        Assert.Throws<CollectiveMismatchException>(() => LocalProcessGroup.Run(2, timeout, group =>
        {
            using var tensor = torch.zeros(2);
            group.Broadcast(tensor, group.Rank, "weight");
        }));
    }

    [Test]
    public void A_failed_group_throws_at_once_on_every_rank_and_call()
    {
        var groups = LocalProcessGroup.Create(2, timeout);
        var cause = new InvalidOperationException("The disk is full.");
        groups[1].Abort(cause);
        using var tensor = torch.zeros(1);
        foreach (var group in groups)
        {
            Assert.That(group.ThrowIfFailed, Throws.InstanceOf<RankLostException>().With.InnerException.SameAs(cause));
            Assert.That(() => group.AllReduce(tensor, "sum"), Throws.InstanceOf<RankLostException>().With.Message.EqualTo(
                "Rank 1 of 2 has left the group because of its own error, InvalidOperationException: The disk is full. Mend that error; the others only follow."));
            Assert.That(() => group.Broadcast(tensor, 0, "weight"), Throws.InstanceOf<RankLostException>());
        }
    }

    [Test]
    public void Running_replicas_throws_what_the_first_of_them_threw()
    {
        Assert.That(
            () => LocalProcessGroup.Run(3, timeout, static group =>
            {
                if (group.Rank == 2)
                {
                    throw new InvalidOperationException("The disk is full.");
                }

                using var tensor = torch.zeros(1);
                group.AllReduce(tensor, "sum");
            }),
            Throws.InvalidOperationException.With.Message.EqualTo("The disk is full."));
    }

    [Test]
    public void Replicas_on_one_accelerator_are_refused_since_they_would_wait_for_ever()
    {
        Assert.That(
            () => ReplicaDevices.ThrowIfShared([(DeviceType.CUDA, 0), (DeviceType.CUDA, 1), (DeviceType.CUDA, 0)]),
            Throws.InstanceOf<ProcessGroupException>().With.Message.StartsWith("Ranks 0, 2 of one process are all on CUDA device 0."));
        Assert.That(() => ReplicaDevices.ThrowIfShared([(DeviceType.CPU, -1), (DeviceType.CPU, -1), (DeviceType.CUDA, 0)]), Throws.Nothing);
    }

    [Test]
    public void Complex_tensors_and_absent_roots_are_refused_before_anyone_waits()
    {
        using var group = LocalProcessGroup.Create(2, timeout)[0];
        using var complex = torch.zeros(1, torch.ScalarType.ComplexFloat32);
        using var tensor = torch.zeros(1);
        Assert.That(() => group.AllReduce(complex, "spectrum"), Throws.ArgumentException);
        Assert.That(() => group.Broadcast(tensor, 2, "weight"), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(group.ThrowIfFailed, Throws.Nothing);
    }
}
