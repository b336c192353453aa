namespace Datastamp.Sources;

/// <summary>The resolution of file systems' clocks.</summary>
internal static class ClockTick
{
    // A file that is written twice within one tick of the file system's clock has one time for two contents.
    private static readonly TimeSpan length = TimeSpan.FromMilliseconds(20);

    // FAT's, the coarsest there is; where times are whole seconds.
    private static readonly TimeSpan coarse = TimeSpan.FromSeconds(2);

    /// <summary>Whether whatever is written into a file from now on changes its time; fine times are waited for.</summary>
    public static bool IsSettled(long ticks, DateTime now) =>
        ticks <= now.Ticks && (ticks % TimeSpan.TicksPerSecond != 0 || ticks + coarse.Ticks < now.Ticks);

    /// <summary>Waits until whatever is written from now on has another time than any of these.</summary>
    public static void Await(IEnumerable<long> times, CancellationToken cancellation)
    {
        var now = DateTime.UtcNow;
        var newest = times.Where(time => time <= now.Ticks).DefaultIfEmpty(0).Max();
        var wait = new DateTime(newest, DateTimeKind.Utc) + length - now;
        if (wait > TimeSpan.Zero && cancellation.WaitHandle.WaitOne(wait))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
