namespace Datastamp.Guarding;

/// <summary>
/// Looks from a thread of its own at the files in hand, and tells of one that takes too long: nothing but the end of the process ends a
/// native call. Time in which the process does not run, as while it is stopped by Ctrl+Z or by a scheduler, is not the file's.
/// </summary>
/// <param name="limit">How long a file may take; zero for any time.</param>
/// <param name="tooSlow">Told of a file's key, once; expected to end the process.</param>
public sealed class FileWatch(TimeSpan limit, Action<string> tooSlow)
{
    private const int MostMilliseconds = 1000;

    private readonly Lock guard = new();
    private readonly List<HandSlot> slots = [];
    private Thread? thread;

    internal void Add(HandSlot slot)
    {
        if (limit <= TimeSpan.Zero)
        {
            return;
        }

        lock (guard)
        {
            slots.Add(slot);
            if (thread is null)
            {
                thread = new(Look) { IsBackground = true, Name = "watch" };
                thread.Start();
            }
        }
    }

    internal void Remove(HandSlot slot)
    {
        lock (guard)
        {
            slots.Remove(slot);
        }
    }

    private void Look()
    {
        var pause = (int)Math.Clamp(limit.TotalMilliseconds / 10, 1, MostMilliseconds);
        for (var last = Environment.TickCount64; ;)
        {
            Thread.Sleep(pause);
            var now = Environment.TickCount64;
            var late = now - last - pause;
            last = now;
            if (FindSlow(late) is { } key)
            {
                tooSlow(key);
                return;
            }
        }
    }

    private string? FindSlow(long late)
    {
        lock (guard)
        {
            foreach (var slot in slots)
            {
                slot.Excuse(late);
                var (key, startedAt) = slot.InHand;
                if (startedAt != 0 && Environment.TickCount64 - startedAt > limit.TotalMilliseconds)
                {
                    return key;
                }
            }

            return null;
        }
    }
}
