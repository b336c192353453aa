using Datastamp.Decoding;

namespace Datastamp.Probing;

/// <summary>The last tier: every frame is decoded. Slow, and the judge of files that contradict themselves.</summary>
internal static class DecodeTier
{
    /// <summary>Number of frames that come out; 0 where none does.</summary>
    public static int Count(string path)
    {
        using var stream = VideoStreamReader.Open(path, decodes: true);
        var count = 0;
        while (stream?.MoveNext() == true)
        {
            count++;
        }

        return count;
    }
}
