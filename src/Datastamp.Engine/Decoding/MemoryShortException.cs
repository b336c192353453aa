using System.Runtime.InteropServices;

namespace Datastamp.Decoding;

/// <summary>An image cannot be decoded in the memory that is left, which need not be the file's fault: others are decoded at the same time.</summary>
internal sealed class MemoryShortException : BadImageException
{
    // What decoders hold of a pixel at once, at most: 16-bit samples of four channels, and coefficients of them.
    private const int BytesPerPixel = 16;

    // And of any image.
    private const int Least = 16 << 20;

    public MemoryShortException(Exception inner)
        : base("there is not enough memory to decode it", inner)
    {
    }

    /// <summary>Whether so much memory could not be had now.</summary>
    public static unsafe bool IsShortOf(long bytes)
    {
        try
        {
            NativeMemory.Free(NativeMemory.Alloc((nuint)bytes));
            return false;
        }
        catch (OutOfMemoryException)
        {
            return true;
        }
    }

    /// <summary>Whether an image of this size could not be decoded for want of memory: decoders say no more than that they failed.</summary>
    public static bool IsShortOf(int width, int height) => IsShortOf(((long)width * height * BytesPerPixel) + Least);
}
