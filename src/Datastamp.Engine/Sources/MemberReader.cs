namespace Datastamp.Sources;

/// <summary>Reads a member into memory. Memory grows with what really comes, not with what a header promises.</summary>
internal static class MemberReader
{
    private const int FirstLength = 16 << 20;

    /// <summary>Reads up to a length.</summary>
    /// <param name="stream">Where the bytes come from.</param>
    /// <param name="length">The number of bytes; at most <see cref="Array.MaxLength"/>.</param>
    /// <param name="buffer">Receives them; replaced where it is too short.</param>
    /// <returns>How many came: fewer where the stream ends before.</returns>
    public static int Read(Stream stream, long length, ref byte[] buffer)
    {
        Ensure(ref buffer, (int)Math.Min(length, FirstLength), kept: 0);
        var read = 0;
        while (read < length)
        {
            if (read == buffer.Length)
            {
                Ensure(ref buffer, (int)Math.Min(length, Math.Min(2L * read, Array.MaxLength)), read);
            }

            var count = stream.Read(buffer, read, (int)Math.Min(length - read, buffer.Length - read));
            if (count == 0)
            {
                break;
            }

            read += count;
        }

        return read;
    }

    private static void Ensure(ref byte[] buffer, int length, int kept)
    {
        if (buffer.Length < length)
        {
            var longer = GC.AllocateUninitializedArray<byte>(length);
            buffer.AsSpan(0, kept).CopyTo(longer);
            buffer = longer;
        }
    }
}
