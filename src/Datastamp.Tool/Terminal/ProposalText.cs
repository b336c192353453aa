using Datastamp.Proposing;
using Spectre.Console;

namespace Datastamp.Tool.Terminal;

/// <summary>Shows what a project needs to know datasets, or was given.</summary>
internal static class ProposalText
{
    private const int LongestLine = 1 << 16;

    public static void Write(Proposal proposal, bool isApplied)
    {
        foreach (var line in proposal.Found)
        {
            Console.Out.WriteLine(PlainText.Of(line));
        }

        // A line of a project is one line here too, whatever the terminal's width.
        var console = AnsiConsole.Console;
        console.Profile.Width = LongestLine;
        Console.Out.WriteLine();
        foreach (var line in proposal.Changes.SelectMany(change => change.Difference))
        {
            console.WriteLine(PlainText.Of(line), Style(line));
        }

        Console.Out.WriteLine(Outcome(proposal, isApplied));
        foreach (var hint in proposal.Hints)
        {
            Console.Out.WriteLine($"\n{PlainText.Of(hint)}");
        }
    }

    private static string Outcome(Proposal proposal, bool isApplied) => (proposal.Changes.Count, isApplied) switch
    {
        (0, _) => $"Nothing to do: {Name(proposal.Project)} has all of it.",
        (_, true) => $"\nWrote {string.Join(" and ", proposal.Changes.Select(change => Name(change.Path)))}. Build, and commit the datastamp.lock.json that the build writes.",
        (_, false) => "\nNothing was written. With --apply, it is.",
    };

    private static string Name(string path) => PlainText.Of(Path.GetFileName(path));

    private static Style Style(string line) => line[0] switch
    {
        '+' => new(Color.Green),
        '-' => new(Color.Red),
        _ => Spectre.Console.Style.Plain,
    };
}
