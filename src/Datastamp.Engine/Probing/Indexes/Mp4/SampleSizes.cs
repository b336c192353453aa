using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>The tables of sizes: stsz, and stz2 with 4, 8 or 16 bits a sample (ISO/IEC 14496-12, 8.7.3).</summary>
internal static class SampleSizes
{
    private const int HeaderLength = 12;

    /// <summary>A sample for each entry, of which only the size is known yet.</summary>
    public static Sample[] Read(VideoBytes bytes, in Box? stsz, in Box? stz2, SampleBudget budget, out long count)
    {
        if ((stsz ?? stz2) is not { } box)
        {
            count = 0;
            return [];
        }

        var field = BoxTable.UInt32(bytes, box, 4);
        count = BoxTable.UInt32(bytes, box, 8);
        return stsz is null ? Compact(bytes, box, (int)(field & 0xFF), count)
            : field == 0 ? OneByOne(bytes, box, count)
            : Constant(budget.Implied(count, field), field);
    }

    private static Sample[] OneByOne(VideoBytes bytes, in Box box, long count)
    {
        var entries = new BoxTable(bytes, box, HeaderLength, 4, count);
        var samples = Allocate(count);
        foreach (ref var sample in samples.AsSpan())
        {
            _ = entries.Next(out var entry);
            sample.Size = BinaryPrimitives.ReadUInt32BigEndian(entry);
        }

        return samples;
    }

    private static Sample[] Compact(VideoBytes bytes, in Box box, int bits, long count)
    {
        if (bits is not (4 or 8 or 16))
        {
            throw new BadVideoException("its table of sizes has a wrong field size");
        }

        var entries = new BoxTable(bytes, box, HeaderLength, 1, ((count * bits) + 7) / 8);
        var samples = Allocate(count);
        byte last = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            if (bits == 4 && i % 2 == 1)
            {
                samples[i].Size = last & 0xF;
                continue;
            }

            _ = entries.Next(out var entry);
            last = entry[0];
            samples[i].Size = bits == 4 ? last >> 4 : last;
            if (bits == 16)
            {
                _ = entries.Next(out entry);
                samples[i].Size = (last << 8) | entry[0];
            }
        }

        return samples;
    }

    private static Sample[] Constant(long count, uint size)
    {
        var samples = Allocate(count);
        foreach (ref var sample in samples.AsSpan())
        {
            sample.Size = size;
        }

        return samples;
    }

    private static Sample[] Allocate(long count)
    {
        SampleBudget.Check(count);
        return new Sample[count];
    }
}
