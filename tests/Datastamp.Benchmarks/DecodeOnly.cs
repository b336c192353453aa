using System.Globalization;
using Datastamp.Decoding;
using OpenCvSharp;

namespace Datastamp.Benchmarks;

/// <summary>
/// <c>decode-only FOLDER [--jobs N]</c>: reads and decodes each file once, with the engine's decoder on as many threads,
/// and does nothing else. It bounds what any program around that decoder can reach.
/// </summary>
internal static class DecodeOnly
{
    // As in the engine's ImageDecoder, for RGB without orientation; 256 is IMREAD_COLOR_RGB.
    private const ImreadModes Flags = (ImreadModes)256 | ImreadModes.AnyDepth | ImreadModes.IgnoreOrientation;

    private static readonly HashSet<string> extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp",
    };

    private static readonly EnumerationOptions everywhere = new() { RecurseSubdirectories = true };

    public static int Run(string[] arguments)
    {
        if (Parse(arguments) is not { } request)
        {
            Console.Error.WriteLine("usage: decode-only FOLDER [--jobs N]");
            return 2;
        }

        var files = Directory.EnumerateFiles(request.Folder, "*", everywhere)
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal)
            .ToArray();

        // Loads the native library as the engine does, and takes OpenCV's own threads away.
        _ = ImageDecoder.Identity;
        Console.WriteLine(DecodeAll(files, request.Jobs));
        return 0;
    }

    private static (string Folder, int Jobs)? Parse(string[] arguments) => arguments switch
    {
        [var folder] when Directory.Exists(folder) => (folder, Environment.ProcessorCount),
        [var folder, "--jobs", var number] when Directory.Exists(folder)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs > 0 => (folder, jobs),
        _ => null,
    };

    /// <summary>Decodes files, and gives the number of those that are images.</summary>
    public static int DecodeAll(string[] files, int jobs)
    {
        var next = -1;
        var images = 0;
        var threads = Enumerable.Range(0, jobs).Select(_ => new Thread(Work)).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return images;

        void Work()
        {
            var buffer = new byte[256 << 10];
            for (int index; (index = Interlocked.Increment(ref next)) < files.Length;)
            {
                var length = Read(files[index], ref buffer);
                using var pixels = Cv2.ImDecode(buffer.AsSpan(0, length), Flags);
                if (!pixels.Empty())
                {
                    Interlocked.Increment(ref images);
                }
            }
        }
    }

    private static int Read(string path, ref byte[] buffer)
    {
        using var file = File.OpenHandle(path);
        var length = checked((int)RandomAccess.GetLength(file));
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(length + (length / 4));
        }

        return RandomAccess.Read(file, buffer.AsSpan(0, length), 0);
    }
}
