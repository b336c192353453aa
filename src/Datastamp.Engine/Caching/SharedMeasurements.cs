using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Sources;

namespace Datastamp.Caching;

/// <summary>
/// What processes of one user share, so that a dataset is measured once however many builds ask for it: a record a dataset,
/// and guards. Deleting the folder costs time and changes nothing.
/// </summary>
internal sealed class SharedMeasurements
{
    private string? folder;

    private SharedMeasurements(string? folder) => this.folder = folder;

    /// <summary>The user's cache folder of Datastamp.</summary>
    public static string DefaultFolder => Path.Combine(
        OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is ['/', ..] path ? path
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "datastamp");

    /// <summary>Opens the folder. Where that fails, every process works for itself.</summary>
    public static SharedMeasurements Open(string folder, Action<Diagnostic> report)
    {
        try
        {
            var datasets = Path.Combine(folder, "datasets");
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(datasets);
            }
            else
            {
                Directory.CreateDirectory(datasets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return new(datasets);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(Report.NotShared(folder, e.Message));
            return new(folder: null);
        }
    }

    /// <summary>Takes the record of a dataset for this process alone, until the guard is disposed.</summary>
    /// <returns>The record's file and its guard; nulls where there is no folder for it, or no data.</returns>
    public async Task<(string? File, IDisposable? Guard)> OpenAsync(Dataset dataset, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (!SampleSources.MayHoldData(dataset.Root))
        {
            return default;
        }

        var key = Key([dataset.Kind, dataset.Root, .. dataset.SkippedFolders, .. dataset.Measured.Values.Select(value => $"{value.Key}={value.Value}")]);
        void Wait() => options.Progress?.Report(new(dataset.Name, 0, 0, 0, IsWaiting: true));
        return await AcquireAsync(key, Wait, report, cancellation) is { } guard
            ? (Path.Combine(folder!, key + ".txt"), guard)
            : default;
    }

    /// <summary>Keeps the list of files that a result is of, so that later drift can be named. Where that fails, it costs names only.</summary>
    public void Remember(string fingerprint, IEnumerable<FileEntry> files, Action<Diagnostic> report)
    {
        if (ListOf(fingerprint) is not { } list || File.Exists(list))
        {
            return;
        }

        try
        {
            AtomicFile.Write(list, FileList.Lines(files));
        }
        catch (DiagnosticException e)
        {
            report(Report.NotShared(list, e.Diagnostics[0].Message));
        }
    }

    /// <summary>The list of files of a fingerprint; null where none is known.</summary>
    public ImmutableArray<FileEntry>? Recall(string fingerprint) =>
        ListOf(fingerprint) is { } list && FileList.Lines(list) is { } lines ? FileList.Parse(lines, fingerprint) : null;

    private string? ListOf(string fingerprint) => folder is null ? null : Path.Combine(folder, Key([fingerprint]) + ".files");

    /// <summary>Keeps others from changing a file, the lock, until what is returned is disposed.</summary>
    public Task<IDisposable?> GuardAsync(string path, Action<Diagnostic> report, CancellationToken cancellation) =>
        AcquireAsync(Key([path]), () => { }, report, cancellation);

    private async Task<IDisposable?> AcquireAsync(string key, Action waiting, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (folder is null)
        {
            return null;
        }

        var file = Path.Combine(folder, key + ".guard");
        try
        {
            return await FileGuard.AcquireAsync(file, waiting, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(Report.NotShared(file, e.Message));
            folder = null;
            return null;
        }
    }

    private static string Key(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..32];
}
