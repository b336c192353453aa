using Datastamp.Diagnostics;
using Datastamp.Sharding;

namespace Datastamp.Tests.Sharding;

public class ShardEnvironmentTests
{
    // As sbatch --array=0-7, --array=10-40:10 and --array=1-3 set them.
    [TestCase("3/8", "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_STEP=1 SLURM_ARRAY_TASK_COUNT=8 SLURM_PROCID=0")]
    [TestCase("3/4", "SLURM_ARRAY_TASK_ID=30 SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_MAX=40 SLURM_ARRAY_TASK_STEP=10 SLURM_ARRAY_TASK_COUNT=4")]
    [TestCase("3/3", "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_COUNT=3")]
    [TestCase("2/4", "SLURM_PROCID=1 SLURM_STEP_ID=0 SLURM_STEP_NUM_TASKS=4 SLURM_NTASKS=8")]
    [TestCase("4/4", "OMPI_COMM_WORLD_RANK=3 OMPI_COMM_WORLD_SIZE=4")]
    [TestCase("1/2", "RANK=0 WORLD_SIZE=2")]
    [TestCase("1/1", "RANK=0 WORLD_SIZE=1")]
    [TestCase("4/4", "DATASTAMP_SHARD_INDEX=3 DATASTAMP_SHARD_COUNT=4")]
    public void A_scheduler_says_the_shard(string shard, string variables) => Assert.That(Find(variables), Is.EqualTo(shard));

    // As sbatch --array=3,7 sets them, and as others of one part again.
    [TestCase("8/8", "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_STEP=1 SLURM_ARRAY_TASK_COUNT=2")]
    [TestCase("4/8", "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_STEP=1 SLURM_ARRAY_TASK_COUNT=1")]
    [TestCase("1/8", "JOB_COMPLETION_INDEX=0")]
    [TestCase("5/8", "DATASTAMP_SHARD_INDEX=4 DATASTAMP_SHARD_COUNT=8")]
    [TestCase("5/8", "OMPI_COMM_WORLD_RANK=4 OMPI_COMM_WORLD_SIZE=8")]
    [TestCase("2/8", "SLURM_ARRAY_TASK_ID=1 RANK=0 WORLD_SIZE=1")]
    public void Of_a_number_that_is_written_an_index_alone_says_the_shard(string shard, string variables) => Assert.That(Find(variables, 8), Is.EqualTo(shard));

    [TestCase("1/2", "RANK=0 WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=2", Description = "They agree.")]
    [TestCase("2/3", "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=2 SLURM_ARRAY_TASK_COUNT=3 RANK=0 WORLD_SIZE=1", Description = "One runs a single process.")]
    [TestCase("2/3", "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=2 SLURM_ARRAY_TASK_COUNT=3 SLURM_PROCID=0 SLURM_NTASKS=4", Description = "A batch script is no step.")]
    public void Schedulers_may_be_within_each_other(string shard, string variables) => Assert.That(Find(variables), Is.EqualTo(shard));

    [TestCase("")]
    [TestCase("SLURM_PROCID=0 SLURM_NTASKS=4")]
    [TestCase("WORLD_SIZE=4")]
    public void Without_a_variable_those_that_were_looked_for_are_named(string variables)
    {
        var error = Error(variables);

        Assert.That(error.Code, Is.EqualTo("DS0406"));
        Assert.That(error.Message, Does.Contain("DATASTAMP_SHARD_INDEX, SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, OMPI_COMM_WORLD_RANK, SLURM_PROCID, RANK"));
    }

    [TestCase("SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_STEP=1 SLURM_ARRAY_TASK_COUNT=2", null, "no whole array")]
    [TestCase("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=4 SLURM_ARRAY_TASK_STEP=2 SLURM_ARRAY_TASK_COUNT=3", null, "no whole array")]
    [TestCase("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=4 SLURM_ARRAY_TASK_STEP=0 SLURM_ARRAY_TASK_COUNT=3", null, "no whole array")]
    [TestCase("SLURM_ARRAY_TASK_ID=8 SLURM_ARRAY_TASK_COUNT=8", 8, "from 0 to 7")]
    [TestCase("SLURM_ARRAY_TASK_ID=x", 8, "a whole number")]
    [TestCase("JOB_COMPLETION_INDEX=1", null, "'--shard auto/8'")]
    [TestCase("OMPI_COMM_WORLD_RANK=4 OMPI_COMM_WORLD_SIZE=4", null, "from 0 to 3")]
    [TestCase("OMPI_COMM_WORLD_RANK=1", null, "OMPI_COMM_WORLD_SIZE is ''")]
    [TestCase("RANK=1 WORLD_SIZE=4", 8, "WORLD_SIZE is '4'")]
    [TestCase("RANK=-1 WORLD_SIZE=4", null, "a whole number")]
    [TestCase("RANK=0 WORLD_SIZE=0", null, "RANK is '0'")]
    [TestCase("RANK=0 WORLD_SIZE=100001", null, "up to 100000 shards")]
    public void A_variable_that_gives_no_shard_is_named(string variables, int? count, string reason)
    {
        var error = Error(variables, count);

        Assert.That(error.Code, Is.EqualTo("DS0407"));
        Assert.That(error.Message, Does.Contain(reason));
    }

    [Test]
    public void Schedulers_that_contradict_each_other_are_refused()
    {
        var error = Error("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=2 SLURM_ARRAY_TASK_COUNT=3 RANK=3 WORLD_SIZE=4");

        Assert.That(error.Code, Is.EqualTo("DS0408"));
        Assert.That(error.Message, Does.StartWith("SLURM_ARRAY_TASK_ID says shard 2/3, and RANK says 4/4."));
    }

    private static string Find(string variables, int? count = null)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new ShardEnvironment(name => values.GetValueOrDefault(name)).Find(count).ToString();
    }

    private static Diagnostic Error(string variables, int? count = null) =>
        Assert.Throws<DiagnosticException>(() => Find(variables, count))!.Diagnostics.Single();
}
