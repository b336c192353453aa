using System.CommandLine;
using System.Globalization;
using Datastamp.Sources;

namespace Datastamp.Tool.Commands;

/// <summary>What commands that measure a folder share. Options belong to one command each.</summary>
internal static class Options
{
    public static Argument<string> Folder(string description)
    {
        var folder = new Argument<string>("PATH") { Description = description };
        folder.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] unknown }])
            {
                result.AddError($"'{unknown}' is no option. A folder of that name is written ./{unknown}.");
            }
        });
        return folder;
    }

    /// <summary>Folders cannot be several; shards can, as shells expand them.</summary>
    public static Argument<string[]> Places(string description)
    {
        var places = new Argument<string[]>("PATH") { Description = description, Arity = ArgumentArity.OneOrMore };
        places.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value is ['-', _, ..]) is { Value: var unknown })
            {
                result.AddError($"'{unknown}' is no option. A folder of that name is written ./{unknown}.");
            }
            else if (ShardRange.Join([.. result.Tokens.Select(token => token.Value)]) is null)
            {
                result.AddError("Several paths are shards of one dataset: they are in one folder or bucket, and have no braces or commas in their names.");
            }
        });
        return places;
    }

    /// <summary>Several places as one.</summary>
    public static string Joined(string[] places) => ShardRange.Join(places)!;

    public static Option<string[]> Pattern(string example, string standard) =>
        Repeatable("--pattern", "G", $"A glob below the folder that selects files, such as '{example}'. May be repeated. Default: all {standard} files.");

    public static Option<string[]> Exclude() => Repeatable("--exclude", "G", "A glob below the folder that leaves files out. May be repeated.");

    public static Option<string?> OnBadFile(string kind) =>
        Text("--on-bad-file", "error|skip", $"What to do with a file that is not a whole, valid {kind}. Default: error.");

    public static Option<int?> Jobs()
    {
        var jobs = new Option<int?>("--jobs") { HelpName = "N", Description = "Threads. Default: one a core." };
        jobs.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) || threads < 1))
            {
                result.AddError("--jobs takes a number from 1.");
            }
        });
        return jobs;
    }

    public static Option<bool> Recompute() => new("--recompute") { Description = "Read and measure every file, whatever is known. Without it, what is known by contents is not measured again." };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON to standard output." };

    public static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    public static Option<string[]> Repeatable(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
