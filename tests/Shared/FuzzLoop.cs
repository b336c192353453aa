using System.Diagnostics;
using System.Globalization;

namespace Datastamp.Tests;

/// <summary>Reads one damaged input after another for some seconds: a reader may fail in one way only, must end soon, and must allocate little.</summary>
/// <param name="mostAllocated">Bytes that one input may cost.</param>
/// <param name="expected">The one way to fail.</param>
internal sealed class FuzzLoop(long mostAllocated, Func<Exception, bool> expected)
{
    /// <summary>The environment variable that says how many seconds a test goes on.</summary>
    public const string Variable = "DATASTAMP_FUZZ_SECONDS";

    private const double Seconds = 2;

    // Also where the machine has so much else to do that a library is hardly loaded in those seconds.
    private const int LeastCases = 100;

    private static readonly TimeSpan longest = TimeSpan.FromSeconds(5);

    /// <summary>How long a test goes on.</summary>
    public static TimeSpan Duration => TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var seconds) ? seconds : Seconds);

    /// <summary>Runs. A case is known by its number, which is what its generator was seeded with.</summary>
    /// <param name="read">Makes an input and reads it.</param>
    /// <returns>The part of the inputs that was refused.</returns>
    public double Run(Action<Random> read)
    {
        var duration = Duration;
        var (cases, refused, worstTime, worstAllocated) = (0, 0, TimeSpan.Zero, 0L);
        for (var start = Stopwatch.GetTimestamp(); cases < LeastCases || Stopwatch.GetElapsedTime(start) < duration; cases++)
        {
            var random = new Random(cases);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.GetTimestamp();
            try
            {
                read(random);
            }
            catch (Exception exception) when (expected(exception))
            {
                refused++;
            }
            catch (Exception exception) when (exception is not (NUnit.Framework.AssertionException or OutOfMemoryException))
            {
                Assert.Fail($"Case {cases}: {exception}");
            }

            var elapsed = Stopwatch.GetElapsedTime(clock);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (elapsed > longest || allocated > mostAllocated)
            {
                Assert.Fail(FormattableString.Invariant($"Case {cases}: {elapsed.TotalSeconds} s, {allocated} bytes allocated"));
            }

            (worstTime, worstAllocated) = (elapsed > worstTime ? elapsed : worstTime, Math.Max(worstAllocated, allocated));
        }

        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"{cases} cases, {(double)refused / cases:P0} refused, {duration.TotalSeconds:F0} s, at worst {worstTime.TotalMilliseconds:F0} ms and {worstAllocated >> 10} KiB"));
        return (double)refused / cases;
    }
}
