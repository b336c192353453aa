using Datastamp.Decoding;

namespace Datastamp.Probing;

/// <summary>The last tier: every frame is decoded. Slow, and the judge of files that contradict themselves.</summary>
internal static class DecodeTier
{
    /// <summary>Number of frames that come out; 0 where none does.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="beat">Called for every frame.</param>
    public static int Count(string path, Action beat)
    {
        using var stream = VideoStreamReader.Open(path, decodes: true);
        var count = 0;
        while (stream?.MoveNext() == true)
        {
            beat();
            count++;
        }

        return count;
    }
}
