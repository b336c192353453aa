using System.Globalization;
using Datastamp.Torch.Distributed;
using Datastamp.Torch.Distributed.Mpi;
using Datastamp.Torch.Ranks;
using Datastamp.Torch.Tests.Normalization;

namespace Datastamp.Torch.Tests.Distributed;

/// <summary>Ranks that are processes, under <c>mpirun</c>.</summary>
[Category("Mpi")]
public class MpiProcessGroupTests
{
    private const int AtOnce = 2;
    private static readonly TimeSpan patient = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(3);

    // Loading .NET and libtorch on a loaded machine, beside the timeout and what mpirun takes to end a job.
    private static readonly TimeSpan start = TimeSpan.FromSeconds(60);

    [OneTimeSetUp]
    public void IgnoreWithoutMpi() => Mpirun.IgnoreWhereAbsent();

    [TestCase(1, 1)]
    [TestCase(5, 3)]
    [TestCase(0, 4)]
    [TestCase(2, 0, 6)]
    [TestCase(5, 3, 1)]
    public async Task Processes_normalize_as_one_layer_on_the_joined_batch(params int[] batches)
    {
        var (exitCode, output, errors, _) = await Mpirun.RunAsync(batches.Length, patient, ["parity", .. batches.Select(batch => $"{batch}")]);
        Assert.That(exitCode, Is.Zero, errors);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).ToList();
        var cases = NormalizationCase.All([.. batches.Select(batch => (long)batch)]).Select(@case => @case.ToString()).ToList();
        Assert.That(
            lines.Select(line => $"{line[0]}|{line[1]}"),
            Is.EquivalentTo(Enumerable.Range(0, batches.Length).SelectMany(rank => cases.Select(@case => $"{rank}|{@case}"))));
        foreach (var line in lines)
        {
            var bounds = line[2..].Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToList();
            ParityTests.AssertBounds(new(bounds[0], bounds[1], bounds[2]));
        }
    }

    [Test]
    public async Task A_job_without_failures_ends_in_order()
    {
        var (exitCode, output, errors, _) = await Mpirun.RunAsync(3, patient, "none");
        Assert.That((exitCode, output, errors), Is.EqualTo((0, "", "")));
    }

    [TestCase(10, "kill", nameof(RankLostException), "mpirun does so when another rank has ended")]
    [TestCase(2, "exit", nameof(RankLostException), "mpirun does so when another rank has ended")]
    [TestCase(2, "leave", nameof(RankLostException), "Rank 1 of 3 has left the group")]
    [TestCase(10, "stall", nameof(CollectiveTimeoutException), "waited 3 s for the others in first: forward")]
    [TestCase(10, "reorder", nameof(CollectiveMismatchException), "(ranks 0, 2: first: forward, all-reduce of Float64 [3×5]; rank 1: second: forward, all-reduce of Float64 [3×5])")]
    public async Task A_rank_that_fails_is_reported_by_every_other_and_the_job_ends(int tries, string failure, string error, string message)
    {
        await Parallel.ForAsync(0, tries, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            var (exitCode, _, errors, duration) = await Mpirun.RunAsync(3, soon, failure);
            Assert.That(exitCode, Is.Not.Zero);
            Assert.That(duration, Is.LessThan(start + soon));
            foreach (var rank in new[] { 0, 2 })
            {
                Assert.That(
                    errors.Split('\n').Where(line => line.Contains(error, StringComparison.Ordinal) && line.Contains(message, StringComparison.Ordinal)),
                    Has.Some.Contains($"rank {rank}: ").Or.Some.Contains($": Rank {rank} of 3 is told to end"), errors);
            }
        });
        Assert.That(Remaining(), Is.Empty);
    }

    [Test]
    public void Other_implementations_of_MPI_are_refused()
    {
        Assert.That(() => MpiLibrary.CheckVersion("Open MPI v4.1.4, package: Debian OpenMPI"), Throws.Nothing);
        Assert.That(
            () => MpiLibrary.CheckVersion("MPICH Version:      4.0.2"),
            Throws.InstanceOf<ProcessGroupException>().With.Message.Contains("is \"MPICH Version:      4.0.2\", and this package knows only Open MPI's handles."));
    }

    /// <summary>Processes that still run a scenario.</summary>
    private static List<string> Remaining() =>
    [
        .. Directory.GetDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)).Select(CommandLine)
            .Where(command => command.Contains(Path.Combine(AppContext.BaseDirectory, "Datastamp.Torch.Ranks.dll"), StringComparison.Ordinal)),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
