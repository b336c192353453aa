using Datastamp.Decoding;

namespace Datastamp.Probing;

/// <summary>The last tier: every frame is decoded. Slow, and the judge of files that contradict themselves.</summary>
internal static class DecodeTier
{
    /// <summary>Whether frames of a codec can be decoded here: the FFmpeg in OpenCV's package has no decoder of AV1.</summary>
    /// <param name="codec">FFmpeg's name.</param>
    public static bool CanDecode(string codec) => codec != "av1";

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
