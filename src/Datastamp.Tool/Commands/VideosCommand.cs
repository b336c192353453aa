using System.CommandLine;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Output.Videos;
using Datastamp.Sharding;
using Datastamp.Stamping;
using Datastamp.Tool.Guarding;
using Datastamp.Tool.Terminal;
using Datastamp.Videos;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp videos PATH</c>: tells what the videos of a folder are, whatever any lock says.</summary>
internal static class VideosCommand
{
    private static readonly Argument<string> path = Options.Folder("The folder of videos.");
    private static readonly Option<string[]> pattern = Options.Pattern("train/**/*.mp4", "video");
    private static readonly Option<string[]> exclude = Options.Exclude();
    private static readonly Option<string?> segments = Options.Text("--segments", "K", "Also choose K frames of each video.");
    private static readonly Option<string?> profile = Options.Text("--profile", "P", "How those are chosen: source, tsn, sampleframes, uniform, linspace, regular. Default: source.");
    private static readonly Option<string?> frameCount = Options.Text("--frame-count", "index|packets|decode", "How frames are counted at least; a doubtful file is decoded in any case. Default: index.");
    private static readonly Option<string?> identity = Options.Text("--identity", "tables|full", "What a file's identity is made of: its tables, first and last 64 KiB, or every byte. Default: tables.");
    private static readonly Option<string?> onBadFile = Options.OnBadFile("video");
    private static readonly Option<bool> recompute = Options.Recompute();
    private static readonly Option<int?> jobs = Options.Jobs();
    private static readonly Option<bool> json = Options.Json();
    private static readonly ShardOptions shards = new();
    private static readonly Option<bool> csv = new("--csv") { Description = "Write a table of comma-separated values to standard output." };
    private static readonly Option<string?> export = Options.Text("--export", "F", $"Write files for other programs: {string.Join(", ", VideoExport.Formats)}.");
    private static readonly Option<string?> output = Options.Text("--output", "DIR", "The folder that --export writes to. Default: the current one.");

    public static Command Create()
    {
        var command = new Command("videos", "Tells what each video of a folder is: size, frames, rate, and how that is known. Example: datastamp videos clips --segments 8 --json")
        {
            path, pattern, exclude, segments, profile, frameCount, identity, onBadFile, recompute, jobs, json, csv, export, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(json) is { Implicit: false } && result.GetResult(csv) is { Implicit: false })
            {
                result.AddError("--json and --csv both write to standard output: choose one.");
            }

            if (result.GetResult(output) is { Implicit: false } && result.GetResult(export) is null or { Implicit: true })
            {
                result.AddError("--output is for --export.");
            }
        });
        export.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !VideoExport.Formats.Contains(token.Value, StringComparer.OrdinalIgnoreCase)))
            {
                result.AddError($"--export takes one of {string.Join(", ", VideoExport.Formats)}.");
            }
        });
        shards.AddTo(command, json, csv, export);
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>What is known is written in any case; bad files, unless they are skipped, make the exit code.</summary>
    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var dataset = VideoDatasetReader.Read(parsed.GetRequiredValue(path), Environment.CurrentDirectory, Metadata(parsed));
        using var progress = ProgressBar.OnTerminal();
        var options = new MeasureOptions(parsed.GetValue(jobs) ?? Environment.ProcessorCount, progress) { Safeguard = Safeguards.OfCommand() };
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

        var measurement = await DatasetMeasurer.MeasureAsync(dataset, cache, options, warnings.Add, cancellation);
        progress?.Dispose();
        Warnings.Write(warnings);
        var errors = Tell(dataset, measurement);
        await WriteAsync(parsed, dataset, measurement);
        if (parsed.GetValue(export) is { } format)
        {
            var folder = Path.GetFullPath(parsed.GetValue(output) ?? ".");
            (string Path, byte[]? Content)[] files = [.. VideoExport
                .Write(format, dataset, [.. measurement.Videos.Where(video => video.Health == VideoHealth.Whole)])
                .Select(file => (Path.Combine(folder, file.RelativePath), file.Content))];
            AtomicFile.Write(files);
            await Console.Error.WriteLineAsync(PlainText.Of(files.Length == 1 ? $"datastamp: wrote {files[0].Path}" : FormattableString.Invariant($"datastamp: wrote {files.Length} files below {folder}")));
        }

        return errors.Count > 0 ? ExitCode.For(errors) : ExitCode.Success;
    }

    private static IReadOnlyList<Diagnostic> Tell(VideoDataset dataset, VideoMeasurement measurement)
    {
        try
        {
            DatasetMeasurer.Tell(dataset, measurement, warning => Console.Error.WriteLine(warning));
            return [];
        }
        catch (DiagnosticException e)
        {
            foreach (var error in e.Diagnostics)
            {
                Console.Error.WriteLine(error);
            }

            return e.Diagnostics;
        }
    }

    private static async Task WriteAsync(ParseResult parsed, VideoDataset dataset, VideoMeasurement measurement)
    {
        if (parsed.GetValue(json))
        {
            await Console.Out.WriteAsync(JsonText.Write(VideoJson.WriteAll(dataset, measurement)));
        }
        else if (parsed.GetValue(csv))
        {
            await using var standard = Console.OpenStandardOutput();
            await standard.WriteAsync(VideoExport.Write("csv", dataset, measurement.Videos).Single().Content);
        }
        else
        {
            VideoTable.Write(dataset, measurement);
        }
    }

    /// <summary>The command line in the words of a project's item, so that one reader checks both.</summary>
    private static Dictionary<string, string> Metadata(ParseResult parsed) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Pattern"] = string.Join(';', parsed.GetValue(pattern) ?? []),
        ["ExcludePattern"] = string.Join(';', parsed.GetValue(exclude) ?? []),
        ["Segments"] = parsed.GetValue(segments) ?? string.Empty,
        ["Profile"] = parsed.GetValue(profile) ?? string.Empty,
        ["FrameCount"] = parsed.GetValue(frameCount) ?? string.Empty,
        ["FileIdentity"] = parsed.GetValue(identity) ?? string.Empty,
        ["OnBadFile"] = parsed.GetValue(onBadFile) ?? string.Empty,
    };
}
