using Datastamp.Guarding;

namespace Datastamp.Measuring;

/// <summary>How to run.</summary>
/// <param name="Parallelism">Threads: 1 or more.</param>
/// <param name="Progress">Told about ten times a second, from any thread; or null.</param>
public sealed record MeasureOptions(int Parallelism, IProgress<MeasureProgress>? Progress = null)
{
    /// <summary>A thread a core, and no progress.</summary>
    public static MeasureOptions Default { get; } = new(Environment.ProcessorCount);

    /// <summary>What decodes images and sums their samples. Another decoder than the processor's gives other pixels, here and there.</summary>
    public IImageDevice Device { get; init; } = Processor.Instance;

    /// <summary>What is done about files that may end the process; null for nothing.</summary>
    public Safeguard? Safeguard { get; init; }
}
