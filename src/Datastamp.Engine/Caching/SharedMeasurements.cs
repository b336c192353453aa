using System.Security.Cryptography;
using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;

namespace Datastamp.Caching;

/// <summary>
/// What processes of one user share, so that a dataset is measured once however many builds ask for it: a record a dataset,
/// and guards. Deleting the folder costs time and changes nothing.
/// </summary>
internal sealed class SharedMeasurements
{
    private readonly string? folder;

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

            File.OpenHandle(Path.Combine(datasets, "writable"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            return new(datasets);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(Report.NotShared(folder, e.Message));
            return new(folder: null);
        }
    }

    /// <summary>Opens the record of a dataset, for this process alone until it is disposed.</summary>
    public async Task<MeasurementRecord> RecordAsync(ImageDataset dataset, MeasureOptions options, CancellationToken cancellation)
    {
        var definition = MeasuredDefinition.Of(dataset);
        if (folder is null)
        {
            return new(file: null, guard: null, definition);
        }

        var file = Path.Combine(folder, Key([dataset.Root, .. dataset.SkippedFolders, .. definition.Values.Select(value => $"{value.Key}={value.Value}")]));
        var guard = await FileGuard.AcquireAsync(
            file + ".guard", () => options.Progress?.Report(new(dataset.Name, 0, 0, 0, IsWaiting: true)), cancellation);
        return new(file + ".txt", guard, definition);
    }

    /// <summary>Keeps others from changing a file, the lock, until what is returned is disposed.</summary>
    public async Task<IDisposable?> GuardAsync(string path, CancellationToken cancellation) => folder is null
        ? null
        : await FileGuard.AcquireAsync(Path.Combine(folder, Key([path]) + ".guard"), () => { }, cancellation);

    private static string Key(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..32];
}
