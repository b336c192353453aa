namespace Datastamp.Probing.Indexes.Avi;

/// <summary>The header of one RIFF chunk: four characters and a size.</summary>
/// <param name="Id">The characters, first one in the lowest byte.</param>
/// <param name="Start">Where the header begins in the file.</param>
/// <param name="Size">Bytes of the content.</param>
internal readonly record struct RiffChunk(uint Id, long Start, uint Size)
{
    public const int HeaderLength = 8;

    public long Data => Start + HeaderLength;

    /// <summary>Where the content ends, which may be behind the file's end.</summary>
    public long End => Data + Size;

    /// <summary>Where the next chunk begins: at an even distance.</summary>
    public long Next => End + (Size & 1);

    /// <summary>Writers that cannot seek leave 0 or the greatest number, and mean up to the file's end.</summary>
    public bool HasListSize => Size is not (0 or uint.MaxValue);
}
