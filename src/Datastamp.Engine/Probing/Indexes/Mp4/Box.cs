namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>A box (ISO/IEC 14496-12, 4.2); QuickTime calls it an atom.</summary>
/// <param name="Type">Its four characters, the first one highest.</param>
/// <param name="Start">Where its header begins in the file.</param>
/// <param name="Content">Where what it holds begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct Box(uint Type, long Start, long Content, long End)
{
    /// <summary>Number of bytes that it holds.</summary>
    public long Length => End - Content;
}
