using System.Diagnostics;
using System.Globalization;
using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>Watches a reader of damaged files: it may fail in one way only, must end soon, and must allocate little.</summary>
/// <param name="mostAllocated">Bytes that one file may cost.</param>
internal sealed class FuzzWatch(long mostAllocated)
{
    /// <summary>The environment variable that sets <see cref="Cases"/>.</summary>
    public const string Variable = "DATASTAMP_FUZZ_CASES";

    private static readonly TimeSpan longest = TimeSpan.FromSeconds(5);

    private static readonly VideoFacts nothing = VideoProber.Nothing(key: "a", length: 0, identity: string.Empty, container: string.Empty);

    private readonly long start = Stopwatch.GetTimestamp();
    private int cases;
    private int refused;
    private TimeSpan worstTime;
    private long worstAllocated;

    /// <summary>How many files a test damages.</summary>
    public static int Cases => int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var cases) ? cases : 20_000;

    /// <summary>The part of the files that was refused.</summary>
    public double Refused => (double)refused / cases;

    /// <summary>Reads one file, and makes facts of its tables.</summary>
    /// <returns>Whether it was read, and not refused.</returns>
    public bool Read(string path, Func<VideoBytes, IndexedVideo> read)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.GetTimestamp();
        var isRead = true;
        try
        {
            using var bytes = new VideoBytes(path);
            var video = read(bytes);
            _ = IndexTier.FindTruncation(bytes, video);
            _ = EdgeCheck.Find(bytes, video);
            _ = IndexTier.Read(video, nothing);
        }
        catch (BadVideoException)
        {
            isRead = false;
            refused++;
        }
#pragma warning disable CA1031 // Any other exception is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
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
        cases++;
        return isRead;
    }

    /// <summary>What a long run is for.</summary>
    public void Report() => TestContext.Out.WriteLine(FormattableString.Invariant(
        $"{cases} cases, {Refused:P0} refused, {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, at worst {worstTime.TotalMilliseconds:F0} ms and {worstAllocated >> 10} KiB"));
}
