using System.Diagnostics;
using System.Text;
using Datastamp.Tests;
using Newtonsoft.Json.Linq;

namespace Datastamp.Probing;

/// <summary>The command-line tools of FFmpeg, for tests that compare with them. The test is ignored where they or an encoder are absent.</summary>
internal static class Ffmpeg
{
    /// <summary>Has ffmpeg write a file.</summary>
    /// <param name="arguments">All but the last one, separated by spaces: input, options.</param>
    /// <param name="output">The file to write.</param>
    public static string Write(string arguments, string output)
    {
        Encode(arguments, output, streamed: Stream.Null);
        return output;
    }

    /// <summary>The same to where it cannot seek back, so that no size is filled in afterwards.</summary>
    public static string WriteStreamed(string arguments, string output)
    {
        using var file = File.Create(output);
        Encode(arguments, "pipe:1", file);
        return output;
    }

    /// <summary>What ffprobe tells of the first video stream that is not an attached picture, after decoding all of it.</summary>
    public static FfprobeVideo Probe(string path)
    {
        var json = Ask(path, "V:0", "-count_frames", "-show_streams", "-show_frames", "-show_packets", "-show_entries", "frame=pts,key_frame:packet=pts,dts,size,pos,flags");
        var streams = (JArray)Ask(path, "V", "-show_entries", "stream=index")["streams"]!;
        var items = ((JArray)json["packets_and_frames"]!).ToLookup(item => (string)item["type"]!, StringComparer.Ordinal);
        return new FfprobeVideo((JObject)json["streams"]![0]!, streams.Count)
        {
            KeyFrames = items["frame"].Count(frame => (int)frame["key_frame"]! == 1),
            FrameTimes = [.. items["frame"].Select(frame => (long?)frame["pts"] ?? long.MinValue)],
            Packets = [.. items["packet"].Select(Packet)],
        };
    }

    /// <summary>The frames that are shown, by time, in units of the time base; where a container has no times for them, those of decoding.</summary>
    public static IReadOnlyList<(long Time, long Duration, bool IsKey)> Frames(string path) =>
        [.. Ask(path, "v:0", "-show_frames", "-show_entries", "frame=pts,pkt_dts,duration,pkt_duration,key_frame")["frames"]!
            .Select(frame => ((long)(frame["pts"] ?? frame["pkt_dts"])!, (long)(frame["duration"] ?? frame["pkt_duration"])!, (int)frame["key_frame"]! == 1))];

    private static FfprobePacket Packet(JToken packet)
    {
        var flags = (string)packet["flags"]!;
        return new((long?)packet["pos"] ?? 0, (long)packet["size"]!, (long?)packet["pts"], (long?)packet["dts"], flags.StartsWith('K'), flags.Contains('D', StringComparison.Ordinal));
    }

    private static void Encode(string arguments, string output, Stream streamed)
    {
        var (exit, error) = Run("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), output], streamed);
        if (error.Contains("Unknown encoder", StringComparison.Ordinal))
        {
            Assert.Ignore(error);
        }

        Assert.That(exit, Is.Zero, $"ffmpeg {arguments}: {error}");
    }

    private static JObject Ask(string path, string streams, params string[] what)
    {
        using var output = new MemoryStream();
        var (exit, error) = Run("ffprobe", ["-v", "error", "-of", "json", "-select_streams", streams, .. what, path], output);
        Assert.That(exit, Is.Zero, $"ffprobe {path}: {error}");
        return JObject.Parse(Encoding.UTF8.GetString(output.ToArray()));
    }

    private static (int Exit, string Error) Run(string program, string[] arguments, Stream output)
    {
        Programs.Require("ffmpeg", "ffmpeg", "ffprobe");
        using var process = Start(program, arguments);
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (process.ExitCode, error.Result);
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
}
