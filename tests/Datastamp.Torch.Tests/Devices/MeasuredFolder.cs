using System.Text;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Torch.Tests.Loading;

namespace Datastamp.Torch.Tests.Devices;

/// <summary>Measures folders, and describes what comes out in full.</summary>
internal static class MeasuredFolder
{
    /// <summary>Writes images of noise of many sizes, in 8 and 16 bits, and files that are bad.</summary>
    public static void WriteMixture(ClassFolder folder)
    {
        var random = new Random(1);
        for (var i = 0; i < 60; i++)
        {
            // Some follow each other in one size.
            var (width, height) = i % 10 < 3 ? (33, 21) : (random.Next(1, 300), random.Next(1, 200));
            folder.Write($"{i:00}.ppm", Noise(width, height, i % 9 == 4 ? 65535 : 255, random));
        }

        folder.Write("one.ppm", Noise(1, 1, 255, random));
        folder.Write("empty.ppm", []);
        folder.Write("cut.ppm", Noise(40, 40, 255, random)[..1000]);
        folder.Write("text.png", Encoding.ASCII.GetBytes("no image"));
    }

    public static async Task<string> MeasureAsync(ImageDataset dataset, IImageDevice device, int threads)
    {
        var source = new FolderSource(dataset.Root, ["**/*"], [], []);
        var options = new MeasureOptions(threads) { Device = device };
        var result = await ImageMeasurer.MeasureAsync(dataset, source, source.List(CancellationToken.None).Samples, options, CancellationToken.None);
        Assert.That(result.Device, Is.EqualTo(device.Name));
        return string.Join('\n',
        [
            $"{result.Files} files of {result.Bytes} bytes, {result.Fingerprint}, by {result.Decoder}",
            .. result.Moments.Groups.Select(group => $"{group} {group.PixelsPerImage} {group.Images}: {string.Join(',', group.Channels)}"),
            .. result.Histogram?.Channels.Select(channel => string.Join(',', channel)) ?? [],
            .. result.BadFiles.Select(file => $"{file.Key}: {file.Reason}"),
        ]);
    }

    private static byte[] Noise(int width, int height, int largest, Random random)
    {
        var samples = new byte[width * height * 3 * (largest > 255 ? 2 : 1)];
        random.NextBytes(samples);
        return [.. Encoding.ASCII.GetBytes($"P6\n{width} {height}\n{largest}\n"), .. samples];
    }
}
