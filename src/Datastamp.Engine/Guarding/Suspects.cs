using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Datastamp.Sources;

namespace Datastamp.Guarding;

/// <summary>One dataset's files between this process and those that died: notes what is in hand, and knows what was when others died. Safe for several threads.</summary>
internal sealed class Suspects
{
    private readonly HandNote note;
    private readonly long dataset;
    private readonly Safeguard safeguard;
    private readonly ConcurrentDictionary<string, HandSlot> suspects = new(StringComparer.Ordinal);

    /// <param name="note">This process's note.</param>
    /// <param name="dataset">What stands for the dataset.</param>
    /// <param name="entries">What others had in hand when they died.</param>
    /// <param name="safeguard">What is done about it.</param>
    public Suspects(HandNote note, long dataset, IEnumerable<HandEntry> entries, Safeguard safeguard)
    {
        (this.note, this.dataset, this.safeguard) = (note, dataset, safeguard);
        foreach (var entry in entries)
        {
            // A suspect until it was tried, whatever comes between.
            var slot = note.Open();
            slot.Inherit(entry);
            if (!suspects.TryAdd(Name(entry.Id), slot))
            {
                note.Close(slot);
            }
        }
    }

    /// <summary>What stands for a file that is not read before native code opens it: as long as it is the same.</summary>
    public static byte[] IdOf(string path, Sample sample) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{path}\0{sample.Length}\0{sample.Ticks}\0{sample.Stamp}")));

    public bool Contains(ReadOnlySpan<byte> id) => !suspects.IsEmpty && suspects.ContainsKey(Name(id));

    /// <summary>A place in the note for a thread.</summary>
    public HandSlot Open()
    {
        var slot = note.Open();
        safeguard.Watch.Add(slot);
        return slot;
    }

    public void Close(HandSlot slot)
    {
        safeguard.Watch.Remove(slot);
        note.Close(slot);
    }

    public void Take(HandSlot slot, ReadOnlySpan<byte> id, string key) => slot.Take(dataset, id, key);

    /// <summary>Measures a file in a process of its own.</summary>
    /// <inheritdoc cref="ITrials.Measure"/>
    public TrialEnd Try(string request, ReadOnlySpan<byte> content, Action beat) => safeguard.Trials.Measure(request, content, beat);

    /// <inheritdoc cref="ITrials.Holds"/>
    public bool Holds(string verdict) => safeguard.Trials.Holds(verdict);

    /// <summary>Clears a file of suspicion, once what was found is kept.</summary>
    public void Clear(ReadOnlySpan<byte> id)
    {
        if (suspects.TryRemove(Name(id), out var slot))
        {
            note.Close(slot);
        }
    }

    /// <summary>Forgets those that were not asked for, once all files of the dataset were: they are gone, or others now.</summary>
    public void Forget()
    {
        foreach (var id in suspects.Keys)
        {
            if (suspects.TryRemove(id, out var slot))
            {
                note.Close(slot);
            }
        }
    }

    private static string Name(ReadOnlySpan<byte> id) => Convert.ToHexStringLower(id);
}
