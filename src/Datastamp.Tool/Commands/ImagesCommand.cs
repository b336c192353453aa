using System.CommandLine;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Sharding;
using Datastamp.Stamping;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp images PATH</c>: measures images, wherever they lie and whatever any lock says.</summary>
internal static class ImagesCommand
{
    private static readonly Argument<string[]> path = Options.Places("A folder of images; .tar, .tar.gz, .tar.zst, .zip, .parquet, IDX or CIFAR files; an address s3://bucket/prefix; or '-' for a tar archive on standard input.");

    private static readonly Option<string[]> pattern = Options.Pattern("train/**/*.png", "image");
    private static readonly Option<string[]> exclude = Options.Exclude();
    private static readonly Option<string?> color = Options.Text("--color", "rgb|bgr|gray", "The channels that are measured. Default: rgb.");
    private static readonly Option<string?> orientation = Options.Text("--orientation", "ignore|apply", "What to do with the EXIF orientation. Default: ignore.");
    private static readonly Option<string?> resize = Options.Text("--resize", "N", "Resize before measuring: the short side in pixels (256), or height x width (224x320).");
    private static readonly Option<string?> centerCrop = Options.Text("--center-crop", "N", "Crop around the centre before measuring, in pixels: 224, or height x width.");
    private static readonly Option<string?> interpolation = Options.Text("--interpolation", "I", "The resize's filter: nearest, box, bilinear, bicubic, lanczos. Default: bilinear.");
    private static readonly Option<string?> weighting = Options.Text("--weighting", "W", "Which statistics are shown first: mixed, pixels, images. Default: mixed.");
    private static readonly Option<string?> onBadFile = Options.OnBadFile("image");
    private static readonly Option<string?> maxPixels = Options.Text("--max-pixels", "N", "The largest image that is decoded. Default: 268435456.");
    private static readonly Option<string?> sample = Options.Text("--sample", "FRACTION|COUNT", "Measure only some of the files, and estimate: 10%, 0.1 or 5000.");
    private static readonly Option<string?> sampleSeed = Options.Text("--sample-seed", "N", "What decides which files those are. Default: 0.");
    private static readonly Option<bool> histogram = new("--histogram") { Description = "Also count histograms, with percentiles." };
    private static readonly Option<bool> recompute = Options.Recompute();
    private static readonly Option<int?> jobs = Options.Jobs();
    private static readonly Option<bool> json = Options.Json();
    private static readonly ShardOptions shards = new();
    private static readonly DeviceOptions devices = new();

    public static Command Create()
    {
        var command = new Command("images", "Measures images in a folder or in archives: mean and std a channel, in all weightings. Example: datastamp images data/train --resize 256 --center-crop 224")
        {
            path, pattern, exclude, color, orientation, resize, centerCrop, interpolation, weighting, onBadFile, maxPixels, sample, sampleSeed, histogram, recompute, jobs, json,
        };
        shards.AddTo(command, json, sample);
        devices.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(sampleSeed) is { Implicit: false } && result.GetResult(sample) is null or { Implicit: true })
            {
                result.AddError("--sample-seed is for --sample.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var dataset = ImageDatasetReader.Read(Options.Joined(parsed.GetRequiredValue(path)), Environment.CurrentDirectory, Metadata(parsed));
        using var progress = ProgressBar.OnTerminal();
        var options = devices.Run(parsed, parsed.GetValue(jobs), progress);
        var cache = CacheUse.OfUser(parsed.GetValue(recompute));
        var warnings = new List<Diagnostic>();
        if (shards.Read(parsed) is var (shard, file))
        {
            var kept = shards.Kept(parsed, file, dataset, shard, warnings.Add);
            var part = kept ?? await ShardMeasurer.MeasureAsync(dataset, shard, file, cache, options, warnings.Add, cancellation);
            progress?.Dispose();
            Warnings.Write(warnings);
            return ShardOptions.Write(part, kept is not null);
        }

        var result = await DatasetMeasurer.MeasureAsync(dataset, cache, options, warnings.Add, cancellation);
        progress?.Dispose();
        Warnings.Write(warnings);
        if (parsed.GetValue(json))
        {
            await Console.Out.WriteAsync(JsonText.Write(ImageResultJson.Write(result)));
        }
        else
        {
            ImageTable.Write(dataset, result);
        }

        return ExitCode.Success;
    }

    /// <summary>The command line in the words of a project's item, so that one reader checks both.</summary>
    private static Dictionary<string, string> Metadata(ParseResult parsed) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Pattern"] = string.Join(';', parsed.GetValue(pattern) ?? []),
        ["ExcludePattern"] = string.Join(';', parsed.GetValue(exclude) ?? []),
        ["Color"] = parsed.GetValue(color) ?? string.Empty,
        ["Orientation"] = parsed.GetValue(orientation) ?? string.Empty,
        ["Resize"] = parsed.GetValue(resize) ?? string.Empty,
        ["CenterCrop"] = parsed.GetValue(centerCrop) ?? string.Empty,
        ["Interpolation"] = parsed.GetValue(interpolation) ?? string.Empty,
        ["Weighting"] = parsed.GetValue(weighting) ?? string.Empty,
        ["OnBadFile"] = parsed.GetValue(onBadFile) ?? string.Empty,
        ["MaxPixels"] = parsed.GetValue(maxPixels) ?? string.Empty,
        ["Sample"] = parsed.GetValue(sample) ?? string.Empty,
        ["SampleSeed"] = parsed.GetValue(sampleSeed) ?? string.Empty,
        ["Histogram"] = parsed.GetValue(histogram) ? "true" : "false",
    };
}
