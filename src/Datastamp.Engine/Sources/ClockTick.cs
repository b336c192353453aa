namespace Datastamp.Sources;

/// <summary>The resolution of file systems' clocks.</summary>
internal static class ClockTick
{
    // A file that is written twice within one tick of the file system's clock has one time for two contents.
    private static readonly TimeSpan length = TimeSpan.FromMilliseconds(20);

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
