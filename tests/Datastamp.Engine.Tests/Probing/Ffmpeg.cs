using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Datastamp.Probing;

/// <summary>The command-line tools of FFmpeg, for tests that compare with them. The test is ignored where they are absent.</summary>
internal static class Ffmpeg
{
    private static readonly Lazy<bool> isThere = new(() => Exists("ffmpeg") && Exists("ffprobe"));

    public static void Require()
    {
        if (!isThere.Value)
        {
            Assert.Ignore("ffmpeg and ffprobe are not installed.");
        }
    }

    /// <summary>Whether this build has an encoder.</summary>
    public static bool HasEncoder(string name) => Run("ffmpeg", "-hide_banner", "-h", $"encoder={name}").Contains("Encoder " + name, StringComparison.Ordinal);

    /// <summary>Runs ffmpeg with arguments that are separated by spaces.</summary>
    /// <param name="arguments">All but the last one: input, options.</param>
    /// <param name="output">The file to write.</param>
    public static string Write(string arguments, string output)
    {
        Require();
        string[] all = ["-v", "error", "-nostdin", "-y", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), output];
        _ = Run("ffmpeg", all);
        return output;
    }

    /// <summary>What ffprobe tells of the first video stream that is not an attached picture, after decoding all of it.</summary>
    public static FfprobeVideo Probe(string path)
    {
        Require();
        var json = Ask(path, "V:0", "-count_frames", "-count_packets", "-show_streams", "-show_frames", "-show_packets", "-show_entries", "frame=pts,key_frame:packet=pts,flags");
        var stream = (JObject)json["streams"]![0]!;
        var streams = (JArray)Ask(path, "V", "-show_entries", "stream=index")["streams"]!;
        var items = ((JArray)json["packets_and_frames"]!).ToLookup(item => (string)item["type"]!, StringComparer.Ordinal);
        return new FfprobeVideo(stream, streams.Count)
        {
            KeyFrames = items["frame"].Count(frame => (int)frame["key_frame"]! == 1),
            FrameTimes = [.. items["frame"].Select(Time)],
            PacketTimes = [.. items["packet"].Where(packet => !((string)packet["flags"]!).Contains('D', StringComparison.Ordinal)).Select(Time)],
        };
    }

    /// <summary>The frames that are shown, by time, in units of the time base; where a container has no times for them, those of decoding.</summary>
    public static IReadOnlyList<(long Time, long Duration, bool IsKey)> Frames(string path)
    {
        Require();
        return [.. Ask(path, "v:0", "-show_frames", "-show_entries", "frame=pts,pkt_dts,duration,pkt_duration,key_frame")["frames"]!
            .Select(frame => ((long)(frame["pts"] ?? frame["pkt_dts"])!, (long)(frame["duration"] ?? frame["pkt_duration"])!, (int)frame["key_frame"]! == 1))];
    }

    private static JObject Ask(string path, string streams, params string[] what) =>
        JObject.Parse(Run("ffprobe", ["-v", "quiet", "-of", "json", "-select_streams", streams, .. what, path]));

    private static long Time(JToken item) => (long?)item["pts"] ?? long.MinValue;

    private static bool Exists(string program)
    {
        try
        {
            _ = Run(program, "-version");
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, string.Create(CultureInfo.InvariantCulture, $"{program} {string.Join(' ', arguments)}: {errors.Result}"));
        return output;
    }
}
