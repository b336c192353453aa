using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Datastamp.Torch.Loading;
using Datastamp.Torch.Native;
using Datastamp.Torch.Transforms;

namespace Datastamp.Benchmarks;

/// <summary>
/// <c>load FOLDER [--jobs N] [--batch N]</c>: for every line of standard input, <c>decode-only</c>, <c>validation</c> or <c>train</c>, takes
/// all images once in that way and prints, as JSON, how many they were, the seconds it took, and those of the processor. So a process that is warm can be
/// compared with others in turn.
/// </summary>
internal static class LoadRounds
{
    private static readonly float[] mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] std = [0.229f, 0.224f, 0.225f];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var folder, "--jobs", var jobsText, "--batch", var batchText]
            || !int.TryParse(jobsText, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs)
            || !int.TryParse(batchText, NumberStyles.None, CultureInfo.InvariantCulture, out var batch))
        {
            await Console.Error.WriteLineAsync("usage: load FOLDER --jobs N --batch N");
            return 2;
        }

        TorchLibrary.MakeLoadable();
        var images = ImageFolder.Open(folder);
        var options = new ImageLoaderOptions { BatchSize = batch, Threads = jobs };
        var validation = new ImageLoader(images, Preprocess.Validation(mean, std), options);
        var train = new ImageLoader(images, Preprocess.Train(mean, std), options with { Shuffle = true });
        var files = Enumerable.Range(0, images.Count).Select(images.PathOf).ToArray();
        for (var epoch = 0; await Console.In.ReadLineAsync() is { } what; epoch++)
        {
            var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var count = what switch
            {
                "decode-only" => DecodeOnly.DecodeAll(files, jobs),
                "validation" => await CountAsync(validation, epoch),
                "train" => await CountAsync(train, epoch),
                _ => throw new ArgumentException($"There is no {what}.", nameof(arguments)),
            };
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                images = count,
                seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
                cpu = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            }));
        }

        return 0;
    }

    private static async Task<int> CountAsync(ImageLoader loader, int epoch)
    {
        var count = 0;
        await foreach (var batch in loader.LoadAsync(epoch))
        {
            using (batch)
            {
                count += batch.Count;
            }
        }

        return count;
    }
}
