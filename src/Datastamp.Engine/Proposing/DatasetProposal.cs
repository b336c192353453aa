using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Proposing;

/// <summary>Which items a project lacks for folders of images and videos.</summary>
internal sealed class DatasetProposal
{
    /// <summary>The items' elements.</summary>
    public static readonly IReadOnlyList<string> Types = [Image, Video];

    private const string Image = "ImageDataset";
    private const string Video = "VideoDataset";

    private readonly string project;
    private readonly string folder;
    private readonly DatasetWishes wishes;
    private readonly HashSet<(string Type, string Path)> known;
    private readonly HashSet<string> names;

    public DatasetProposal(ProjectDocument project, DatasetWishes wishes)
    {
        this.wishes = wishes;
        this.project = project.File.Path;
        folder = Path.GetDirectoryName(project.File.Path)!;
        known = [.. Types.SelectMany(type => project.Includes(type).Select(FullPath).OfType<string>().Select(path => (type, path)))];
        names = new(
            Types.SelectMany(type => project.Metadata(type, DatasetMetadata.Name.Name).Concat(project.Includes(type).Select(Identifiers.FromPath))),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The items that a folder lacks: one of images, one of videos, both, or none.</summary>
    /// <exception cref="DiagnosticException">DS0001: a wish cannot be; DS0013: no project can name the folder.</exception>
    public IReadOnlyList<ProposedItem> Of(FolderSurvey survey)
    {
        var items = new List<ProposedItem>();
        if (!survey.Images.IsEmpty && known.Add((Image, survey.Path)))
        {
            var item = Item(Image, survey.Path, string.Empty, ("Resize", wishes.Resize), ("CenterCrop", wishes.CenterCrop));
            ImageDatasetReader.Read(item.Include, folder, Metadata(item));
            items.Add(item);
        }

        if (!survey.Videos.IsEmpty && known.Add((Video, survey.Path)))
        {
            var item = Item(Video, survey.Path, survey.Images.IsEmpty ? string.Empty : "Videos", ("Segments", wishes.Segments));
            VideoDatasetReader.Read(item.Include, folder, Metadata(item));
            items.Add(item);
        }

        return items;
    }

    /// <summary>A folder's path as the project writes it.</summary>
    public string Relative(string path)
    {
        var relative = Path.GetRelativePath(folder, path);
        return OperatingSystem.IsWindows() ? relative.Replace('\\', '/') : relative;
    }

    private ProposedItem Item(string type, string path, string suffix, params (string Name, string Value)[] metadata)
    {
        var include = Relative(path);
        if (!ProposedItem.CanHold(include))
        {
            throw new DiagnosticException(Report.ProjectNotEditable(project, $"no project can name the folder '{include}', which begins or ends with white space, or has a backslash, or what is no character"));
        }

        return new(type, include, [new(DatasetMetadata.Name.Name, Name(include, path, suffix)), .. metadata.Select(value => KeyValuePair.Create(value.Name, value.Value))]);
    }

    /// <summary>The folder's own name, that of the path where it is taken, or that and a number.</summary>
    private string Name(string include, string path, string suffix)
    {
        var wide = Identifiers.FromPath(include) + suffix;
        var numbered = Enumerable.Range(2, names.Count + 1).Select(number => FormattableString.Invariant($"{wide}{number}"));
        return numbered.Prepend(wide).Prepend(Identifiers.FromPath(Path.GetFileName(path)) + suffix).First(names.Add);
    }

    private static Dictionary<string, string> Metadata(ProposedItem item) => item.Metadata.ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where an item leads, as far as that can be told without evaluation; null where it is no path.</summary>
    private string? FullPath(string include) => Uri.UnescapeDataString(include) is var path && !path.Contains('\0', StringComparison.Ordinal)
        ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path.Replace('\\', '/'), folder))
        : null;
}
