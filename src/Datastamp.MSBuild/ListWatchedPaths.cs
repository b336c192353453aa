using Datastamp.MSBuild.Protocol;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Datastamp.MSBuild;

/// <summary>Lists what the last run looked at in the data, for an editor that decides by times whether to build at all.</summary>
[MSBuildMultiThreadableTask]
public sealed class ListWatchedPaths : Task
{
    // An editor looks at every path before every build. Folders alone tell of added, removed and renamed files.
    private const int MostFiles = 10_000;

    /// <summary>The absolute path of the state; it need not exist.</summary>
    [Required]
    public string StateFile { get; set; } = string.Empty;

    /// <summary>Folders and files, of many files the folders only.</summary>
    [Output]
    public string[] Paths { get; private set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        Paths = [.. StampState.Watched(StateFile, MostFiles)];
        return true;
    }
}
