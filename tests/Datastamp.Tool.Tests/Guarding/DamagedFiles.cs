using System.Globalization;
using Datastamp.Tests;

namespace Datastamp.Tool.Tests.Guarding;

/// <summary>Real files, whole ones and ones that were cut off or had bits turned over, the same in every run.</summary>
internal static class DamagedFiles
{
    private const int Cuts = 4;
    private const int Flips = 9;

    /// <summary>Images of all formats.</summary>
    public static void MakeImages(string folder) => Make(folder, Directory.GetFiles(Path.Combine(Repository.Root, "tests/Datastamp.Engine.Tests/Images"), "*.*").Where(path => !path.EndsWith(".json", StringComparison.Ordinal)));

    /// <summary>Videos of MP4, Matroska and AVI.</summary>
    public static void MakeVideos(string folder)
    {
        string[] names = ["test.avi", "h265_video.mp4", "corrupted.mp4", "video_90.mov", "testsrc2_vp9.webm", "nasa_13013.mp4"];
        var clips = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips");
        Make(folder, [Path.Combine(clips, "slide/right.mp4"), Path.Combine(clips, "turn/fan.webm"), .. names.Select(name => Path.Combine(Repository.ReferenceVideos(), name))]);
    }

    private static void Make(string folder, IEnumerable<string> files)
    {
        var random = new Random(2026);
        Directory.CreateDirectory(folder);
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            var whole = File.ReadAllBytes(path);
            Write(folder, path, "whole", whole);
            for (var cut = 1; cut <= Cuts; cut++)
            {
                Write(folder, path, Name("cut", cut), whole[..((whole.Length * cut / (Cuts + 1)) + random.Next(8))]);
            }

            for (var flip = 1; flip <= Flips; flip++)
            {
                var flipped = (byte[])whole.Clone();

                // From one bit to hundreds of them; a third of the files where headers and tables are.
                for (var bits = 1 << (flip - 1); bits > 0; bits--)
                {
                    flipped[random.Next(flip % 3 == 0 ? Math.Min(512, flipped.Length) : flipped.Length)] ^= (byte)(1 << random.Next(8));
                }

                Write(folder, path, Name("flip", flip), flipped);
            }
        }
    }

    private static string Name(string damage, int number) => string.Create(CultureInfo.InvariantCulture, $"{damage}{number}");

    private static void Write(string folder, string path, string damage, byte[] content) =>
        File.WriteAllBytes(Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(path)}-{damage}{Path.GetExtension(path)}"), content);
}
