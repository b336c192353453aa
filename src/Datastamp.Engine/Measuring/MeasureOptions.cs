namespace Datastamp.Measuring;

/// <summary>How to run, which never changes a result.</summary>
/// <param name="Parallelism">Threads: 1 or more.</param>
/// <param name="Progress">Told about ten times a second, from any thread; or null.</param>
public sealed record MeasureOptions(int Parallelism, IProgress<MeasureProgress>? Progress = null)
{
    /// <summary>A thread a core, and no progress.</summary>
    public static MeasureOptions Default { get; } = new(Environment.ProcessorCount);
}
