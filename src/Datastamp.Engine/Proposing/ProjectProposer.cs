using System.Globalization;
using System.Reflection;
using Datastamp.Diagnostics;
using Datastamp.Output;

namespace Datastamp.Proposing;

/// <summary>Looks at folders and proposes what a project needs to know them. Reads project files as text; evaluates nothing.</summary>
public static class ProjectProposer
{
    // The SDK's own globs walk the project's folder in every build.
    private const int ManyFiles = 5000;

    private static string Version => typeof(ProjectProposer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Makes a proposal, and writes nothing.</summary>
    /// <param name="choice">The project and the folders.</param>
    /// <param name="wishes">What is asked of all datasets.</param>
    /// <param name="cancellation">Ends the looking.</param>
    /// <exception cref="DiagnosticException">DS0001, DS0013, DS0014, DS0105, DS0111.</exception>
    public static Proposal Propose(ProjectChoice choice, DatasetWishes wishes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var project = ProjectDocument.Read(choice.Project);
        if (!project.IsSdkStyle)
        {
            throw new DiagnosticException(Report.ProjectNotEditable(choice.Project, "it names no SDK, as projects for 'dotnet build' do"));
        }

        var folder = Path.GetDirectoryName(choice.Project)!;
        var surveys = choice.Folders.SelectMany(path => FolderSurvey.Of(path, [Path.Combine(folder, "bin"), Path.Combine(folder, "obj")], cancellation).Split()).ToArray();
        var datasets = new DatasetProposal(project, wishes);
        var items = surveys.SelectMany(datasets.Of).Select(item => item.ToString()).ToArray();
        var (reference, central) = PackageProposal.Of(project, Version);
        var text = ItemInsertion.Insert(ItemInsertion.Insert(project.File.Text, ["PackageReference"], reference), DatasetProposal.Types, items);
        (ProjectDocument File, string Text)[] edited = [(project, text), .. central is null ? [] : new[] { central.Value }];
        return new(
            choice.Project,
            [.. surveys.Select(survey => $"{datasets.Relative(survey.Path)}: {survey}")],
            [.. edited.Where(file => file.Text != file.File.File.Text).Select(file => Change(folder, file.File.File, file.Text))],
            [.. surveys.Where(survey => survey.Files >= ManyFiles && IsBelow(folder, survey.Path)).Select(survey => Hint(datasets.Relative(survey.Path), survey.Files))]);
    }

    /// <summary>Writes a proposal: all of its files, or none.</summary>
    /// <exception cref="DiagnosticException">DS0302: a file cannot be written.</exception>
    public static void Apply(Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        AtomicFile.Write([.. proposal.Changes.Select(change => (change.Path, (byte[]?)change.Content))]);
    }

    private static ProposedChange Change(string folder, EncodedText file, string text) =>
        new(file.Path, file.With(text), UnifiedDiff.Lines(Path.GetRelativePath(folder, file.Path), file.Text, text));

    private static bool IsBelow(string folder, string path) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Hint(string folder, int files) => string.Create(
        CultureInfo.InvariantCulture,
        $"{folder} has {files:N0} files below the project, which the SDK's own globs walk in every build. Spare it that: <DefaultItemExcludes>$(DefaultItemExcludes);{ProposedItem.Escape(folder)}/**</DefaultItemExcludes>");
}
