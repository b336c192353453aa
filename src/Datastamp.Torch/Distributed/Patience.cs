using System.Runtime.CompilerServices;

namespace Datastamp.Torch.Distributed;

/// <summary>How long ranks wait.</summary>
internal static class Patience
{
    // What the system's waits take.
    private static readonly TimeSpan longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or for ever.</exception>
    public static void Check(TimeSpan timeout, [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, longest, name);
    }
}
