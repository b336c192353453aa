using System.Collections;
using System.ComponentModel;
using Datastamp.MSBuild.Protocol;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Datastamp.MSBuild;

/// <summary>
/// Hands a project's datasets to the worker process and its diagnostics back to the build. Starts nothing while the
/// worker's last state still holds. Decodes nothing and loads nothing native, so no build node is ever locked or crashed.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class StampDatasets : Task, ICancelableTask, IIncrementalTask
{
    // What the dotnet host says where a framework is not installed; on Unix, its low byte.
    private const int MissingFramework = unchecked((int)0x80008096);
    private const int MissingFrameworkOnUnix = 0x96;

    // Each is behind another file that ended a worker, or several. A dataset with more of them is none.
    private const int MostRestarts = 20;

    private volatile bool isCanceled;

    /// <summary>The project's image datasets.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>The project's video datasets.</summary>
    public ITaskItem[] Videos { get; set; } = [];

    /// <summary>The absolute path of the project file.</summary>
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

    /// <summary>Whether a list of each image dataset's files is written beside the lock, to be committed with it.</summary>
    public bool HasFileLists { get; set; }

    /// <summary>Whether an editor asks, which never computes: what there is in the lock is emitted.</summary>
    public bool IsDesignTime { get; set; }

    /// <summary>The file to generate, relative to the project's folder.</summary>
    [Required]
    public string CodeFile { get; set; } = string.Empty;

    /// <summary>Folders that the build writes to, relative to the project's folder: never data.</summary>
    public string[] OutputFolders { get; set; } = [];

    /// <summary>The namespace of the generated class; empty for the project's root namespace.</summary>
    public string Namespace { get; set; } = string.Empty;

    /// <summary>The project's root namespace, which may be none: a project may be called <c>3d-models</c>.</summary>
    public string RootNamespace { get; set; } = string.Empty;

    /// <summary>The generated class.</summary>
    [Required]
    public string ClassName { get; set; } = string.Empty;

    /// <summary>Whether the generated class is public.</summary>
    public bool IsPublic { get; set; }

    /// <summary>Whether image datasets have transforms of Datastamp.Torch.</summary>
    public bool HasTransforms { get; set; }

    /// <summary>The folder of the files for other programs, relative to the project's folder; empty for none of them.</summary>
    public string ArtifactsPath { get; set; } = string.Empty;

    /// <summary>The forms of those files, with semicolons between them, such as <c>json;csv</c>, which they are where this is empty.</summary>
    public string Artifacts { get; set; } = string.Empty;

    /// <summary>Threads of the worker at most; 0 for as many as there are cores. The build grants those or fewer.</summary>
    public int Parallelism { get; set; }

    /// <summary>Seconds that the worker may go without a sign of progress; 0 for any time.</summary>
    public int TimeLimit { get; set; } = 600;

    /// <summary>Where measurements are shared between builds, relative to the project's folder; empty for the user's cache folder.</summary>
    public string CachePath { get; set; } = string.Empty;

    /// <summary>What measures images: <c>cpu</c>, <c>torch-cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>auto</c>; empty for the processor.</summary>
    public string Device { get; set; } = string.Empty;

    /// <summary>What decodes images for a CUDA device: <c>nvjpeg</c> or <c>cpu</c>; empty for nvJPEG.</summary>
    public string DeviceDecoder { get; set; } = string.Empty;

    /// <summary>The worker's assembly.</summary>
    [Required]
    public string Worker { get; set; } = string.Empty;

    /// <summary>The dotnet host that runs the worker, relative to the project's folder; a name alone is looked for on the PATH, as <c>dotnet</c> is where this is empty.</summary>
    public string DotnetHost { get; set; } = string.Empty;

    /// <summary>The page that explains the diagnostics.</summary>
    [Required]
    public string DiagnosticsPage { get; set; } = string.Empty;

    /// <summary>Set by the build under <c>-question</c>: whatever is not up to date is an error.</summary>
    public bool FailIfNotIncremental { get; set; }

    private string CodePath => FullPath(CodeFile);

    private string StateFile => CodePath + ".state";

    /// <summary>Of its own, so that no build takes what was emitted for an editor for its own work.</summary>
    private string DesignStateFile => CodePath + ".design.state";

    private string LogFile => CodePath + ".log";

    /// <inheritdoc/>
    public override bool Execute() => Stamp(new(Log, FullPath(DiagnosticsPage), IsDesignTime)) || IsDesignTime;

    /// <inheritdoc/>
    public void Cancel() => isCanceled = true;

    private bool Stamp(TaskDiagnostics diagnostics)
    {
        var request = ToRequest();
        var question = request.ToJson().ToString();
        if (StampState.Holds(StateFile, question, isDataLookedAt: !IsDesignTime)
            || (IsDesignTime && StampState.Holds(DesignStateFile, question, isDataLookedAt: false)))
        {
            return true;
        }

        if (FailIfNotIncremental)
        {
            diagnostics.NotUpToDate(Project);
            return false;
        }

        try
        {
            using var cores = Cores.Request(BuildEngine, Parallelism > 0 ? Parallelism : Environment.ProcessorCount);
            var run = new RunRequest
            {
                StateFile = IsDesignTime ? DesignStateFile : StateFile,
                Threads = cores.Count,
                IsDesignTime = IsDesignTime,
                CachePath = CachePath.Length > 0 ? FullPath(CachePath) : string.Empty,
                Device = Device,
                DeviceDecoder = DeviceDecoder,
            };
            return Run(request.Worker, question, run, diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.CannotWrite(LogFile, e.Message);
            return false;
        }
    }

    private static string Quote(string argument) => "\"" + argument.Replace("\"", "\\\"") + "\"";

    private bool Run(string worker, string question, RunRequest run, TaskDiagnostics diagnostics)
    {
        using var log = new WorkerLog(LogFile);
        var host = DotnetHost.IndexOfAny(['/', '\\']) >= 0 ? FullPath(DotnetHost) : DotnetHost.Length > 0 ? DotnetHost : "dotnet";
        var arguments = $"exec {Quote(worker)} stamp";
        var lines = $"{question}\n{run.ToJson()}\n";
        log.Write($"{host} {arguments}");
        log.Write(lines.TrimEnd());
        Log.LogCommandLine(MessageImportance.Normal, $"{host} {arguments}");
        var process = new WorkerProcess(host, arguments, Path.GetDirectoryName(LogFile)!);
        try
        {
            var (relay, end) = RunOnce();
            for (var restarts = 0; end == WorkerEnd.Exited && ProcessDeath.MayBeOfFile(process.ExitCode) && !diagnostics.HasErrors && restarts < MostRestarts; restarts++)
            {
                // Without suspects it did no more than the one before.
                if (restarts > 0 && relay.Suspects is null)
                {
                    break;
                }

                diagnostics.WorkerRestarted(Project, process.ExitCode);
                (relay, end) = RunOnce();
            }

            switch (end)
            {
                case WorkerEnd.Silent:
                    diagnostics.WorkerSilent(Project, TimeLimit, LogFile);
                    break;
                case WorkerEnd.Exited when !diagnostics.HasErrors && (process.ExitCode != 0 || !relay.IsDone):
                    Explain(process.ExitCode, host, relay, diagnostics);
                    break;
            }

            if (diagnostics.HasErrors)
            {
                // Also where the build makes errors of warnings: the next one must tell them again.
                File.Delete(run.StateFile);
            }

            return end == WorkerEnd.Exited && !diagnostics.HasErrors;
        }
        catch (Exception e) when (e is Win32Exception or ArgumentException)
        {
            // .NET Framework refuses an environment that has a name in two spellings.
            diagnostics.WorkerNotStarted(Project, host, e.Message);
            return false;
        }

        (WorkerRelay Relay, WorkerEnd End) RunOnce()
        {
            var relay = new WorkerRelay(diagnostics, log);
            var end = process.Run(lines, relay.Output, relay.Error, TimeLimit > 0 ? TimeSpan.FromSeconds(TimeLimit) : TimeSpan.MaxValue, () => isCanceled);
            log.Write($"{end}, exit code {process.ExitCode}");
            return (relay, end);
        }
    }

    private void Explain(int exitCode, string host, WorkerRelay relay, TaskDiagnostics diagnostics)
    {
        if (exitCode is MissingFramework or MissingFrameworkOnUnix)
        {
            diagnostics.WorkerNotStarted(Project, host, "the runtime that it needs is not installed");
        }
        else
        {
            diagnostics.WorkerFailed(Project, exitCode, relay.Suspects, relay.LastWords, LogFile);
        }
    }

    private StampRequest ToRequest() => new()
    {
        Worker = FullPath(Worker),
        Project = Project,
        Language = Language,
        LockFile = FullPath(LockFile),
        LockedMode = LockedMode,
        HasFileLists = HasFileLists,
        CodeFile = CodePath,
        Namespace = Namespace,
        RootNamespace = RootNamespace,
        ClassName = ClassName,
        IsPublic = IsPublic,
        HasTransforms = HasTransforms,
        OutputFolders = [.. OutputFolders.Select(FullPath)],
        ArtifactsPath = ArtifactsPath.Length > 0 ? FullPath(ArtifactsPath) : string.Empty,
        Artifacts = Artifacts,
        Images = [.. Images.Select(ToRequest)],
        Videos = [.. Videos.Select(ToRequest)],
    };

    private static DatasetRequest ToRequest(ITaskItem item)
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

    private string FullPath(string path) => ProjectPath.Full(Project, path);
}
