using System.Diagnostics;
using Datastamp.Torch.Distributed;
using Datastamp.Torch.Ranks;

namespace Datastamp.Torch.Tests.Distributed;

/// <summary>Three threads that train two layers, of which one thread does not do its part.</summary>
[TestFixtureSource(nameof(Tries))]
public class FailingReplicasTests(int attempt)
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    private static IEnumerable<int> Tries => Enumerable.Range(1, 10);

    [Test]
    public void A_rank_that_throws_is_lost_to_the_others() =>
        Assert.That(Others("throw", timeout), Has.All.InstanceOf<RankLostException>().With.InnerException.InstanceOf<InvalidOperationException>());

    [Test]
    public void A_rank_that_leaves_is_lost_to_the_others() =>
        Assert.That(Others("leave", timeout), Has.All.InstanceOf<RankLostException>().With.Message.StartsWith("Rank 1 of 3 has left the group, while rank"));

    [Test]
    public void A_rank_that_reorders_its_layers_is_named()
    {
        Assert.That(Others("reorder", timeout), Has.All.InstanceOf<CollectiveMismatchException>().With.Message.Contains(
            "(ranks 0, 2: first: forward, all-reduce of Float64 [3×5]; rank 1: second: forward, all-reduce of Float64 [3×5])"));
    }

    [Test]
    public void A_rank_that_stalls_is_waited_for_as_long_as_the_timeout()
    {
        var since = Stopwatch.StartNew();
        var errors = Others("stall", TimeSpan.FromSeconds(2));
        Assert.That(errors, Has.All.InstanceOf<CollectiveTimeoutException>().With.Message.StartsWith("Rank 1 of 3 did not come to first: forward"));
        Assert.That(since.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)), $"attempt {attempt}");
    }

    /// <summary>What the other ranks throw.</summary>
    private static Exception?[] Others(string scenario, TimeSpan limit)
    {
        var errors = new Exception?[3];
        Thread[] threads =
        [
            .. LocalProcessGroup.Create(errors.Length, limit).Select(group => new Thread(() =>
            {
                using (group)
                {
                    try
                    {
                        Scenario.Run(scenario, group);
                    }
                    catch (Exception e)
                    {
                        errors[group.Rank] = e;
                        group.Abort(e);
                    }
                }
            })
            {
                IsBackground = true,
            }),
        ];
        Array.ForEach(threads, thread => thread.Start());
        int[] others = [.. Enumerable.Range(0, errors.Length).Where(rank => rank != Scenario.Culprit)];
        Assert.That(others.All(rank => threads[rank].Join(TimeSpan.FromSeconds(60))), "A rank hangs.");
        return [.. others.Select(rank => errors[rank])];
    }
}
