namespace Datastamp.Guarding;

/// <summary>Looks from a thread of its own at the files in hand, and tells of one that takes too long: nothing but the end of the process ends a native call.</summary>
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
        while (true)
        {
            Thread.Sleep((int)Math.Clamp(limit.TotalMilliseconds / 10, 1, MostMilliseconds));
            if (FindSlow() is { } key)
            {
                tooSlow(key);
                return;
            }
        }
    }

    private string? FindSlow()
    {
        lock (guard)
        {
            foreach (var slot in slots)
            {
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
