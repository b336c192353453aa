using Datastamp.Geometry;

namespace Datastamp.Torch.NvJpeg;

/// <summary>Files that wait to be decoded together: their bytes, copied, one behind the other in memory that does not move.</summary>
internal sealed class EncodedBatch
{
    /// <summary>The CUDA backend has the device read Huffman codes in batches of more than 100, of more than 50 since CUDA 12.</summary>
    public const int MostFiles = 128;

    /// <summary>Bounds a thread's memory on the device: 96 MB of pixels.</summary>
    public const long MostPixels = 32L << 20;

    private const int MostBytes = 64 << 20;
    private const int SmallestBytes = 1 << 20;

    private readonly List<Entry> entries = new(MostFiles);
    private byte[] bytes = [];
    private int used;

    public IReadOnlyList<Entry> Entries => entries;

    /// <summary>The pixels of all its images.</summary>
    public long Pixels { get; private set; }

    /// <summary>Where the files' bytes are; valid until something is added.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, used);

    /// <summary>Whether there can ever be room for a file.</summary>
    public static bool Fits(ImageSize size, int length) => (long)size.Width * size.Height <= MostPixels && length <= MostBytes;

    /// <summary>Whether there is room for a file now.</summary>
    public bool HasRoomFor(ImageSize size, int length) => entries.Count < MostFiles
        && Pixels + ((long)size.Width * size.Height) <= MostPixels && used + (long)length <= MostBytes;

    public void Add(int index, ImageSize size, ReadOnlySpan<byte> file)
    {
        Reserve(used + file.Length);
        file.CopyTo(bytes.AsSpan(used));
        entries.Add(new(index, size, used, file.Length));
        used += file.Length;
        Pixels += (long)size.Width * size.Height;
    }

    public ReadOnlySpan<byte> File(Entry entry) => bytes.AsSpan(entry.Offset, entry.Length);

    public void Clear()
    {
        entries.Clear();
        (used, Pixels) = (0, 0);
    }

    private void Reserve(int length)
    {
        if (length > bytes.Length)
        {
            var grown = GC.AllocateUninitializedArray<byte>(Math.Clamp(2 * bytes.Length, Math.Max(SmallestBytes, length), MostBytes), pinned: true);
            Bytes.CopyTo(grown);
            bytes = grown;
        }
    }

    /// <summary>A file of the batch.</summary>
    /// <param name="Index">Its index in the dataset.</param>
    /// <param name="Size">Its image's size.</param>
    /// <param name="Offset">Its first byte in the batch.</param>
    /// <param name="Length">How many bytes it has.</param>
    public readonly record struct Entry(int Index, ImageSize Size, int Offset, int Length);
}
