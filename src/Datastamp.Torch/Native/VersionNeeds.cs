using System.Buffers.Binary;
using System.Text;

namespace Datastamp.Torch.Native;

/// <summary>The versions of symbols that a shared object of ELF64 asks other libraries for, as its section <c>.gnu.version_r</c> lists them.</summary>
internal static class VersionNeeds
{
    private const uint GnuVersionNeeds = 0x6ffffffe;
    private const byte Weak = 2;

    /// <summary>Lets a library load where another lacks a version that it asks for: the loader then warns of nothing, and the symbols resolve as ever.</summary>
    /// <param name="library">The file's bytes, which are changed.</param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>Whether the library asks for that version.</returns>
    /// <exception cref="InvalidDataException">The bytes are no ELF64 file of little-endian order, or damaged.</exception>
    public static bool Weaken(Span<byte> library, string version)
    {
        try
        {
            var found = false;
            foreach (var (flags, name) in Entries(library))
            {
                if (string.Equals(name, version, StringComparison.Ordinal))
                {
                    library[flags] |= Weak;
                    found = true;
                }
            }

            return found;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The library is no whole ELF64 file.", e);
        }
    }

    /// <summary>Where the flags of each version that is asked for lie, and the version's name.</summary>
    private static List<(int Flags, string Name)> Entries(ReadOnlySpan<byte> file)
    {
        if (!file[..Math.Min(6, file.Length)].SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException("The library is no ELF64 file of little-endian order.");
        }

        var entries = new List<(int, string)>();
        var sections = Long(file, 0x28);
        var size = Short(file, 0x3A);
        for (var i = 0; i < Short(file, 0x3C); i++)
        {
            var section = sections + (i * size);
            if (Int(file, section + 4) == GnuVersionNeeds)
            {
                var names = Long(file, sections + ((int)Int(file, section + 0x28) * size) + 0x18);
                Read(file, Long(file, section + 0x18), names, entries);
            }
        }

        return entries;
    }

    private static void Read(ReadOnlySpan<byte> file, int need, int names, List<(int Flags, string Name)> entries)
    {
        for (int next; ; need += next)
        {
            var entry = checked(need + (int)Int(file, need + 8));
            for (var left = Short(file, need + 2); left > 0; left--)
            {
                var name = file[checked(names + (int)Int(file, entry + 8))..];
                entries.Add((entry + 4, Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)])));
                entry = checked(entry + (int)Int(file, entry + 12));
            }

            next = checked((int)Int(file, need + 12));
            if (next == 0)
            {
                return;
            }
        }
    }

    private static int Short(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static uint Int(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);

    private static int Long(ReadOnlySpan<byte> file, int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file[at..]));
}
