using Datastamp.Diagnostics;

namespace Datastamp.Sources.Archives;

/// <summary>
/// The files of a tar archive, read forwards: ustar, pax and GNU's long names. An archive must have its end: one that was cut
/// off between two members looks whole otherwise.
/// </summary>
/// <param name="stream">The archive, uncompressed. Where it can seek, members that are not read are passed over.</param>
/// <param name="archive">Its path or address, for people.</param>
/// <param name="limits">How much it may ask for.</param>
internal sealed class TarStream(Stream stream, string archive, ContainerLimits limits) : ISampleStream
{
    private const int LongestExtension = 1 << 20;

    private readonly byte[] block = new byte[TarHeader.BlockLength];
    private byte[] skipped = [];
    private string member = string.Empty;
    private long position;
    private long left;
    private int padding;
    private int members;

    /// <summary>A file, with its key and the place of its bytes. Folders are passed over; whatever else there is, is refused.</summary>
    public bool Next(out Sample sample)
    {
        byte[]? longName = null;
        PaxRecords? pax = null;
        while (true)
        {
            Skip();
            if (!ReadBlock())
            {
                sample = default;
                return false;
            }

            var header = new TarHeader(block, archive);
            var (type, size) = (header.Type, header.Size);
            if (type is 'x' or 'L' or 'g' or 'K')
            {
                var text = Extension(size);
                (pax, longName) = type switch
                {
                    'x' => (PaxRecords.Parse(text, archive), longName),
                    'L' => (pax, text.AsSpan().TrimEnd((byte)0).ToArray()),
                    'g' => (CheckGlobal(PaxRecords.Parse(text, archive), pax), longName),
                    _ => (pax, longName),
                };
                continue;
            }

            Count();
            var name = MemberName.Decode(pax?.Path ?? longName ?? header.Name, archive);
            member = MemberName.ToKey(name, archive);
            size = pax?.Size ?? size;
            (pax, longName) = (null, null);

            // Writers from before POSIX mark a folder by its name.
            if (type is '5' || (type is '\0' or '0' && (member.Length == 0 || member[^1] == '/')))
            {
                // Some readers pass over as many bytes as a folder claims, others take them for the next header.
                if (size > 0)
                {
                    throw new DiagnosticException(Report.MemberRefused(archive, name, "it is a folder that claims to have bytes"));
                }

                continue;
            }

            if (type is not ('\0' or '0' or '7'))
            {
                throw new DiagnosticException(Report.MemberRefused(archive, name, Kind(type)));
            }

            if (member.Length == 0 || member[^1] == '/')
            {
                throw new DiagnosticException(Report.MemberNameRefused(archive, name, "it is a folder's, and the member a file"));
            }

            if (size > limits.LongestMember)
            {
                throw new DiagnosticException(Report.ArchiveTooLarge(archive, FormattableString.Invariant($"'{member}' has {size} bytes; the most is {limits.LongestMember}")));
            }

            Begin(size);
            sample = new(member, size) { Place = position };
            return true;
        }
    }

    public int Read(ref byte[] buffer)
    {
        var length = left;
        var read = MemberReader.Read(stream, length, ref buffer);
        position += read;
        left -= read;
        return left == 0 ? read : throw CutOff();
    }

    public void Dispose() => stream.Dispose();

    private static string Kind(char type) => type switch
    {
        '1' or '2' => "it is a link",
        '3' or '4' or '6' => "it is a device or a pipe",
        'S' => "it is a sparse file",
        _ => "it is of a kind that is not known",
    };

    private void Begin(long size)
    {
        left = size;
        padding = (int)(-size & (TarHeader.BlockLength - 1));
    }

    private void Count()
    {
        if (++members > limits.MostMembers)
        {
            throw new DiagnosticException(Report.ArchiveTooLarge(archive, FormattableString.Invariant($"it has more than {limits.MostMembers} members")));
        }
    }

    private PaxRecords? CheckGlobal(PaxRecords records, PaxRecords? pax) => records is { Path: null, Size: null }
        ? pax
        : throw new DiagnosticException(Report.ArchiveDamaged(archive, "a header for all members gives them one name or length"));

    private byte[] Extension(long size)
    {
        if (size > LongestExtension)
        {
            throw new DiagnosticException(Report.ArchiveTooLarge(archive, FormattableString.Invariant($"an extended header has {size} bytes; the most is {LongestExtension}")));
        }

        var text = Array.Empty<byte>();
        Begin(size);
        var length = Read(ref text);
        return text[..length];
    }

    /// <summary>Passes over what is left of the member.</summary>
    private void Skip()
    {
        var distance = left + padding;
        (left, padding) = (0, 0);
        if (distance == 0)
        {
            return;
        }

        position += distance;
        if (stream.CanSeek)
        {
            // Seeking past the end is no error of its own.
            if (position > stream.Length)
            {
                throw CutOff();
            }

            stream.Position = position;
            return;
        }

        if (skipped.Length == 0)
        {
            skipped = new byte[64 << 10];
        }

        while (distance > 0)
        {
            var read = stream.Read(skipped, 0, (int)Math.Min(distance, skipped.Length));
            distance -= read > 0 ? read : throw CutOff();
        }
    }

    /// <summary>Reads a header's block; none where the archive ends.</summary>
    private bool ReadBlock()
    {
        var read = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        position += read;
        if (read < block.Length)
        {
            throw CutOff();
        }

        if (block.AsSpan().IndexOfAnyExcept((byte)0) >= 0)
        {
            return true;
        }

        while ((read = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0)
        {
            if (block.AsSpan(0, read).IndexOfAnyExcept((byte)0) >= 0)
            {
                throw new DiagnosticException(Report.ArchiveDamaged(archive, "something follows behind its end"));
            }
        }

        return false;
    }

    private DiagnosticException CutOff() =>
        new(Report.ArchiveDamaged(archive, member.Length == 0 ? "it is cut off, or no tar archive" : $"it is cut off behind or within '{member}'"));
}
