using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Datastamp.Decoding;

/// <summary>A 64-bit ELF shared object that has a name (SONAME) and nothing else: no code, no data, no symbols.</summary>
internal static class EmptySharedObject
{
    private const int ElfHeader = 64, ProgramHeader = 56, ProgramHeaders = 3, SymbolEntry = 24, DynamicEntry = 16, DynamicEntries = 7;
    private const int Symbols = ElfHeader + (ProgramHeaders * ProgramHeader);
    private const int Hash = Symbols + SymbolEntry;
    private const int Dynamic = Hash + 16;
    private const int Strings = Dynamic + (DynamicEntries * DynamicEntry);

    /// <summary>The bytes of such an object for the running processor.</summary>
    public static byte[] Build(string soname)
    {
        var name = Encoding.ASCII.GetBytes(soname);
        var file = new byte[Strings + 1 + name.Length + 1];
        WriteElfHeader(file);
        WriteProgramHeader(file, 0, type: 1, Range.All, file.Length, alignment: 0x10000); // PT_LOAD
        WriteProgramHeader(file, 1, type: 2, Dynamic.., DynamicEntries * DynamicEntry, alignment: 8); // PT_DYNAMIC
        WriteProgramHeader(file, 2, type: 0x6474e551, Range.All, size: 0, alignment: 16); // PT_GNU_STACK: not executable
        Write32(file, Hash, 1); // One bucket and one chain entry, both for the null symbol.
        Write32(file, Hash + 4, 1);
        WriteDynamic(file, [(14, 1), (4, Hash), (5, Strings), (6, Symbols), (10, file.Length - Strings), (11, SymbolEntry), (0, 0)]);
        name.CopyTo(file, Strings + 1);
        return file;
    }

    private static void WriteElfHeader(byte[] file)
    {
        ReadOnlySpan<byte> identification = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identification.CopyTo(file);
        Write16(file, 16, 3); // ET_DYN
        Write16(file, 18, RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 183 : 62);
        Write32(file, 20, 1);
        Write64(file, 32, ElfHeader);
        Write16(file, 52, ElfHeader);
        Write16(file, 54, ProgramHeader);
        Write16(file, 56, ProgramHeaders);
        Write16(file, 58, 64);
    }

    private static void WriteProgramHeader(byte[] file, int index, uint type, Range from, long size, long alignment)
    {
        var at = ElfHeader + (index * ProgramHeader);
        var offset = from.Start.Value;
        Write32(file, at, type);
        Write32(file, at + 4, 6); // Readable, and writable: the loader relocates the dynamic section in place.
        Write64(file, at + 8, offset);
        Write64(file, at + 16, offset);
        Write64(file, at + 24, offset);
        Write64(file, at + 32, size);
        Write64(file, at + 40, size);
        Write64(file, at + 48, alignment);
    }

    private static void WriteDynamic(byte[] file, ReadOnlySpan<(long Tag, long Value)> entries)
    {
        var at = Dynamic;
        foreach (var (tag, value) in entries)
        {
            Write64(file, at, tag);
            Write64(file, at + 8, value);
            at += DynamicEntry;
        }
    }

    private static void Write16(byte[] file, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), (ushort)value);

    private static void Write32(byte[] file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

    private static void Write64(byte[] file, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), value);
}
