using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.MSBuild.Protocol;
using Datastamp.Output;
using Datastamp.Stamping;

namespace Datastamp.Tool.Worker;

/// <summary>Makes a plan of what the build asked.</summary>
internal static class StampPlanReader
{
    /// <exception cref="DiagnosticException">DS0001, DS0304.</exception>
    public static StampPlan Read(StampRequest asked)
    {
        if (!string.Equals(asked.Language, "C#", StringComparison.Ordinal))
        {
            throw new DiagnosticException(Report.LanguageNotSupported(asked.Language, asked.Project));
        }

        return new()
        {
            Images = [.. asked.Images.Select(item => Dataset(item, asked))],
            LockFile = asked.LockFile,
            IsLocked = asked.LockedMode,
            IsDesignTime = asked.Run!.IsDesignTime,
            CSharpFile = asked.CodeFile,
            CSharp = new CSharpOptions(Namespace(asked), ClassName(asked), asked.IsPublic),
            CacheFolder = asked.Run.CachePath is { Length: > 0 } path ? path : null,
        };
    }

    private static ImageDataset Dataset(DatasetRequest item, StampRequest asked)
    {
        var metadata = new Dictionary<string, string>(item.Metadata, StringComparer.OrdinalIgnoreCase);
        var origin = new ItemOrigin(item.DefinedIn, "ImageDataset", item.Include, metadata.GetValueOrDefault("Name"));
        var dataset = ImageDatasetReader.Read(item.Include, Path.GetDirectoryName(asked.Project)!, metadata, origin);
        return dataset with
        {
            SkippedFolders = [.. asked.OutputFolders
                .Select(Path.TrimEndingDirectorySeparator)
                .Where(folder => folder.StartsWith(dataset.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))],
        };
    }

    private static string Namespace(StampRequest asked) =>
        asked.Namespace.Length == 0 || asked.Namespace.Split('.').All(Identifiers.IsIdentifier)
            ? asked.Namespace
            : throw Invalid(asked, "DatastampNamespace", asked.Namespace, "identifiers with dots between them, or nothing");

    private static string ClassName(StampRequest asked) => Identifiers.IsIdentifier(asked.ClassName)
        ? asked.ClassName
        : throw Invalid(asked, "DatastampClassName", asked.ClassName, "an identifier of letters, digits and underscores");

    private static DiagnosticException Invalid(StampRequest asked, string property, string value, string allowed) =>
        new(Report.InvalidValue(Path.GetFileName(asked.Project), property, value, allowed, new ProjectText(asked.Project).Property(property)));
}
