using Datastamp.Geometry;
using Datastamp.Statistics;

namespace Datastamp.Benchmarks.Kernels;

/// <summary>One image of the size most common among photographs for training. It fits a core's cache, as a freshly decoded one does.</summary>
internal static class Photograph
{
    public const int Pixels = Width * Height;
    public const int Channels = 3;

    private const int Width = 500;
    private const int Height = 375;

    public static ImageSize Size => new(Width, Height);

    /// <summary>Samples whose neighbours differ little, as in photographs: counting equal values is slower than counting random ones.</summary>
    public static byte[] Bytes(int channels)
    {
        var random = new Random(20);
        var samples = new byte[Pixels * channels];
        random.NextBytes(samples.AsSpan(0, channels));
        for (var i = channels; i < samples.Length; i++)
        {
            samples[i] = (byte)Math.Clamp(samples[i - channels] + random.Next(-3, 4), 0, 255);
        }

        return samples;
    }

    /// <summary>The same with 16 bits a sample.</summary>
    public static ushort[] Words(int channels) => [.. Bytes(channels).Select(sample => (ushort)(sample * SampleDepth.Widening))];
}
