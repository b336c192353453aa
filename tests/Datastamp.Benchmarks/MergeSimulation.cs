using System.Diagnostics;
using System.Globalization;
using Datastamp.Locking;
using Datastamp.Sharding;
using Datastamp.Tests;

namespace Datastamp.Benchmarks;

/// <summary>
/// <c>make-parts SHARDS FILES FOLDER</c> writes simulated parts, and beside them what one machine gives; <c>merge-parts FOLDER</c> merges
/// them as the tool does, compares, and prints seconds and the process's peak memory.
/// </summary>
internal static class MergeSimulation
{
    public static int Make(string shards, string files, string folder)
    {
        var simulated = new SimulatedParts(int.Parse(shards, CultureInfo.InvariantCulture), int.Parse(files, CultureInfo.InvariantCulture));
        var start = Stopwatch.GetTimestamp();
        var (count, bytes, largest) = (0, 0L, 0L);
        foreach (var part in simulated.Parts(Directory.CreateDirectory(Path.Combine(folder, "parts")).FullName))
        {
            // Not as PartFile.Write does, which waits for the disk: machines of their own would wait each for itself.
            var text = PartFile.Text(part);
            File.WriteAllText(part.File, text);
            (count, bytes, largest) = (count + 1, bytes + text.Length, Math.Max(largest, text.Length));
        }

        File.WriteAllText(Path.Combine(folder, "whole.json"), Result(simulated.Whole()));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} parts, {bytes / 1e6:F0} MB, the largest {largest / 1e3:F1} kB, made in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
        return 0;
    }

    public static int Merge(string folder)
    {
        var start = Stopwatch.GetTimestamp();
        var merged = (ImagePart)PartMerge.Read(PartMerge.Find([Path.Combine(folder, "parts")]));
        var text = Result(merged);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{merged.Files} files, {merged.Moments.Groups.Length} sizes: {seconds:F1} s ({Environment.CpuUsage.TotalTime.TotalSeconds:F1} s of processor), {process.PeakWorkingSet64 / 1e6:F0} MB"));
        if (text == File.ReadAllText(Path.Combine(folder, "whole.json")))
        {
            return 0;
        }

        Console.Error.WriteLine("The merged result is not that of one machine.");
        return 1;
    }

    private static string Result(ImagePart whole) => JsonText.Write(ImageResultJson.Write(whole.ToResult()));
}
