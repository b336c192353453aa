using System.Globalization;
using Datastamp.Torch.Distributed;
using Datastamp.Torch.Ranks;

namespace Datastamp.Torch.Tests.Distributed;

/// <summary>Ranks that train together are, step for step, one process that trains on the whole batch.</summary>
[TestFixture]
public sealed class TrainingTests
{
    private const double Bound = 1e-10;

    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    [TestCase(4, 4)]
    [TestCase(7, 1)]
    [TestCase(0, 8)]
    [TestCase(3, 0, 4, 1)]
    public void Threads_train_as_one_process(params int[] batches) =>
        LocalProcessGroup.Run(batches.Length, timeout, group =>
            Assert.That(Training.Difference(group, [.. batches.Select(batch => (long)batch)]), Is.LessThan(Bound)));

    [Test]
    [Category("Mpi")]
    public async Task Two_processes_train_as_one()
    {
        Mpirun.IgnoreWhereAbsent();
        var (exitCode, output, errors, _) = await Mpirun.RunAsync(2, timeout, "training", "5", "3");
        Assert.That(exitCode, Is.Zero, errors);
        var differences = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(differences.Select(rank => rank[0]), Is.EquivalentTo(new[] { "0", "1" }));
            Assert.That(differences.Select(rank => double.Parse(rank[1], CultureInfo.InvariantCulture)), Is.All.LessThan(Bound));
        });
    }
}
