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
    public static StampPlan Read(StampRequest asked, RunRequest run)
    {
        var formats = ArtifactFormats(asked);
        return new()
        {
            Project = Path.GetFileNameWithoutExtension(asked.Project),
            Images = [.. asked.Images.Select(item => Dataset(item, "ImageDataset", asked, ImageDatasetReader.Read))],
            Videos = [.. asked.Videos.Select(item => Dataset(item, "VideoDataset", asked, VideoDatasetReader.Read))],
            LockFile = asked.LockFile,
            LockPolicy = asked.LockedMode ? LockPolicy.Verified : LockPolicy.Followed,
            HasFileLists = asked.HasFileLists,
            IsDesignTime = run.IsDesignTime,
            CodeFile = asked.CodeFile,
            Code = new CodeOptions(Language(asked), Namespace(asked), ClassName(asked), asked.IsPublic, asked.HasTransforms, Path.GetFileName(asked.CodeFile) + ".bin"),
            Artifacts = asked.ArtifactsPath.Length > 0
                ? [.. formats.Select(format => new Artifact(format, asked.ArtifactsPath, Path.GetFileNameWithoutExtension(asked.Project)))]
                : [],
            CacheFolder = run.CachePath is { Length: > 0 } path ? path : null,
        };
    }

    private static T Dataset<T>(
        DatasetRequest item, string itemType, StampRequest asked, Func<string, string, IReadOnlyDictionary<string, string>, ItemOrigin?, T> read)
        where T : Dataset
    {
        var metadata = new Dictionary<string, string>(item.Metadata, StringComparer.OrdinalIgnoreCase);
        var origin = new ItemOrigin(item.DefinedIn, itemType, item.Include, metadata.GetValueOrDefault("Name"));
        var dataset = read(item.Include, Path.GetDirectoryName(asked.Project)!, metadata, origin);
        return dataset with
        {
            SkippedFolders = [.. asked.OutputFolders
                .Select(Path.TrimEndingDirectorySeparator)
                .Where(folder => folder.StartsWith(dataset.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))],
        };
    }

    /// <summary>Languages as MSBuild names them.</summary>
    private static CodeLanguage Language(StampRequest asked) => asked.Language switch
    {
        "C#" => CodeLanguage.CSharp,
        "VB" => CodeLanguage.VisualBasic,
        "F#" => CodeLanguage.FSharp,
        _ => throw new DiagnosticException(Report.LanguageNotSupported(asked.Language, asked.Project)),
    };

    private static IReadOnlyList<ArtifactFormat> ArtifactFormats(StampRequest asked)
    {
        var named = asked.Artifacts
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => ArtifactFormat.Named(text) ?? throw Invalid(asked, "DatastampArtifacts", text, string.Join(", ", ArtifactFormat.All.Select(format => format.Name))))
            .Distinct()
            .ToArray();
        return named.Length > 0 ? named : ArtifactFormat.Default;
    }

    private static string Namespace(StampRequest asked) =>
        asked.Namespace.Length == 0 ? Identifiers.NamespaceFrom(asked.RootNamespace)
            : asked.Namespace.Split('.').All(Identifiers.IsIdentifier) ? asked.Namespace
            : throw Invalid(asked, "DatastampNamespace", asked.Namespace, "identifiers with dots between them, or nothing");

    private static string ClassName(StampRequest asked) => Identifiers.IsIdentifier(asked.ClassName)
        ? asked.ClassName
        : throw Invalid(asked, "DatastampClassName", asked.ClassName, "an identifier of letters, digits and underscores");

    private static DiagnosticException Invalid(StampRequest asked, string property, string value, string allowed) =>
        new(Report.InvalidValue(Path.GetFileName(asked.Project), property, value, allowed, new ProjectText(asked.Project).Property(property)));
}
