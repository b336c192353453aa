using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>EBML elements and their values (RFC 8794, sections 4 to 7), never read past the file's end.</summary>
internal static class EbmlReader
{
    private const int MaxIdLength = 4;
    private const int MaxHeaderLength = MaxIdLength + 8;

    /// <summary>The header of the element at an offset.</summary>
    /// <returns>False where the file ends before the header does.</returns>
    /// <exception cref="BadVideoException">It is no element.</exception>
    public static bool TryRead(VideoBytes bytes, long at, out EbmlElement element)
    {
        bytes.Step();
        element = default;
        if (at >= bytes.Length)
        {
            return false;
        }

        var header = bytes.Read(at, (int)Math.Min(MaxHeaderLength, bytes.Length - at));
        var idLength = LengthOf(header[0]);
        if (idLength > MaxIdLength)
        {
            throw new BadVideoException("an element has no valid identifier");
        }

        if (header.Length <= idLength || header.Length < idLength + LengthOf(header[idLength]))
        {
            return false;
        }

        uint id = 0;
        foreach (var part in header[..idLength])
        {
            id = (id << 8) | part;
        }

        var size = Number(header[idLength..], out var sizeLength);
        var hasSize = size != AllOnes(sizeLength);
        element = new EbmlElement(id, at, at + idLength + sizeLength, hasSize ? size : EbmlElement.UnknownSize);
        return true;
    }

    /// <summary>The elements in another one that lies whole in the file.</summary>
    /// <exception cref="BadVideoException">One is no element, or overlaps the parent's end.</exception>
    public static IEnumerable<EbmlElement> Children(VideoBytes bytes, EbmlElement parent)
    {
        for (var at = parent.Data; at < parent.End;)
        {
            if (!TryRead(bytes, at, out var child) || child.End > parent.End)
            {
                throw new BadVideoException("an element lies outside of the one that holds it");
            }

            yield return child;
            at = child.End;
        }
    }

    /// <summary>A number of one to eight bytes with its marker bit removed; the bytes must all be there.</summary>
    public static long Number(ReadOnlySpan<byte> bytes, out int length)
    {
        length = LengthOf(bytes[0]);
        if (length > 8)
        {
            throw new BadVideoException("a number is longer than eight bytes");
        }

        var value = bytes[0] & ((1L << (8 - length)) - 1);
        foreach (var part in bytes[1..length])
        {
            value = (value << 8) | part;
        }

        return value;
    }

    /// <summary>Bytes of the number or identifier that begins with <paramref name="first"/>: 9 for one that is not valid.</summary>
    public static int LengthOf(byte first) => BitOperations.LeadingZeroCount((uint)first) - 23;

    /// <summary>An unsigned integer of at most eight bytes; those above <see cref="long.MaxValue"/> are given as it.</summary>
    public static long UInt(VideoBytes bytes, EbmlElement element)
    {
        ulong value = 0;
        foreach (var part in Content(bytes, element, 8))
        {
            value = (value << 8) | part;
        }

        return (long)Math.Min(value, long.MaxValue);
    }

    /// <summary>A floating-point number.</summary>
    public static double Float(VideoBytes bytes, EbmlElement element)
    {
        var content = Content(bytes, element, 8);
        return content.Length switch
        {
            0 => 0,
            4 => BinaryPrimitives.ReadSingleBigEndian(content),
            8 => BinaryPrimitives.ReadDoubleBigEndian(content),
            _ => throw new BadVideoException("a floating-point number has neither four nor eight bytes"),
        };
    }

    /// <summary>A short text, without the zeros that may fill it up.</summary>
    public static string Text(VideoBytes bytes, EbmlElement element) =>
        Encoding.UTF8.GetString(Content(bytes, element, 1 << 12)).TrimEnd('\0');

    /// <summary>Bytes of an element's content. Valid until the next call.</summary>
    /// <exception cref="BadVideoException">There are more than <paramref name="most"/>, or not all in the file.</exception>
    public static ReadOnlySpan<byte> Content(VideoBytes bytes, EbmlElement element, int most) =>
        element.HasSize && element.Size <= most
            ? bytes.Read(element.Data, (int)element.Size)
            : throw new BadVideoException("an element is longer than it may be");

    private static long AllOnes(int length) => (1L << (7 * length)) - 1;
}
