using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>Where samples lie: chunks of samples without gaps (stsc), and where each chunk begins (stco, co64; ISO/IEC 14496-12, 8.7.4 and 8.7.5).</summary>
internal sealed class SampleOffsets
{
    private readonly VideoBytes bytes;
    private readonly Box chunks;
    private readonly List<(uint FirstChunk, uint Samples, uint Entry)> runs = [];

    public SampleOffsets(VideoBytes bytes, in Box stsc, in Box chunks)
    {
        (this.bytes, this.chunks) = (bytes, chunks);
        var entries = BoxTable.Counted(bytes, stsc, 12);
        while (entries.Next(out var entry))
        {
            var first = BinaryPrimitives.ReadUInt32BigEndian(entry);
            if (runs.Count > 0 && first <= runs[^1].FirstChunk)
            {
                throw new BadVideoException("its table of chunks is out of order");
            }

            runs.Add((first, BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), BinaryPrimitives.ReadUInt32BigEndian(entry[8..])));
        }

        if (runs.Count == 0)
        {
            throw new BadVideoException("its table of chunks is empty");
        }
    }

    /// <summary>Gives samples their offsets.</summary>
    /// <param name="samples">All samples, with their sizes.</param>
    /// <param name="entry">The sample entry that is understood, from 1; 0 where all are.</param>
    /// <returns>How many the chunks hold.</returns>
    public int Place(Span<Sample> samples, int entry)
    {
        var isLong = chunks.Type == BoxType.Co64;
        var offsets = BoxTable.Counted(bytes, chunks, isLong ? 8 : 4);
        var run = 0;
        var placed = 0;
        for (long chunk = 1; offsets.Next(out var bigEndian) && placed < samples.Length; chunk++)
        {
            while (run + 1 < runs.Count && runs[run + 1].FirstChunk <= chunk)
            {
                run++;
            }

            var offset = isLong ? BinaryPrimitives.ReadUInt64BigEndian(bigEndian) : BinaryPrimitives.ReadUInt32BigEndian(bigEndian);
            if (offset > Fragments.FarthestOffset)
            {
                throw new BadVideoException("its table of offsets points beyond any file");
            }

            var at = (long)offset;
            var (_, count, description) = runs[run];
            for (; count > 0 && placed < samples.Length; count--, placed++)
            {
                samples[placed].Offset = at;
                samples[placed].IsForeign = entry != 0 && description != entry;
                at += samples[placed].Size;
            }
        }

        return placed;
    }
}
