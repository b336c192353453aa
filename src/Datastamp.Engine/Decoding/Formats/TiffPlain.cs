namespace Datastamp.Decoding.Formats;

/// <summary>
/// A TIFF whose stored colours OpenCV returns unchanged. libtiff multiplies colours by an unassociated alpha and OpenCV
/// turns pixels as the orientation tag says whatever the flags are, and tiles of 8 bits wrongly; so those two tags are
/// overwritten in a copy: alpha by "unspecified", orientation by 1. <see cref="ImageHeader.Orientation"/> keeps it.
/// </summary>
internal static class TiffPlain
{
    private const ulong Unassociated = 2;

    /// <returns>Null when there is nothing to overwrite.</returns>
    public static byte[]? Of(ReadOnlySpan<byte> file)
    {
        var bytes = new TiffBytes(file);
        var directory = TiffDirectory.Read(bytes);
        var copy = Overwrite(file, copy: null, directory.Find(TiffDirectory.Orientation), replaced: null, 1);
        return Overwrite(file, copy, directory.Find(TiffDirectory.ExtraSamples), Unassociated, 0);
    }

    private static byte[]? Overwrite(ReadOnlySpan<byte> file, byte[]? copy, TiffField? found, ulong? replaced, byte value)
    {
        if (found is not { Count: > 0 } field)
        {
            return copy;
        }

        var old = field.Value(new TiffBytes(file));
        if (old == value || (replaced is not null && old != replaced))
        {
            return copy;
        }

        copy ??= file.ToArray();
        var number = copy.AsSpan((int)field.At, TiffField.SizeOf(field.Type));
        number.Clear();
        number[file[0] == 'I' ? 0 : ^1] = value;
        return copy;
    }
}
