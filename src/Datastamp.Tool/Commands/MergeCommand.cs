using System.CommandLine;
using Datastamp.Locking;
using Datastamp.Output;
using Datastamp.Sharding;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp merge PART…</c>: joins the parts of all shards to what one run gives.</summary>
internal static class MergeCommand
{
    private static readonly Argument<string[]> parts = new("PART") { Description = "The files that --part wrote, of all shards, in any order, or folders of them.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> json = Options.Json();

    public static Command Create()
    {
        var command = new Command("merge", "Joins what was measured of all shards of a dataset, exactly: the result is that of one run. Example: datastamp merge part1.json part2.json --json")
        {
            parts, json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        switch (PartMerge.Read(PartMerge.Find(parsed.GetRequiredValue(parts).Select(Path.GetFullPath))))
        {
            case ImagePart images when parsed.GetValue(json):
                Console.Out.Write(JsonText.Write(ImageResultJson.Write(images.ToResult())));
                break;
            case ImagePart images:
                ImageTable.Write(images.Dataset, images.ToResult());
                break;
            case VideoPart videos when parsed.GetValue(json):
                Console.Out.Write(JsonText.Write(VideoJson.WriteAll(videos.Dataset, videos.ToMeasurement())));
                break;
            case VideoPart videos:
                VideoTable.Write(videos.Dataset, videos.ToMeasurement());
                break;
        }

        return ExitCode.Success;
    }
}
