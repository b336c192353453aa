using System.CommandLine;
using Datastamp.Sharding;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>--shard K/N --part FILE</c> of one command: measures a share of the files, to be merged with the others.</summary>
internal sealed class ShardOptions
{
    private readonly Option<string?> shard = Options.Text("--shard", "K/N", "Measure only the K-th of N shares of the files, which their names decide. Needs --part.");
    private readonly Option<string?> part = Options.Text("--part", "FILE", "Write what was measured of the shard to this file, for 'datastamp merge'.");

    /// <summary>Gives the options to a command; what only whole results can be is not for parts.</summary>
    public void AddTo(Command command, params Option[] wholeOnly)
    {
        command.Options.Add(shard);
        command.Options.Add(part);
        shard.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => Shard.Parse(token.Value) is null))
            {
                result.AddError($"--shard takes K/N, such as 2/8, with K from 1 to N and N up to {Shard.MaxCount}.");
            }
        });
        command.Validators.Add(result =>
        {
            var (hasShard, hasPart) = (result.GetResult(shard) is { Implicit: false }, result.GetResult(part) is { Implicit: false });
            if (hasShard != hasPart)
            {
                result.AddError("--shard and --part go together.");
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
    public (Shard Shard, string File)? Read(ParseResult parsed) =>
        Shard.Parse(parsed.GetValue(shard)) is { } share ? (share, Path.GetFullPath(parsed.GetValue(part)!)) : null;

    /// <summary>Writes a part and says so.</summary>
    public static int Write(Part part)
    {
        PartFile.Write(part);
        PartText.Write(part);
        return ExitCode.Success;
    }
}
