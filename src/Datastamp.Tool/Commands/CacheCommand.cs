using System.CommandLine;
using System.Globalization;
using Datastamp.Caching;
using Datastamp.Locking;
using Datastamp.Tool.Terminal;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp cache</c>: what is remembered of files that were measured. No result depends on it.</summary>
internal static class CacheCommand
{
    public static Command Create() => new("cache", "What is remembered of files that were measured, so that they are not measured again. Deleting it costs time and changes no result. Example: datastamp cache info")
    {
        Info(),
        Clear(),
        Verify(),
    };

    private static Command Info()
    {
        var (folder, json) = (Folder(), Options.Json());
        var command = new Command("info", "Tells where the cache lies and what it holds. Example: datastamp cache info") { folder, json };
        command.SetAction(parsed =>
        {
            var state = MeasurementCache.Look(Read(parsed, folder));
            Console.Out.Write(parsed.GetValue(json)
                ? JsonText.Write(new JObject(
                    new JProperty("path", state.File),
                    new JProperty("bytes", state.Bytes),
                    new JProperty("limit", state.Limit),
                    new JProperty("files", state.Files),
                    new JProperty("images", state.Images),
                    new JProperty("results", state.Results)))
                : string.Create(CultureInfo.InvariantCulture, $"{state.File}: {state.Bytes:N0} bytes of at most {state.Limit:N0}\n{state.Files:N0} files known by where they lie, {state.Images:N0} images by their contents, {state.Results:N0} results of datasets\n"));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Clear()
    {
        var folder = Folder();
        var command = new Command("clear", "Deletes all that is remembered. Example: datastamp cache clear") { folder };
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{MeasurementCache.Clear(Read(parsed, folder)):N0} bytes freed"));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Verify()
    {
        var folder = Folder();
        var command = new Command("verify", "Reads every file that would be taken for unchanged, and forgets what is wrong; exit code 1 where something was. Example: datastamp cache verify") { folder };
        command.SetAction((parsed, cancellation) =>
        {
            var found = MeasurementCache.Verify(Read(parsed, folder), cancellation);
            Console.Out.WriteLine(found.Damage is { } damage
                ? $"damaged, and deleted: {PlainText.Of(damage)}"
                : string.Create(CultureInfo.InvariantCulture, $"{found.Checked:N0} files read, {found.Wrong.Length:N0} of them not as remembered, {found.Changed:N0} changed since"));
            foreach (var path in found.Wrong)
            {
                Console.Out.WriteLine($"  forgotten {PlainText.Of(path)}");
            }

            return Task.FromResult(found.IsGood ? ExitCode.Success : ExitCode.Data);
        });
        return command;
    }

    private static Argument<string?> Folder() => new("PATH")
    {
        Description = "The cache's folder, as DatastampCachePath names it. Default: the user's.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static string Read(ParseResult parsed, Argument<string?> folder) =>
        parsed.GetValue(folder) is { } path ? Path.GetFullPath(path) : MeasurementCache.DefaultFolder;
}
