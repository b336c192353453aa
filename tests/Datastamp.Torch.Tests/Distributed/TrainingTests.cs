using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
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
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var result = await Cli.Wrap("mpirun")
            .WithArguments(["-n", "2", "--allow-run-as-root", "--oversubscribe", "dotnet", Path.Combine(AppContext.BaseDirectory, "Datastamp.Torch.Ranks.dll"), "training", "60", "5", "3"])
            // mpirun gives its processes a terminal, to which .NET would write that it takes it over.
            .WithEnvironmentVariables(variables => variables.Set("OMP_NUM_THREADS", "1").Set("TERM", "dumb"))
            .ExecuteBufferedAsync(limit.Token);
        var differences = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(differences.Select(rank => rank[0]), Is.EquivalentTo(new[] { "0", "1" }));
            Assert.That(differences.Select(rank => double.Parse(rank[1], CultureInfo.InvariantCulture)), Is.All.LessThan(Bound));
        });
    }
}
