using Datastamp.Frames;

namespace Datastamp.Tests.Frames;

internal static class ReadFrames
{
    /// <summary>Reads frames, in the order of their indices, each 3×H×W.</summary>
    public static byte[][] Samples(this VideoFrames frames, params int[] indices)
    {
        var read = new Dictionary<int, byte[]>();
        frames.Read(indices, index =>
        {
            var samples = new byte[3 * frames.Width * frames.Height];
            read.Add(index, samples);
            return samples;
        });
        return [.. indices.Select(index => read[index])];
    }
}
