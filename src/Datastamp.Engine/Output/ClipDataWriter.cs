using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Datastamp.Output.Languages;

namespace Datastamp.Output;

/// <summary>
/// Writes the embedded resource of a project, which holds what is too much for code. It is read by the generated code of the same
/// build and by nothing else: that knows where the block of a dataset begins and which columns of what lengths it has. All
/// numbers are little-endian.
/// <list type="bullet">
/// <item>The resource: the eight bytes <c>DSCLIPS1</c>, then the blocks.</item>
/// <item>A block: its identity, eight bytes, which are the first of the SHA-256 of what follows in it; the labels; the columns.</item>
/// <item>The labels: their number, four bytes, and each as a <see cref="BinaryWriter"/> writes strings.</item>
/// <item>A column of integers: a byte that says how many bytes each has, 1 or 2 without sign or 4 with it, and the integers.</item>
/// <item>A column of doubles: the doubles. A column of bytes: the bytes.</item>
/// </list>
/// </summary>
internal sealed class ClipDataWriter(string resourceName) : IDisposable
{
    private static readonly UTF8Encoding encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly MemoryStream data = new();

    /// <summary>Adds the block of a dataset.</summary>
    public ClipBlock Add(IReadOnlyList<string> labels, IEnumerable<ClipColumn> columns)
    {
        using var writer = new BinaryWriter(data, encoding, leaveOpen: true);
        if (data.Length == 0)
        {
            writer.Write("DSCLIPS1"u8);
        }

        var start = (int)data.Position;
        writer.Write(0L);
        writer.Write(labels.Count);
        foreach (var label in labels)
        {
            writer.Write(label);
        }

        foreach (var column in columns)
        {
            Write(writer, column.Values);
        }

        writer.Flush();
        var block = data.GetBuffer().AsSpan(start, (int)data.Length - start);
        SHA256.HashData(block[sizeof(long)..]).AsSpan(0, sizeof(long)).CopyTo(block);
        return new(resourceName, start, data.Length, BinaryPrimitives.ReadInt64LittleEndian(block));
    }

    /// <summary>The content of the resource; empty where it has no block.</summary>
    public byte[] ToArray() => data.ToArray();

    public void Dispose() => data.Dispose();

    private static void Write(BinaryWriter writer, Array values)
    {
        switch (values)
        {
            case byte[] bytes:
                writer.Write(bytes);
                break;
            case double[] numbers:
                Array.ForEach(numbers, writer.Write);
                break;
            case int[] integers:
                Write(writer, integers);
                break;
        }
    }

    private static void Write(BinaryWriter writer, int[] integers)
    {
        if (!integers.AsSpan().ContainsAnyExceptInRange(0, byte.MaxValue))
        {
            writer.Write((byte)sizeof(byte));
            Array.ForEach(integers, value => writer.Write((byte)value));
        }
        else if (!integers.AsSpan().ContainsAnyExceptInRange(0, ushort.MaxValue))
        {
            writer.Write((byte)sizeof(ushort));
            Array.ForEach(integers, value => writer.Write((ushort)value));
        }
        else
        {
            writer.Write((byte)sizeof(int));
            Array.ForEach(integers, writer.Write);
        }
    }
}
