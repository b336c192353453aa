using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>Samples of a track without gaps: a trun box (ISO/IEC 14496-12, 8.8.8).</summary>
internal sealed class FragmentRun
{
    private const uint HasOffset = 0x1, HasFirstFlags = 0x4, HasDuration = 0x100, HasSize = 0x200, HasFlags = 0x400, HasDelay = 0x800;

    private readonly VideoBytes bytes;
    private readonly Box box;
    private readonly uint flags;
    private readonly FragmentDefaults defaults;
    private readonly uint? firstFlags;
    private readonly int headerLength = 8;
    private readonly long count;

    public FragmentRun(VideoBytes bytes, in Box trun, in FragmentDefaults defaults)
    {
        (this.bytes, box, this.defaults) = (bytes, trun, defaults);
        flags = BoxTable.UInt32(bytes, trun, 0) & 0xFF_FFFF;
        count = BoxTable.UInt32(bytes, trun, 4);
        if ((flags & HasOffset) != 0)
        {
            Offset = (int)BoxTable.UInt32(bytes, trun, headerLength);
            headerLength += 4;
        }

        if ((flags & HasFirstFlags) != 0)
        {
            firstFlags = BoxTable.UInt32(bytes, trun, headerLength);
            headerLength += 4;
        }
    }

    /// <summary>Where it begins, from the track fragment's base; null if right behind the run before.</summary>
    public int? Offset { get; }

    private int EntryLength => 4 * System.Numerics.BitOperations.PopCount(flags & (HasDuration | HasSize | HasFlags | HasDelay));

    /// <summary>Number of its bytes.</summary>
    public long Length()
    {
        if ((flags & HasSize) == 0)
        {
            // Both have 32 bits.
            return (long)Math.Min((ulong)count * defaults.Size, Fragments.FarthestOffset);
        }

        var skip = (flags & HasDuration) != 0 ? 4 : 0;
        var entries = new BoxTable(bytes, box, headerLength, EntryLength, count);
        long length = 0;
        while (entries.Next(out var entry))
        {
            length += BinaryPrimitives.ReadUInt32BigEndian(entry[skip..]);
        }

        return length;
    }

    /// <summary>Adds its samples to others.</summary>
    /// <param name="samples">The others.</param>
    /// <param name="offset">Where it begins in the file.</param>
    /// <param name="time">When its first sample is decoded.</param>
    /// <param name="isForeign">Whether their codec is not known.</param>
    /// <param name="budget">How many are left.</param>
    /// <returns>When its last sample has been decoded.</returns>
    public long AddTo(List<Sample> samples, long offset, long time, bool isForeign, SampleBudget budget)
    {
        var listed = (flags & HasSize) == 0 ? budget.Implied(count, defaults.Size) : count;
        SampleBudget.Check(samples.Count + listed);
        var before = samples.Count > 0 ? samples[^1].DecodingTime : long.MinValue;

        // An entry without fields takes no bytes: the table is read as one of no entries, and each sample is the default one.
        var entryLength = EntryLength;
        var entries = new BoxTable(bytes, box, headerLength, Math.Max(4, entryLength), entryLength == 0 ? 0 : listed);
        for (long i = 0; i < listed; i++)
        {
            var sample = new Sample { Offset = offset, Size = defaults.Size, DecodingTime = time, Duration = defaults.Duration, IsForeign = isForeign };
            var sampleFlags = i == 0 && firstFlags is { } first ? first : defaults.Flags;
            if (entries.Next(out var entry))
            {
                sample.Duration = Field(HasDuration, sample.Duration, ref entry);
                sample.Size = Field(HasSize, defaults.Size, ref entry);
                sampleFlags = Field(HasFlags, sampleFlags, ref entry);

                // Signed in version 0 too: some writers do not tell the version.
                sample.Delay = (int)Field(HasDelay, 0, ref entry);
            }

            // A fragment may overlap the one before: what was decoded by then is not shown again.
            sample.IsHidden = time <= before;
            sample.IsKey = FragmentDefaults.IsKey(sampleFlags);
            samples.Add(sample);
            offset += sample.Size;
            time += sample.Duration;
        }

        return time;
    }

    private uint Field(uint flag, uint otherwise, ref ReadOnlySpan<byte> entry)
    {
        if ((flags & flag) == 0)
        {
            return otherwise;
        }

        var value = BinaryPrimitives.ReadUInt32BigEndian(entry);
        entry = entry[sizeof(uint)..];
        return value;
    }
}
