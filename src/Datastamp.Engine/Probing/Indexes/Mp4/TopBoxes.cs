using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>The boxes of a file that hold tables.</summary>
/// <param name="Brand">The major brand, by which a file names its kind; null where it does not.</param>
/// <param name="Movie">The first moov box.</param>
/// <param name="Fragments">The moof boxes that are whole, in order.</param>
/// <param name="End">Where the last box ends, by its own size.</param>
internal sealed record TopBoxes(uint? Brand, Box? Movie, IReadOnlyList<Box> Fragments, long End)
{
    /// <summary>Finds them, and makes all tables part of the file's identity before anything in them is looked at.</summary>
    public static TopBoxes Read(VideoBytes bytes)
    {
        uint? brand = null;
        Box? movie = null;
        List<Box> fragments = [];
        long end = 0;
        var walk = new BoxWalk(bytes, 0, bytes.Length);
        while (walk.NextOfFile(out var box))
        {
            end = box.End;
            switch (box.Type)
            {
                case BoxType.Ftyp when box.Length >= sizeof(uint) && box.Content <= bytes.Length - sizeof(uint):
                    brand ??= BinaryPrimitives.ReadUInt32BigEndian(bytes.Read(box.Content, sizeof(uint)));
                    break;
                case BoxType.Moov:
                    bytes.AddTable(box.Start, box.End - box.Start);
                    movie ??= box;
                    break;
                case BoxType.Moof:
                    bytes.AddTable(box.Start, box.End - box.Start);
                    if (box.End <= bytes.Length)
                    {
                        fragments.Add(box);
                    }

                    break;
                default:
                    break;
            }
        }

        return new(brand, movie, fragments, end);
    }
}
