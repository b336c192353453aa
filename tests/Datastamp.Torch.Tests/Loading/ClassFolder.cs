using System.Text;
using Datastamp.Geometry;

namespace Datastamp.Torch.Tests.Loading;

/// <summary>A folder of images for one test.</summary>
internal sealed class ClassFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("datastamp-").FullName;

    /// <summary>Writes a picture of noise as a PPM file.</summary>
    public void Write(string key, ImageSize size, int seed, int darkest = 0)
    {
        var random = new Random(seed);
        var samples = new byte[size.Width * size.Height * 3];
        foreach (ref var sample in samples.AsSpan())
        {
            sample = (byte)random.Next(darkest, 256);
        }

        Write(key, [.. Encoding.ASCII.GetBytes($"P6\n{size.Width} {size.Height}\n255\n"), .. samples]);
    }

    public void Write(string key, byte[] content)
    {
        var path = Path.Combine(Root, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <summary>Writes images of several classes and sizes.</summary>
    public void WriteMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Write($"{"abc"[i % 3]}/{i:000}.ppm", new(20 + (i % 13), 20 + (i % 7)), i);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
