using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Guarding;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Sources;

namespace Datastamp.Caching;

/// <summary>
/// What processes of one user share, so that a dataset is measured once however many builds ask for it: a database of what is
/// known, lists of files, and guards. Deleting the folder costs time and changes nothing.
/// </summary>
internal sealed class SharedMeasurements : IDisposable
{
    private const long MostListBytes = 256 << 20;

    private readonly CacheDatabase? database;
    private readonly CacheWriter? writer;
    private HandNote? note;
    private string? folder;

    private SharedMeasurements(string? folder, CacheDatabase? database)
    {
        this.folder = folder;
        this.database = database;
        writer = database is null ? null : new(database);
    }

    /// <summary>The user's cache folder of Datastamp.</summary>
    public static string DefaultFolder => Path.Combine(
        OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is ['/', ..] path ? path
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "datastamp");

    /// <summary>Opens the folder. Where that fails, every process works for itself.</summary>
    /// <param name="folder">The absolute path; null for none.</param>
    /// <param name="report">Told where it fails.</param>
    public static SharedMeasurements Open(string? folder, Action<Diagnostic> report)
    {
        if (folder is null)
        {
            return new(folder: null, database: null);
        }

        try
        {
            var datasets = SharedIn(folder);
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(datasets);
            }
            else
            {
                Directory.CreateDirectory(datasets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return new(datasets, CacheEviction.Limit > 0 ? CacheDatabase.Open(folder, report) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(Report.NotShared(folder, e.Message));
            return new(folder: null, database: null);
        }
    }

    /// <summary>Takes a dataset for this process alone, until the record is disposed.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="isBelieved">Whether what is known is made use of.</param>
    /// <param name="options">Told of waiting.</param>
    /// <param name="report">Told where the cache cannot be used.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<ImageRecord> OpenAsync(ImageDataset dataset, bool isBelieved, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation) =>
        Open(dataset, isBelieved, options, report, await GuardAsync(dataset, options, report, cancellation));

    /// <inheritdoc cref="OpenAsync(ImageDataset, bool, MeasureOptions, Action{Diagnostic}, CancellationToken)"/>
    public async Task<VideoRecord> OpenAsync(VideoDataset dataset, bool isBelieved, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation) =>
        Open(dataset, isBelieved, options, report, await GuardAsync(dataset, options, report, cancellation));

    /// <summary>What is known of a dataset's files. Others may measure it meanwhile: of a share of the files, no one else does the same.</summary>
    public ImageRecord Open(ImageDataset dataset, bool isBelieved, MeasureOptions options, Action<Diagnostic> report, IDisposable? guard = null) =>
        new(database, writer, guard, dataset) { IsBelieved = isBelieved, Device = options.Device, Suspects = SuspectsOf(dataset, options, report) };

    /// <inheritdoc cref="Open(ImageDataset, bool, MeasureOptions, Action{Diagnostic}, IDisposable?)"/>
    public VideoRecord Open(VideoDataset dataset, bool isBelieved, MeasureOptions options, Action<Diagnostic> report, IDisposable? guard = null) =>
        new(database, writer, guard, dataset) { IsBelieved = isBelieved, Suspects = SuspectsOf(dataset, options, report) };

    /// <summary>What other processes had in hand of a dataset when they died, and a note of what this one has; null where nobody could try a suspect.</summary>
    private Suspects? SuspectsOf(Dataset dataset, MeasureOptions options, Action<Diagnostic> report)
    {
        if (options.Safeguard is not { } safeguard || !options.Device.IsExact || !SampleSources.MayHoldData(dataset.Root))
        {
            return null;
        }

        List<HandEntry> entries = [];
        // What crashes by one definition need not by another, and who does not decode a file is not to take it out of the note.
        var id = CacheDatabase.Id(PartsOf(dataset));
        try
        {
            entries = folder is null ? [] : HandNote.TakeOfDead(folder, id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without them everything is measured as if nothing had died.
        }

        if (entries.Count > 0)
        {
            report(Report.InHandOfDead(dataset, [.. entries.Select(entry => entry.Key)]));
        }

        return new(note ??= new(folder), id, entries, safeguard);
    }

    /// <summary>What tells a dataset and its definition apart.</summary>
    private static string[] PartsOf(Dataset dataset) =>
        [dataset.Kind, dataset.Root, .. dataset.SkippedFolders, .. dataset.Measured.Values.Select(value => $"{value.Key}={value.Value}")];

    /// <summary>Keeps others from measuring a dataset; null where there is no folder for that, or no data.</summary>
    private async Task<IDisposable?> GuardAsync(Dataset dataset, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (!SampleSources.MayHoldData(dataset.Root))
        {
            return null;
        }

        return await AcquireAsync(Key(PartsOf(dataset)), dataset.Name, options, report, cancellation);
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

    /// <summary>Where guards, lists and notes are.</summary>
    public static string SharedIn(string folder) => Path.Combine(folder, "datasets");

    /// <summary>The lists of files that are kept in a cache folder.</summary>
    public static IEnumerable<string> ListsIn(string folder) =>
        Directory.Exists(SharedIn(folder)) ? Directory.EnumerateFiles(SharedIn(folder), "*.files") : [];

    private string? ListOf(string fingerprint) => folder is null ? null : Path.Combine(folder, Key([fingerprint]) + ".files");

    /// <summary>Keeps others from changing a file, the lock, until what is returned is disposed.</summary>
    public Task<IDisposable?> GuardAsync(string path, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation) =>
        AcquireAsync(Key([path]), Path.GetFileName(path), options, report, cancellation);

    /// <summary>Writes what is still to be written, and keeps the cache within its size.</summary>
    public void Dispose()
    {
        writer?.Dispose();
        database?.Dispose();
        note?.Dispose();
        PruneLists();
    }

    /// <summary>Lists that are oldest go first, where all together are too large.</summary>
    private void PruneLists()
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            var total = 0L;
            foreach (var list in ListsIn(Path.GetDirectoryName(folder)!).Select(path => new FileInfo(path)).OrderByDescending(list => list.LastWriteTimeUtc))
            {
                total += list.Length;
                if (total > MostListBytes)
                {
                    list.Delete();
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process deletes the same ones.
        }
    }

    private async Task<IDisposable?> AcquireAsync(string key, string name, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (folder is null)
        {
            return null;
        }

        var file = Path.Combine(folder, key + ".guard");
        try
        {
            return await FileGuard.AcquireAsync(file, () => options.Progress?.Report(new(name, 0, 0, 0, IsWaiting: true)), cancellation);
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
