using Datastamp.MSBuild.Protocol;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Datastamp.MSBuild;

/// <summary>Finds the library that generated transforms are made with among what the compiler is given.</summary>
[MSBuildMultiThreadableTask]
public sealed class RequireTorchReference : Task
{
    private const string Library = "Datastamp.Torch";

    /// <summary>The compiler's references.</summary>
    [Required]
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The absolute path of the project file.</summary>
    [Required]
    public string Project { get; set; } = string.Empty;

    /// <summary>The page that explains the diagnostics.</summary>
    [Required]
    public string DiagnosticsPage { get; set; } = string.Empty;

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (!References.Any(reference => string.Equals(Path.GetFileNameWithoutExtension(reference.ItemSpec), Library, StringComparison.OrdinalIgnoreCase)))
        {
            new TaskDiagnostics(Log, ProjectPath.Full(Project, DiagnosticsPage)).TorchNotReferenced(Project);
        }

        return !Log.HasLoggedErrors;
    }
}
