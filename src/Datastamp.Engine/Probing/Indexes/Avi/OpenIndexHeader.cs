namespace Datastamp.Probing.Indexes.Avi;

/// <summary>The beginning of an OpenDML index.</summary>
/// <param name="Type">0 for an index of indexes, 1 for one of chunks.</param>
/// <param name="Words">Four-byte words of an entry.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Base">What the offsets of an index of chunks count from.</param>
internal readonly record struct OpenIndexHeader(byte Type, ushort Words, uint Entries, long Base);
