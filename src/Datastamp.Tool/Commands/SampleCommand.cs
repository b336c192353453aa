using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Datastamp.Locking;
using Datastamp.Sampling;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp sample --frames N --segments K</c>: the frame indices that a segment sampler gives.</summary>
internal static class SampleCommand
{
    // Segments and clip length at their largest still make an array that fits into memory.
    private const int LargestCount = 10_000;

    private static readonly Option<int?> frames = Number("--frames", "N", "The number of frames of the video.", int.MaxValue, required: true);
    private static readonly Option<int?> segments = Number("--segments", "K", "The number of segments, or clips: one index each, where clips have one frame.", LargestCount, required: true);
    private static readonly Option<string?> profile = new("--profile") { HelpName = "P", Description = $"The sampler: {Names}. Default: source." };
    private static readonly Option<int?> clipLength = Number("--clip-length", "L", "Frames a clip, for tsn, sampleframes, regular and random. Default: 1.", LargestCount, required: false);
    private static readonly Option<bool> train = new("--train") { Description = "Draw as for training, from --seed. Without it: the indices of a test, which are always the same." };
    private static readonly Option<string?> seed = new("--seed") { HelpName = "S", Description = "Where the draws of --train start, from 0 to 18446744073709551615. A seed gives the same indices everywhere." };
    private static readonly Option<bool> json = new("--json") { Description = "Write JSON to standard output." };

    private static string Names => string.Join(", ", Enum.GetValues<SamplingProfile>().Select(Name));

    public static Command Create()
    {
        var command = new Command("sample", "Prints the frames, from 0, that a segment sampler chooses of a video. Example: datastamp sample --frames 300 --segments 8")
        {
            frames, segments, profile, clipLength, train, seed, json,
        };
        profile.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => Find(token.Value) is null))
            {
                result.AddError($"--profile takes one of {Names}.");
            }
        });
        seed.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !IsSeed(token.Value, out _)))
            {
                result.AddError("--seed takes a whole number from 0 to 18446744073709551615.");
            }
        });
        command.Validators.Add(CheckTogether);
        command.SetAction(Run);
        return command;
    }

    private static void CheckTogether(CommandResult result)
    {
        var (isTrain, hasSeed) = (result.GetResult(train) is { Implicit: false }, result.GetResult(seed) is { Implicit: false });
        if (isTrain != hasSeed)
        {
            result.AddError(isTrain
                ? "--train draws at random and needs --seed, so that the same indices can be had again."
                : "--seed is for --train: a test draws nothing.");
        }

        // By its token: asking for the value of an option that lacks one throws here.
        var chosen = Find(result.GetResult(profile)?.Tokens is [{ Value: var name }] ? name : null);
        if (chosen is SamplingProfile.Random && !isTrain)
        {
            result.AddError("--profile random has no test: it needs --train and --seed. Its evenly spaced twin is --profile regular.");
        }

        if (chosen is { } known && result.GetResult(clipLength) is { Implicit: false } && !SegmentSampler.HasClipLength(known))
        {
            result.AddError($"--profile {Name(known)} has no --clip-length.");
        }
    }

    private static int Run(ParseResult parsed)
    {
        var sampler = SegmentSampler.Create(Find(parsed.GetValue(profile))!.Value, parsed.GetRequiredValue(segments)!.Value, parsed.GetValue(clipLength) ?? 1);
        var count = parsed.GetRequiredValue(frames)!.Value;
        var indices = IsSeed(parsed.GetValue(seed), out var start)
            ? sampler.Train(count, new(start))
            : sampler.Test(count);
        Console.Out.Write(parsed.GetValue(json)
            ? JsonText.Write(new JObject(new JProperty("indices", new JArray(indices))))
            : string.Join(' ', indices) + "\n");
        return ExitCode.Success;
    }

    private static Option<int?> Number(string name, string help, string description, int largest, bool required)
    {
        var option = new Option<int?>(name) { HelpName = help, Description = description, Required = required };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token =>
                !int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > largest))
            {
                result.AddError(FormattableString.Invariant($"{name} takes a whole number from 1 to {largest}."));
            }
        });
        return option;
    }

    private static bool IsSeed(string? text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static string Name(SamplingProfile profile) => profile.ToString().ToLowerInvariant();

    /// <summary>The profile of a name, compared without case; null where there is none.</summary>
    private static SamplingProfile? Find(string? name) => name is null
        ? SamplingProfile.Source
        : Enum.GetValues<SamplingProfile>().Cast<SamplingProfile?>().FirstOrDefault(known => Name(known!.Value).Equals(name, StringComparison.OrdinalIgnoreCase));
}
