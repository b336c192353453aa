using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Avi;

/// <summary>
/// The <c>idx1</c> chunk: 16 bytes for each chunk of a <c>movi</c> list. Its offsets count from the list's type, or from the
/// file's beginning, or from elsewhere: as in FFmpeg, the first entry is taken to be the list's first chunk.
/// </summary>
internal static class OldIndex
{
    private const int EntryLength = 16;
    private const uint FlagKey = 0x10;

    // FFmpeg believes an index that begins where the list does, if the first chunk that it knows is that far away.
    private const int FarAway = 500;

    /// <summary>The frames of a stream.</summary>
    /// <returns>Null where the index is not whole, names no frame, or does not fit the file.</returns>
    public static AviFrames? Read(VideoBytes bytes, RiffChunk index, RiffChunk movie, AviStream stream)
    {
        if (index.End > bytes.Length || MovieWalk.FirstChunk(bytes, movie) is not { } firstChunk)
        {
            return null;
        }

        var frames = new AviFrames(stream.Start);
        long? shift = null;
        for (var at = index.Data; at <= index.End - EntryLength; at += EntryLength)
        {
            bytes.Step();
            var entry = bytes.Read(at, EntryLength);
            var id = UInt(entry, 0);
            if (RiffId.Stream(id) < 0 || !RiffId.IsFrame(id))
            {
                continue;
            }

            var (flags, offset, size) = (UInt(entry, 4), UInt(entry, 8), UInt(entry, 12));
            shift ??= Shift(movie, firstChunk, offset);
            if (RiffId.Stream(id) != stream.Number)
            {
                continue;
            }

            var chunk = offset + shift.Value;
            var isFirst = frames.All.Count == 0 && size > 0;
            if (chunk < 0 || (size > 0 && chunk + RiffChunk.HeaderLength + size > bytes.Length) || (isFirst && !Names(bytes, chunk, stream)))
            {
                return null;
            }

            frames.Add(chunk + RiffChunk.HeaderLength, size, (flags & FlagKey) != 0);
        }

        frames.RequireKey();
        return frames.All.Count > 0 ? frames : null;
    }

    private static long Shift(RiffChunk movie, RiffChunk firstChunk, uint offset) =>
        offset == movie.Data + sizeof(uint) && offset + FarAway <= firstChunk.Start ? 0 : firstChunk.Start - offset;

    private static bool Names(VideoBytes bytes, long at, AviStream stream) =>
        RiffReader.TryRead(bytes, at, out var chunk) && RiffId.Stream(chunk.Id) == stream.Number && RiffId.IsFrame(chunk.Id);

    private static uint UInt(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
