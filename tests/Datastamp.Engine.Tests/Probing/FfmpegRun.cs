using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Datastamp.Probing;

/// <summary>FFmpeg's programs, for tests that compare with them; the test is ignored where they or a codec are missing.</summary>
internal static class FfmpegRun
{
    /// <summary>Makes a file from FFmpeg's arguments, which stand before the path.</summary>
    public static void Make(string path, string arguments)
    {
        var (exit, _, error) = Run("ffmpeg", $"-v error -nostdin -y {arguments} {path}");
        if (error.Contains("Unknown encoder", StringComparison.Ordinal))
        {
            Assert.Ignore(error);
        }

        Assert.That(exit, Is.Zero, error);
    }

    /// <summary>Makes a file that FFmpeg cannot seek in while it writes, so that no size is filled in afterwards.</summary>
    public static void MakePiped(string path, string arguments)
    {
        using var process = Start("ffmpeg", $"-v quiet -nostdin {arguments} pipe:1");
        using (var file = File.Create(path))
        {
            process.StandardOutput.BaseStream.CopyTo(file);
        }

        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }

    /// <summary>What ffprobe tells of the first video stream, by name.</summary>
    public static Dictionary<string, string> Stream(string path)
    {
        var (_, output, _) = Run(
            "ffprobe",
            $"-v error -count_packets -count_frames -select_streams v:0 -show_entries stream -of default=noprint_wrappers=1 {path}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0], StringComparer.Ordinal)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }

    /// <summary>The packets that ffprobe reads from the first video stream, in the file's order.</summary>
    public static IReadOnlyList<FfmpegPacket> Packets(string path)
    {
        var (_, output, _) = Run(
            "ffprobe",
            $"-v error -select_streams v:0 -show_entries packet=pts,dts,size,pos,flags -of default=noprint_wrappers=1 {path}");
        var packets = new List<FfmpegPacket>();
        var packet = default(FfmpegPacket);
        foreach (var pair in output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)))
        {
            long? number = long.TryParse(pair[^1], CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
            packet = pair[0] switch
            {
                "pts" => packet with { Time = number },
                "dts" => packet with { DecodingTime = number },
                "size" => packet with { Size = number ?? 0 },
                "pos" => packet with { Position = number ?? 0 },
                _ => packet with { IsKey = pair[^1].StartsWith('K') },
            };
            if (pair[0] == "flags")
            {
                packets.Add(packet);
                packet = default;
            }
        }

        return packets;
    }

    private static (int Exit, string Output, string Error) Run(string program, string arguments)
    {
        using var process = Start(program, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static Process Start(string program, string arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"No {program}.");
            throw;
        }
    }
}
