using System.CommandLine;
using Datastamp.Proposing;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp init [PROJECT] PATH…</c>: proposes a project's items for folders of data, and writes them when asked.</summary>
internal static class InitCommand
{
    private static readonly Argument<string[]> paths = new("[PROJECT] PATH")
    {
        Description = "The folders of images or videos. Before them the project: a file whose name ends in proj, or a folder that holds one. Default: that of the current folder.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> resize = Options.Text("--resize", "N", "Resize of the image items: 256, or height x width (224x320).");
    private static readonly Option<string?> centerCrop = Options.Text("--center-crop", "N", "CenterCrop of the image items: 224, or height x width.");
    private static readonly Option<string?> segments = Options.Text("--segments", "K", "Segments of the video items.");
    private static readonly Option<bool> apply = new("--apply") { Description = "Write it. Without this, only show what would change." };

    public static Command Create()
    {
        var command = new Command("init", "Looks at folders and proposes the items and the package reference that a project needs. Example: datastamp init App.csproj data/train clips --segments 8 --apply")
        {
            paths, resize, centerCrop, segments, apply,
        };
        paths.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var project }] && project.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(project))
            {
                result.AddError($"Name folders of data behind the project {project}.");
            }
            else if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { Value: var unknown })
            {
                result.AddError($"'{unknown}' is no option. A folder of that name is written ./{unknown}.");
            }
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var wishes = new DatasetWishes(parsed.GetValue(resize) ?? string.Empty, parsed.GetValue(centerCrop) ?? string.Empty, parsed.GetValue(segments) ?? string.Empty);
        var choice = ProjectChoice.Read(parsed.GetRequiredValue(paths), Environment.CurrentDirectory);
        var proposal = ProjectProposer.Propose(choice, wishes, cancellation);
        if (parsed.GetValue(apply))
        {
            ProjectProposer.Apply(proposal);
        }

        ProposalText.Write(proposal, parsed.GetValue(apply));
        return ExitCode.Success;
    }
}
