using System.Buffers.Binary;
using System.Text;

namespace Datastamp.Guarding;

/// <summary>
/// One thread's place in a note: since when, whose, and what it hands to native code. Writing is a copy into mapped memory, which
/// the system keeps however the process ends. All zeros where nothing is in hand.
/// </summary>
internal sealed unsafe class HandSlot
{
    /// <summary>Bytes of a slot.</summary>
    public const int Length = 256;

    /// <summary>Bytes of an id.</summary>
    public const int IdLength = 32;

    private const int DatasetAt = 8;
    private const int IdAt = 16;
    private const int KeyLengthAt = IdAt + IdLength;
    private const int KeyAt = KeyLengthAt + sizeof(int);

    private readonly byte* memory;
    private long startedAt;
    private bool isInherited;

    /// <param name="index">Which slot of the note; -1 for none of it.</param>
    /// <param name="memory">Where it is; null for nowhere.</param>
    public HandSlot(int index, byte* memory)
    {
        Index = index;
        this.memory = memory;
    }

    public int Index { get; }

    /// <summary>What is in hand, and since when by <see cref="Environment.TickCount64"/>; 0 for nothing.</summary>
    public (string Key, long StartedAt) InHand => (Key, Volatile.Read(ref startedAt));

    private string Key { get; set; } = string.Empty;

    public void Take(long dataset, ReadOnlySpan<byte> id, string key)
    {
        Write(new(memory, memory is null ? 0 : Length), DateTime.UtcNow.Ticks, dataset, id, key);
        Key = key;
        Volatile.Write(ref startedAt, Environment.TickCount64);
    }

    /// <summary>Counts the time of what is in hand from now on.</summary>
    public void Touch() => Volatile.Write(ref startedAt, Environment.TickCount64);

    /// <summary>Does not count so much time of what is in hand.</summary>
    public void Excuse(long milliseconds)
    {
        // Meanwhile nothing, or something else, may be in hand, whose time is right as it is.
        if (milliseconds > 0 && Volatile.Read(ref startedAt) is not 0 and var since)
        {
            Interlocked.CompareExchange(ref startedAt, since + milliseconds, since);
        }
    }

    public void Release()
    {
        Volatile.Write(ref startedAt, 0);
        if (memory is not null)
        {
            Volatile.Write(ref *(long*)memory, 0);
        }
    }

    /// <summary>Keeps what another process's note said.</summary>
    public void Inherit(HandEntry entry)
    {
        isInherited = true;
        Write(new(memory, memory is null ? 0 : Length), entry.Since, entry.Dataset, entry.Id, entry.Key);
    }

    /// <summary>Lets go of what this process took itself.</summary>
    public void ReleaseOwn()
    {
        if (!isInherited)
        {
            Release();
        }
    }

    /// <summary>What a slot says; null where it is free or not as it was written.</summary>
    public static HandEntry? Read(ReadOnlySpan<byte> slot)
    {
        var since = BinaryPrimitives.ReadInt64LittleEndian(slot);
        var length = BinaryPrimitives.ReadInt32LittleEndian(slot[KeyLengthAt..]);
        return since == 0 || length is < 0 or > Length - KeyAt
            ? null
            : new(since, BinaryPrimitives.ReadInt64LittleEndian(slot[DatasetAt..]), slot.Slice(IdAt, IdLength).ToArray(), Encoding.UTF8.GetString(slot.Slice(KeyAt, length)));
    }

    private static void Write(Span<byte> slot, long since, long dataset, ReadOnlySpan<byte> id, string key)
    {
        if (slot.IsEmpty)
        {
            return;
        }

        // Its end is what tells files apart; three bytes are the most that a UTF-16 unit takes.
        var end = key.AsSpan(Math.Max(0, key.Length - ((Length - KeyAt) / 3)));
        BinaryPrimitives.WriteInt64LittleEndian(slot[DatasetAt..], dataset);
        id.CopyTo(slot[IdAt..]);
        BinaryPrimitives.WriteInt32LittleEndian(slot[KeyLengthAt..], Encoding.UTF8.GetBytes(end, slot[KeyAt..]));

        // Last, so that no half of an entry is read.
        Volatile.Write(ref System.Runtime.CompilerServices.Unsafe.As<byte, long>(ref slot[0]), since);
    }
}
