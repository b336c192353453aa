using Microsoft.Build.Logging.StructuredLogger;

namespace Datastamp.MSBuild.Tests;

/// <summary>What a nested build did, read from its binary log.</summary>
public sealed class BuildResult(int exitCode, string output, Build log)
{
    public bool Succeeded => exitCode == 0;

    /// <summary>The console's text, for a failing assertion.</summary>
    public string Output => output;

    /// <summary>How many worker processes were started.</summary>
    public int WorkersStarted => Tasks("StampDatasets").Count(task => !string.IsNullOrEmpty(task.CommandLineArguments));

    /// <summary>How often the task ran at all.</summary>
    public int TasksRun => Tasks("StampDatasets").Count();

    /// <summary>Whether a compiler of any language was started.</summary>
    public bool Compiled => new[] { "Csc", "Vbc", "Fsc" }.SelectMany(Tasks).Any();

    public IReadOnlyList<AbstractDiagnostic> Errors => [.. log.FindChildrenRecursive<Error>()];

    public IReadOnlyList<AbstractDiagnostic> Warnings => [.. log.FindChildrenRecursive<Warning>()];

    public IReadOnlyList<string> Messages => [.. log.FindChildrenRecursive<Message>().Select(message => message.Text)];

    /// <summary>What the workers say that they had to do, a line a dataset.</summary>
    public IEnumerable<string> Work => Messages
        .Where(message => message.StartsWith("DS0209: ", StringComparison.Ordinal))
        .Select(message => message["DS0209: ".Length..]);

    public IEnumerable<string> ErrorCodes => Errors.Select(error => error.Code);

    /// <summary>The names of the projects in which a target ran.</summary>
    public IEnumerable<string> ProjectsThatRan(string target) =>
        log.FindChildrenRecursive<Target>(ran => ran.Name == target).Select(ran => Path.GetFileNameWithoutExtension(ran.Project.ProjectFile)).Distinct(StringComparer.Ordinal);

    private IEnumerable<Microsoft.Build.Logging.StructuredLogger.Task> Tasks(string name) =>
        log.FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Task>(task => task.Name == name);
}
