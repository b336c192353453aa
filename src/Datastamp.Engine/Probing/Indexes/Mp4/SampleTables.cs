using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>The tables below a track's stbl box, of which each tells one thing of every sample (ISO/IEC 14496-12, 8.6 and 8.7).</summary>
internal sealed class SampleTables
{
    // What FFmpeg holds for a negative delta that is stored in an unsigned field.
    private const uint NegativeDelta = uint.MaxValue - 480_000;

    private readonly VideoBytes bytes;
    private readonly Dictionary<uint, Box> tables = [];

    public SampleTables(VideoBytes bytes, in Box stbl)
    {
        this.bytes = bytes;
        var walk = BoxWalk.Within(bytes, stbl);
        while (walk.Next(out var box))
        {
            if (IsTable(box))
            {
                tables[box.Type] = box;
            }
        }
    }

    /// <summary>The box of the sample entries.</summary>
    public Box Descriptions => Get(BoxType.Stsd, "of codecs");

    /// <summary>The number of samples by the table of sizes, once they are read.</summary>
    public long Count { get; private set; }

    /// <summary>When the last sample has been decoded, once they are read.</summary>
    public long EndTime { get; private set; }

    /// <summary>Reads them all.</summary>
    /// <param name="entry">The sample entry that is understood, from 1; 0 where all are.</param>
    /// <param name="budget">How many are left.</param>
    public Sample[] Read(int entry, SampleBudget budget)
    {
        var samples = SampleSizes.Read(bytes, Find(BoxType.Stsz), Find(BoxType.Stz2), budget, out var count);
        Count = count;
        if (samples.Length == 0)
        {
            return samples;
        }

        var placed = new SampleOffsets(bytes, Get(BoxType.Stsc, "of chunks"), Find(BoxType.Co64) ?? Get(BoxType.Stco, "of offsets"))
            .Place(samples, entry);
        Array.Resize(ref samples, placed);
        ReadTimes(samples);
        ReadDelays(samples);
        ReadKeys(samples);
        return Array.Exists(samples, sample => sample.IsForeign) ? Array.FindAll(samples, sample => !sample.IsForeign) : samples;
    }

    private void ReadTimes(Span<Sample> samples)
    {
        var entries = BoxTable.Counted(bytes, Get(BoxType.Stts, "of times"), 8);
        if (entries.Count == 0 && !samples.IsEmpty)
        {
            throw new BadVideoException("it has no table of times");
        }

        var runs = new RunTable(entries);
        long time = 0;
        foreach (ref var sample in samples)
        {
            _ = runs.Next(out var delta);
            sample.DecodingTime = time;
            sample.Duration = delta > NegativeDelta ? 0 : delta;
            time += delta > NegativeDelta ? (int)delta : delta;
        }

        EndTime = time;
    }

    private void ReadDelays(Span<Sample> samples)
    {
        if (Find(BoxType.Ctts) is not { } ctts)
        {
            return;
        }

        var runs = new RunTable(BoxTable.Counted(bytes, ctts, 8));
        foreach (ref var sample in samples)
        {
            if (!runs.Next(out var delay))
            {
                return;
            }

            // Signed in version 0 too: QuickTime writes it so.
            sample.Delay = (int)delay;
        }
    }

    private void ReadKeys(Span<Sample> samples)
    {
        if (Find(BoxType.Stss) is { } stss)
        {
            MarkKeys(samples, stss);
        }
        else
        {
            foreach (ref var sample in samples)
            {
                sample.IsKey = true;
            }
        }

        // QuickTime's partial sync samples, and random access points: key frames of an open group of pictures.
        if (Find(BoxType.Stps) is { } stps)
        {
            MarkKeys(samples, stps);
        }

        if (Find(BoxType.Sbgp) is { } sbgp)
        {
            MarkGroups(samples, sbgp);
        }
    }

    private void MarkKeys(Span<Sample> samples, in Box table)
    {
        var entries = BoxTable.Counted(bytes, table, 4);
        if (entries.Count == 0 && !samples.IsEmpty)
        {
            // No sample can be decoded on its own; a decoder has to begin somewhere.
            samples[0].IsKey = true;
        }

        // Samples have numbers from 1; some writers begin at 0.
        var first = uint.MaxValue;
        while (entries.Next(out var entry))
        {
            var number = BinaryPrimitives.ReadUInt32BigEndian(entry);
            first = Math.Min(first, number);
            var index = first == 0 ? number : number - 1;
            if (index < (uint)samples.Length)
            {
                samples[(int)index].IsKey = true;
            }
        }
    }

    private void MarkGroups(Span<Sample> samples, in Box sbgp)
    {
        var version = BoxTable.UInt32(bytes, sbgp, 0) >> 24;
        var skip = version == 1 ? 12 : 8;
        var groups = new RunTable(new BoxTable(bytes, sbgp, skip + 4, 8, BoxTable.UInt32(bytes, sbgp, skip)));
        foreach (ref var sample in samples)
        {
            if (!groups.Next(out var description))
            {
                return;
            }

            sample.IsKey |= description > 0;
        }
    }

    private Box? Find(uint type) => tables.TryGetValue(type, out var box) ? box : null;

    private Box Get(uint type, string what) => Find(type) ?? throw new BadVideoException($"it has no table {what}");

    private bool IsTable(in Box box) => box.Type switch
    {
        BoxType.Stsd or BoxType.Stts or BoxType.Ctts or BoxType.Stsc or BoxType.Stsz or BoxType.Stz2 or BoxType.Stco or BoxType.Co64
            or BoxType.Stss or BoxType.Stps => true,
        BoxType.Sbgp => BoxTable.Span(bytes, box, 4, 4).SequenceEqual("rap "u8),
        _ => false,
    };
}
