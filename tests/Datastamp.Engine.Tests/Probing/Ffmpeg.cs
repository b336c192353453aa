using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Datastamp.Probing;

/// <summary>The command-line tools of FFmpeg, for tests that compare with them. The test is ignored where they are absent.</summary>
internal static class Ffmpeg
{
    private static readonly Lazy<bool> IsThere = new(() => Exists("ffmpeg") && Exists("ffprobe"));

    public static void Require()
    {
        if (!IsThere.Value)
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
        var json = JObject.Parse(Run(
            "ffprobe", "-v", "quiet", "-of", "json", "-select_streams", "V:0", "-count_frames", "-count_packets",
            "-show_streams", "-show_frames", "-show_entries", "frame=pts", path));
        var packets = JObject.Parse(Run("ffprobe", "-v", "quiet", "-of", "json", "-select_streams", "V:0", "-show_entries", "packet=pts,flags", path));
        var stream = (JObject)json["streams"]![0]!;
        var all = (JArray)JObject.Parse(Run("ffprobe", "-v", "quiet", "-of", "json", "-select_streams", "V", "-show_entries", "stream=index", path))["streams"]!;
        return new FfprobeVideo(stream, all.Count)
        {
            FrameTimes = [.. ((JArray)json["frames"]!).Select(frame => (long?)frame["pts"] ?? long.MinValue)],
            PacketTimes = [.. ((JArray)packets["packets"]!)
                .Where(packet => !((string)packet["flags"]!).Contains('D', StringComparison.Ordinal))
                .Select(packet => (long?)packet["pts"] ?? long.MinValue)],
        };
    }

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
