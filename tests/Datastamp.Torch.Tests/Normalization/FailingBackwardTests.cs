using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using TorchSharp;

namespace Datastamp.Torch.Tests.Normalization;

public class FailingBackwardTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    [Test]
    public void A_rank_that_skips_its_backward_pass_fails_the_others_without_ending_the_process()
    {
        var groups = LocalProcessGroup.Create(2, timeout);
        var thrown = Both(groups, group =>
        {
            using var scope = torch.NewDisposeScope();
            using var first = new SyncBatchNorm(group, 2, path: "first");
            using var second = new SyncBatchNorm(group, 2, path: "second");
            using var linear = torch.nn.Linear(2, 2);
            var loss = second.call(linear.call(first.call(torch.randn(4, 2).requires_grad_()))).sum();
            if (group.Rank == 0)
            {
                group.Backward(loss);
            }
            else
            {
                group.Dispose();
            }
        });
        Assert.That(thrown[0], Is.InstanceOf<RankLostException>().With.Message.Contains("rank 0 waits for it in second: backward"));
    }

    [Test]
    public void An_error_of_libtorch_in_a_backward_pass_reaches_every_rank()
    {
        var thrown = Both(LocalProcessGroup.Create(2, timeout), group =>
        {
            using var scope = torch.NewDisposeScope();
            using var layer = new SyncBatchNorm(group, 2);
            var input = torch.randn(4, 2).requires_grad_().mul(2);
            var loss = layer.call(input).sum();
            if (group.Rank == 1)
            {
                // The input is needed as it was.
                input.zero_();
            }

            group.Backward(loss);
        });
        Assert.That(thrown, Has.All.InstanceOf<RankLostException>().With.Message.Contains("Rank 1 of 2 has left the group because of its own error").And.Message.Contains("modified by an inplace operation"));
    }

    [Test]
    public void A_backward_pass_after_a_failure_throws_what_failed()
    {
        var groups = LocalProcessGroup.Create(2, timeout);
        groups[1].Abort(new InvalidOperationException("The disk is full."));
        using var loss = torch.ones(1).requires_grad_().sum();
        Assert.That(() => groups[0].Backward(loss), Throws.InstanceOf<RankLostException>().With.Message.Contains("InvalidOperationException: The disk is full."));
    }

    private static List<Exception?> Both(IReadOnlyList<LocalProcessGroup> groups, Action<LocalProcessGroup> replica)
    {
        var thrown = new Exception?[2];
        var threads = groups.Select(group => new Thread(() =>
        {
            try
            {
                replica(group);
            }
            catch (ProcessGroupException e)
            {
                thrown[group.Rank] = e;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. thrown];
    }
}
