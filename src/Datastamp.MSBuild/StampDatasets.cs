using System.Collections;
using System.Runtime.Serialization;
using System.Text;
using Datastamp.MSBuild.Protocol;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Datastamp.MSBuild;

/// <summary>
/// Hands a project's datasets to the worker process and its diagnostics back to the build. Starts nothing while the
/// worker's last state still holds. Decodes nothing and loads nothing native, so no build node is ever locked or crashed.
/// </summary>
public sealed class StampDatasets : ToolTask
{
    private readonly List<string> rubbish = [];
    private string request = string.Empty;

    /// <summary>The project's image datasets.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>The project file.</summary>
    [Required]
    public string Project { get; set; } = string.Empty;

    /// <summary>The project's language: <c>C#</c>, <c>VB</c> or <c>F#</c>.</summary>
    [Required]
    public string Language { get; set; } = string.Empty;

    /// <summary>The lock, relative to the project's folder.</summary>
    [Required]
    public string LockFile { get; set; } = string.Empty;

    /// <summary>Whether drift from the lock is an error.</summary>
    public bool LockedMode { get; set; }

    /// <summary>The file to generate, relative to the project's folder.</summary>
    [Required]
    public string CodeFile { get; set; } = string.Empty;

    /// <summary>The namespace of the generated class.</summary>
    public string Namespace { get; set; } = string.Empty;

    /// <summary>The generated class.</summary>
    [Required]
    public string ClassName { get; set; } = string.Empty;

    /// <summary>Whether the generated class is public.</summary>
    public bool IsPublic { get; set; }

    /// <summary>The folder of the files for other programs, relative to the project's folder; empty for none of them.</summary>
    public string ArtifactsPath { get; set; } = string.Empty;

    /// <summary>The forms of those files, with semicolons between them: <c>Json</c>, <c>Csv</c>; empty for both.</summary>
    public string Artifacts { get; set; } = string.Empty;

    /// <summary>Threads of the worker; 0 for a thread a core.</summary>
    public int Parallelism { get; set; }

    /// <summary>The worker's assembly.</summary>
    [Required]
    public string Worker { get; set; } = string.Empty;

    /// <summary>The dotnet host that runs the worker; empty for the one on the PATH.</summary>
    public string DotnetHost { get; set; } = string.Empty;

    /// <summary>The page that explains the diagnostics.</summary>
    public string DiagnosticsPage { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override string ToolName => Path.DirectorySeparatorChar == '/' ? "dotnet" : "dotnet.exe";

    /// <inheritdoc/>
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.Low;

    /// <inheritdoc/>
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Low;

    private string CodePath => FullPath(CodeFile);

    private string StateFile => CodePath + ".state";

    private string RequestFile => CodePath + ".request.json";

    /// <inheritdoc/>
    protected override bool SkipTaskExecution()
    {
        request = ProtocolJson.Write(ToRequest());
        return StampState.Holds(StateFile, request);
    }

    /// <inheritdoc/>
    protected override string GenerateFullPathToTool() => string.IsNullOrEmpty(DotnetHost) ? ToolName : DotnetHost;

    /// <inheritdoc/>
    protected override string GetWorkingDirectory() => Path.GetDirectoryName(RequestFile)!;

    /// <summary>Only file names that this package chose: no path of the user's is quoted, but for the worker's own.</summary>
    protected override string GenerateCommandLineCommands() =>
        $"exec {Quote(FullPath(Worker))} stamp {Quote(Path.GetFileName(RequestFile))}";

    /// <inheritdoc/>
    protected override int ExecuteTool(string pathToTool, string responseFileCommands, string commandLineCommands)
    {
        try
        {
            Directory.CreateDirectory(GetWorkingDirectory());
            File.WriteAllText(RequestFile, request, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogError("DS0302", RequestFile, $"Cannot be written: {e.Message}");
            return -1;
        }

        return base.ExecuteTool(pathToTool, responseFileCommands, commandLineCommands);
    }

    /// <inheritdoc/>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (string.IsNullOrWhiteSpace(singleLine))
        {
            return;
        }

        try
        {
            Relay(ProtocolJson.Read<StampMessage>(singleLine));
        }
        catch (SerializationException)
        {
            // Native libraries print as they please; it is kept for the case that the worker does not end well.
            rubbish.Add(singleLine);
            Log.LogMessage(MessageImportance.Low, "{0}", singleLine);
        }
    }

    /// <inheritdoc/>
    protected override bool HandleTaskExecutionErrors()
    {
        if (!Log.HasLoggedErrors)
        {
            var last = rubbish.Count == 0 ? string.Empty : $" Its last words: {rubbish[rubbish.Count - 1]}";
            LogError("DS0305", RequestFile, $"The worker ended with exit code {ExitCode} and without saying why.{last} Build again; if it stays so, a file of the dataset may crash the decoder: halve the dataset with ExcludePattern until it is found, and report it.");
        }

        return false;
    }

    private static string Quote(string argument) => "\"" + argument.Replace("\"", "\\\"") + "\"";

    private StampRequest ToRequest() => new()
    {
        Worker = FullPath(Worker),
        Project = FullPath(Project),
        Language = Language,
        LockFile = FullPath(LockFile),
        LockedMode = LockedMode,
        CodeFile = CodePath,
        StateFile = StateFile,
        Namespace = Namespace,
        ClassName = ClassName,
        IsPublic = IsPublic,
        ArtifactsPath = ArtifactsPath.Length > 0 ? FullPath(ArtifactsPath) : string.Empty,
        Artifacts = Artifacts,
        Parallelism = Parallelism,
        Images = [.. Images.Select(ToRequest)],
    };

    private DatasetRequest ToRequest(ITaskItem item)
    {
        var dataset = new DatasetRequest
        {
            Include = item.ItemSpec,
            DefinedIn = item.GetMetadata("DefiningProjectFullPath"),
        };
        foreach (DictionaryEntry metadata in item.CloneCustomMetadata())
        {
            dataset.Metadata[(string)metadata.Key] = (string?)metadata.Value ?? string.Empty;
        }

        return dataset;
    }

    private string FullPath(string path) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Project))!, path));

    private void Relay(StampMessage message)
    {
        switch (message.Severity)
        {
            case "error":
                LogError(message.Code!, message.File, message.Message, message.Line, message.Column);
                break;
            case "warning":
                Log.LogWarning(subcategory: null, message.Code, helpKeyword: null, HelpLink(message.Code), message.File, message.Line, message.Column, 0, 0, "{0}", message.Message);
                break;
            case "message":
                Log.LogMessage(subcategory: null, message.Code, helpKeyword: null, message.File, message.Line, message.Column, 0, 0, MessageImportance.High, "{0}", message.Message);
                break;
            default:
                Log.LogMessage(MessageImportance.High, "{0}", message.Message);
                break;
        }
    }

    private void LogError(string code, string? file, string message, int line = 0, int column = 0) =>
        Log.LogError(subcategory: null, code, helpKeyword: null, HelpLink(code), file, line, column, 0, 0, "{0}", message);

    private string? HelpLink(string? code) =>
        string.IsNullOrEmpty(DiagnosticsPage) || code is null ? null : $"{new Uri(FullPath(DiagnosticsPage)).AbsoluteUri}#{code.ToLowerInvariant()}";
}
