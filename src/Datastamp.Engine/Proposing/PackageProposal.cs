using Datastamp.Diagnostics;

namespace Datastamp.Proposing;

/// <summary>What a project and the files above it need for the package reference: a line, two under central package management, or none.</summary>
internal static class PackageProposal
{
    private const string Package = "Datastamp.MSBuild";
    private const string Reference = "PackageReference";
    private const string CentralVersion = "PackageVersion";
    private const string CentralFile = "Directory.Packages.props";

    /// <summary>The files with the lines that they lack, those that lack nothing left out.</summary>
    /// <param name="project">The project.</param>
    /// <param name="version">The package's version.</param>
    /// <returns>What is missing in the project, and the central file with its new text, or null.</returns>
    /// <exception cref="DiagnosticException">DS0013.</exception>
    public static (IReadOnlyList<string> Items, (ProjectDocument File, string Text)? Central) Of(ProjectDocument project, string version)
    {
        var folder = Path.GetDirectoryName(project.File.Path)!;
        var shared = Above(folder, "Directory.Build.props").Select(ProjectDocument.Read).ToArray();
        var central = Above(folder, CentralFile).Select(ProjectDocument.Read).FirstOrDefault();
        ProjectDocument[] all = [project, .. shared, .. central is null ? [] : new[] { central }];
        if (all.Any(file => Has(file, Reference) || Has(file, "GlobalPackageReference")))
        {
            return ([], null);
        }

        if (!IsCentral(project, all))
        {
            return ([Item(Reference, ("Version", version), ("PrivateAssets", "all"))], null);
        }

        var text = central is null ? throw new DiagnosticException(Report.ProjectNotEditable(project.File.Path, $"package versions are managed centrally, and there is no {CentralFile} in a folder above it"))
            : Has(central, CentralVersion) ? central.File.Text
            : ItemInsertion.Insert(central.File.Text, [CentralVersion], [Item(CentralVersion, ("Version", version))]);
        return ([Item(Reference, ("PrivateAssets", "all"))], (central, text));
    }

    private static bool IsCentral(ProjectDocument project, ProjectDocument[] all) =>
        all.Any(file => file.Sets("ManagePackageVersionsCentrally", "true")) && !project.Sets("ManagePackageVersionsCentrally", "false");

    private static bool Has(ProjectDocument file, string type) => file.Includes(type).Contains(Package, StringComparer.OrdinalIgnoreCase);

    private static string Item(string type, params (string Name, string Value)[] metadata) =>
        new ProposedItem(type, Package, [.. metadata.Select(value => KeyValuePair.Create(value.Name, value.Value))]).ToString();

    /// <summary>Files of a name in the folder and in those above it, the nearest first.</summary>
    private static IEnumerable<string> Above(string? folder, string name)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, name) is var path && File.Exists(path))
            {
                yield return path;
            }
        }
    }
}
