using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.MSBuild.Protocol;
using Datastamp.Stamping;
using Datastamp.Tool.Worker;

namespace Datastamp.Tool.Projects;

/// <summary>Reads from a project what its build would ask of the worker, so that nothing is written twice.</summary>
internal static class ProjectReader
{
    private const string Settings = "DatastampSettings";
    private const string NoSuchTarget = "MSB4057";

    private static readonly string[] names =
    [
        "TargetFrameworks", "Language", "RootNamespace", "BaseIntermediateOutputPath", "BaseOutputPath",
        "DatastampLockFile", "DatastampLockedMode", "DatastampFileList", "DatastampNamespace", "DatastampClassName", "DatastampPublic", "DatastampTorch",
        "DatastampArtifactsPath", "DatastampArtifacts", "DatastampCachePath", "_DatastampCodeFile",
    ];

    /// <summary>The plan of a project's build.</summary>
    /// <param name="path">The project file or its folder; null for the current folder.</param>
    /// <param name="properties">Properties for MSBuild, as <c>NAME=VALUE</c>.</param>
    /// <param name="cancellation">Ends MSBuild.</param>
    /// <exception cref="DiagnosticException">DS0001, DS0004–DS0006, DS0304, DS0310, DS0311.</exception>
    public static async Task<StampPlan> ReadAsync(string? path, IReadOnlyList<string> properties, CancellationToken cancellation)
    {
        var project = ProjectFinder.Find(path ?? ".");
        var answers = await AskAsync(project, new MSBuildQuery(project, properties), cancellation);
        var first = answers[0];
        var request = new StampRequest
        {
            Project = project,
            Language = first.Property("Language"),
            LockFile = ProjectPath.Full(project, first.Property("DatastampLockFile")),
            LockedMode = first.IsTrue("DatastampLockedMode"),
            HasFileLists = first.IsTrue("DatastampFileList"),
            CodeFile = ProjectPath.Full(project, first.Property("_DatastampCodeFile")),
            Namespace = first.Property("DatastampNamespace"),
            RootNamespace = first.Property("RootNamespace"),
            ClassName = first.Property("DatastampClassName"),
            IsPublic = first.IsTrue("DatastampPublic"),
            HasTransforms = first.IsTrue("DatastampTorch"),
            OutputFolders = [ProjectPath.Full(project, first.Property("BaseIntermediateOutputPath")), ProjectPath.Full(project, first.Property("BaseOutputPath"))],
            Images = Distinct(answers, "ImageDataset"),
            Videos = Distinct(answers, "VideoDataset"),
            ArtifactsPath = first.Property("DatastampArtifactsPath") is { Length: > 0 } artifacts ? ProjectPath.Full(project, artifacts) : string.Empty,
            Artifacts = first.Property("DatastampArtifacts"),
        };
        var run = new RunRequest
        {
            CachePath = first.Property("DatastampCachePath") is { Length: > 0 } cache ? ProjectPath.Full(project, cache) : string.Empty,
        };
        return request.Images.Length + request.Videos.Length > 0
            ? StampPlanReader.Read(request, run) with { IsWholeProject = true }
            : throw new DiagnosticException(Report.NoDatasets(project));
    }

    /// <summary>One answer, or one a target framework: the outer project of several has nothing of what packages bring.</summary>
    private static async Task<MSBuildAnswer[]> AskAsync(string project, MSBuildQuery query, CancellationToken cancellation)
    {
        if (await TryAskAsync(query, framework: null, cancellation) is { } only)
        {
            return [only];
        }

        var outer = await query.AskAsync(names, framework: null, target: null, cancellation);
        var frameworks = outer.Property("TargetFrameworks").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var answers = new List<MSBuildAnswer>();
        foreach (var framework in frameworks)
        {
            answers.Add(await TryAskAsync(query, framework, cancellation) ?? throw new DiagnosticException(Report.PackageMissing(project)));
        }

        return answers.Count > 0 ? [.. answers] : throw new DiagnosticException(Report.PackageMissing(project));
    }

    /// <summary>An answer with the settings' defaults, or null where the project has none.</summary>
    private static async Task<MSBuildAnswer?> TryAskAsync(MSBuildQuery query, string? framework, CancellationToken cancellation)
    {
        try
        {
            return await query.AskAsync(names, framework, Settings, cancellation);
        }
        catch (DiagnosticException e) when (e.Message.Contains(NoSuchTarget, StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static DatasetRequest[] Distinct(MSBuildAnswer[] answers, string type) =>
        [.. answers.SelectMany(answer => answer.Items(type)).DistinctBy(item => item.ToJson().ToString(), StringComparer.Ordinal)];
}
