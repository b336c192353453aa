using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>A table of runs, such as stts or ctts: a count of samples and the value that they share.</summary>
internal ref struct RunTable(BoxTable entries)
{
    private BoxTable entries = entries;
    private uint left;
    private uint value;

    /// <summary>The next sample's value.</summary>
    /// <returns>Whether the table reaches to this sample. If not, the value is that of the last one.</returns>
    public bool Next(out uint sample)
    {
        while (left == 0)
        {
            if (!entries.Next(out var entry))
            {
                sample = value;
                return false;
            }

            left = BinaryPrimitives.ReadUInt32BigEndian(entry);
            value = BinaryPrimitives.ReadUInt32BigEndian(entry[4..]);
        }

        left--;
        sample = value;
        return true;
    }
}
