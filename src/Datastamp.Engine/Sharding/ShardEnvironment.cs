using System.Globalization;
using Datastamp.Diagnostics;

namespace Datastamp.Sharding;

/// <summary>
/// The shard of this process, as a scheduler's variables say it. All schedulers are asked: those that agree count as one, those that
/// run a single process say nothing where another runs several, and those that contradict each other are refused.
/// </summary>
public sealed class ShardEnvironment
{
    private const string ArrayId = "SLURM_ARRAY_TASK_ID";

    private readonly Func<string, string?> variable;

    /// <summary>Reads these variables.</summary>
    /// <param name="variable">The value of a variable by its name; null or empty where it is not set.</param>
    public ShardEnvironment(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        this.variable = variable;
    }

    /// <summary>The variables that tell a process its place, in the order in which they are looked for.</summary>
    public static IReadOnlyList<string> Variables { get; } =
        ["DATASTAMP_SHARD_INDEX", ArrayId, "JOB_COMPLETION_INDEX", "OMPI_COMM_WORLD_RANK", "SLURM_PROCID", "RANK"];

    /// <summary>Finds the shard.</summary>
    /// <param name="count">
    /// N, where it is known beforehand. Then indices of arrays are counted from 0 whichever of them run, so that some can be run again.
    /// </param>
    /// <exception cref="DiagnosticException">DS0406: no variable is set; DS0407: one is of no use; DS0408: two contradict each other.</exception>
    public Shard Find(int? count)
    {
        var all = Read(count).ToArray();
        var several = Array.FindAll(all, found => found.Shard.Count > 1);
        return (several.Length > 0 ? several : all).DistinctBy(found => found.Shard).ToArray() switch
        {
            [] => throw new DiagnosticException(Report.NoShardInEnvironment(Variables)),
            [var found] => found.Shard,
            [var first, var second, ..] => throw new DiagnosticException(Report.ShardAmbiguous(first.Name, first.Shard.ToString(), second.Name, second.Shard.ToString())),
        };
    }

    private IEnumerable<(string Name, Shard Shard)> Read(int? count)
    {
        foreach (var name in Variables)
        {
            var shard = name switch
            {
                _ when Text(name) is null => default(Shard?),
                "DATASTAMP_SHARD_INDEX" => Ranked(name, "DATASTAMP_SHARD_COUNT", count),
                ArrayId => count is { } number ? Indexed(name, number) : ArrayTask(),
                "JOB_COMPLETION_INDEX" => Indexed(name, count ?? throw Invalid(name, "Kubernetes does not say of how many: write their number, as in '--shard auto/8'")),
                "OMPI_COMM_WORLD_RANK" => Ranked(name, "OMPI_COMM_WORLD_SIZE", count),

                // A batch script has a rank and a number of tasks too, and runs once.
                "SLURM_PROCID" => Text("SLURM_STEP_ID") is null ? null : Ranked(name, "SLURM_STEP_NUM_TASKS", count),
                _ => Ranked(name, "WORLD_SIZE", count),
            };
            if (shard is { } found)
            {
                yield return (name, found);
            }
        }
    }

    /// <summary>The place of a task in an array of which all tasks run: from any first index on, in any equal steps.</summary>
    private Shard ArrayTask()
    {
        var (id, first, last, tasks) = (Number(ArrayId), Number("SLURM_ARRAY_TASK_MIN"), Number("SLURM_ARRAY_TASK_MAX"), Number("SLURM_ARRAY_TASK_COUNT"));
        var step = Text("SLURM_ARRAY_TASK_STEP") is null ? 1 : Number("SLURM_ARRAY_TASK_STEP");
        return step > 0 && first <= id && id <= last && tasks == ((last - first) / step) + 1 && (last - first) % step == 0 && (id - first) % step == 0
            ? Indexed(ArrayId, tasks, (id - first) / step)
            : throw Invalid(ArrayId, FormattableString.Invariant($"{tasks} tasks from {first} to {last} in steps of {step} are no whole array, so its number of shards is unknown: write it, as in '--shard auto/8', with indices from 0"));
    }

    /// <summary>A rank among processes that all run.</summary>
    private Shard? Ranked(string name, string sizeName, int? count)
    {
        var size = Number(sizeName);
        return size == (count ?? size) ? Indexed(name, size)
            : size == 1 ? null
            : throw Invalid(sizeName, FormattableString.Invariant($"it contradicts the {count} that '--shard' says"));
    }

    private Shard Indexed(string name, int count) => Indexed(name, count, Number(name));

    private Shard Indexed(string name, int count, int index) =>
        count > Shard.MaxCount ? throw Invalid(name, FormattableString.Invariant($"there are up to {Shard.MaxCount} shards, and not {count}"))
            : index < count ? new(index + 1, count)
            : throw Invalid(name, FormattableString.Invariant($"indices of {count} shards go from 0 to {count - 1}"));

    private int Number(string name) =>
        int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid(name, "a whole number was expected");

    private string? Text(string name) => variable(name) is { Length: > 0 } text ? text : null;

    private DiagnosticException Invalid(string name, string reason) => new(Report.ShardVariableInvalid(name, Text(name) ?? string.Empty, reason));
}
