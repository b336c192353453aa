using System.CommandLine;
using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Sharding;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>--shard K/N --part FILE</c> of one command: measures a share of the files, to be merged with the others.</summary>
internal sealed class ShardOptions
{
    private const string Auto = "auto";

    private readonly Option<string?> shard = Options.Text("--shard", "K/N|auto[/N]", "Measure only the K-th of N shares of the files, which their names decide; auto asks the scheduler's variables. Needs --part.");
    private readonly Option<string?> part = Options.Text("--part", "FILE", "Write what was measured of the shard to this file, for 'datastamp merge'; to K-of-N.json in it, where this is a folder or ends in '/'.");
    private readonly Option<bool> resume = new("--resume") { Description = "Keep the part that is there, where it is whole and of this definition. Its data is not looked at again." };

    /// <summary>Gives the options to a command; what only whole results can be is not for parts.</summary>
    public void AddTo(Command command, params Option[] wholeOnly)
    {
        command.Options.Add(shard);
        command.Options.Add(part);
        command.Options.Add(resume);
        shard.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => Shard.Parse(token.Value) is null && !IsAuto(token.Value, out _)))
            {
                result.AddError($"--shard takes K/N, such as 2/8, with K from 1 to N and N up to {Shard.MaxCount}; or auto, or auto/N.");
            }
        });
        command.Validators.Add(result =>
        {
            var (hasShard, hasPart) = (result.GetResult(shard) is { Implicit: false }, result.GetResult(part) is { Implicit: false });
            if (hasShard != hasPart)
            {
                result.AddError("--shard and --part go together.");
            }

            if (!hasPart && result.GetResult(resume) is { Implicit: false })
            {
                result.AddError("--resume is for --part.");
            }

            if (hasPart && Array.Find(wholeOnly, option => result.GetResult(option) is { Implicit: false }) is { } other)
            {
                result.AddError(other.Name is "--sample"
                    ? "--sample is of a whole dataset, and goes with no --shard."
                    : $"{other.Name} is of a whole dataset: leave it for 'datastamp merge'.");
            }
        });
    }

    /// <summary>The shard and its file, or null where all files are asked for.</summary>
    /// <exception cref="DiagnosticException">DS0406–DS0408: the scheduler's variables give no shard.</exception>
    public (Shard Shard, string File)? Read(ParseResult parsed)
    {
        if (parsed.GetValue(shard) is not { } text)
        {
            return null;
        }

        var share = IsAuto(text, out var count) ? new ShardEnvironment(Environment.GetEnvironmentVariable).Find(count) : Shard.Parse(text)!.Value;
        return (share, PathOf(share, parsed.GetValue(part)!));
    }

    /// <summary>The part that an earlier run wrote, where it is to be kept and is the one that is asked for.</summary>
    public Part? Kept(ParseResult parsed, string file, Dataset dataset, Shard share, Action<Diagnostic> report) =>
        parsed.GetValue(resume) ? KeptPart.Find(file, dataset, share, report) : null;

    /// <summary>Writes a part, unless it is there, and says so.</summary>
    public static int Write(Part measured, bool isKept)
    {
        if (!isKept)
        {
            PartFile.Write(measured);
        }

        PartText.Write(measured, isKept);
        return ExitCode.Success;
    }

    private static bool IsAuto(string text, out int? count)
    {
        count = null;
        switch (text.Split('/'))
        {
            case [Auto]:
                return true;
            case [Auto, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= Shard.MaxCount:
                count = n;
                return true;
            default:
                return false;
        }
    }

    private static string PathOf(Shard share, string path) =>
        Path.GetFullPath(Path.EndsInDirectorySeparator(path) || Directory.Exists(path) ? Path.Combine(path, FormattableString.Invariant($"{share.Number}-of-{share.Count}.json")) : path);
}
