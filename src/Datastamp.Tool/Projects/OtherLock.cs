using System.ComponentModel;
using Datastamp.Diagnostics;
using Datastamp.Locking;

namespace Datastamp.Tool.Projects;

/// <summary>A lock beside the project's, with the lists of files that were committed with it.</summary>
internal sealed class OtherLock
{
    private readonly Func<string, IEnumerable<string>?> read;

    private OtherLock(LockFile lockFile, Func<string, IEnumerable<string>?> read) => (Lock, this.read) = (lockFile, read);

    public LockFile Lock { get; }

    /// <summary>Finds it.</summary>
    /// <param name="lockFile">The absolute path of the project's lock.</param>
    /// <param name="name">A file, or else a git revision.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <exception cref="DiagnosticException">DS0008: there is none; DS0201, DS0202: it is no valid one.</exception>
    public static async Task<OtherLock> FindAsync(string lockFile, string name, CancellationToken cancellation)
    {
        if (File.Exists(name))
        {
            var other = Path.GetFullPath(name);
            var (here, there) = (Path.ChangeExtension(lockFile, null), Path.ChangeExtension(other, null));
            return new(LockFile.Read(other), list => ReadFile(there + list[here.Length..]));
        }

        var text = await GitAsync(lockFile, name, cancellation);
        return new(
            LockFile.Parse($"{name}:{Path.GetFileName(lockFile)}", new StringReader(text)),
            list => TryGit(list, name, cancellation));
    }

    /// <summary>The lines of a list of files; null where there is none.</summary>
    /// <param name="list">Where the project's own would be.</param>
    public IEnumerable<string>? ReadList(string list) => read(list);

    private static string[]? ReadFile(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[]? TryGit(string path, string revision, CancellationToken cancellation)
    {
        try
        {
            return GitAsync(path, revision, cancellation).GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (DiagnosticException)
        {
            // Lists need not be committed: without one, files have no names.
            return null;
        }
    }

    private static async Task<string> GitAsync(string path, string revision, CancellationToken cancellation)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            var (exitCode, output, errors) = await ChildProcess.RunAsync("git", ["show", "--no-textconv", "--end-of-options", $"{revision}:./{Path.GetFileName(path)}"], folder, cancellation);
            return exitCode == 0
                ? output
                : throw new DiagnosticException(Report.NothingAgainst(revision, "git says: " + errors.Trim().Split('\n')[0]));
        }
        catch (Win32Exception e)
        {
            throw new DiagnosticException(Report.NothingAgainst(revision, "git cannot be started: " + e.Message), e);
        }
    }
}
