namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>The header of one EBML element (RFC 8794, section 4).</summary>
/// <param name="Id">Its identifier, with the marker bits.</param>
/// <param name="Start">Where the header begins in the file.</param>
/// <param name="Data">Where the content begins.</param>
/// <param name="Size">Bytes of the content, or <see cref="UnknownSize"/>.</param>
internal readonly record struct EbmlElement(uint Id, long Start, long Data, long Size)
{
    public const long UnknownSize = -1;

    public bool HasSize => Size != UnknownSize;

    /// <summary>Where the element ends, which may be behind the file's end.</summary>
    public long End => HasSize ? Data + Size : long.MaxValue;
}
