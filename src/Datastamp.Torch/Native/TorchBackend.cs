using System.Security.Cryptography;
using Datastamp.Diagnostics;
using Datastamp.Health;

namespace Datastamp.Torch.Native;

/// <summary>A libtorch that <c>datastamp gpu install</c> put into the user's folder: no part of any package, and loaded only when it is asked for.</summary>
public sealed class TorchBackend
{
    /// <summary>The version of libtorch that this package's TorchSharp is built for.</summary>
    public const string BuiltFor = "2.10.0";

    /// <summary>The environment variable that names another folder for backends.</summary>
    public const string RootVariable = "DATASTAMP_BACKENDS";

    private static readonly Lock gate = new();
    private static TorchBackend? loaded;

    private TorchBackend(string folder, BackendManifest manifest) => (Folder, Manifest) = (folder, manifest);

    /// <summary>
    /// Where backends are: what <c>DATASTAMP_BACKENDS</c> says, else <c>datastamp/backends</c> in the user's data folder.
    /// </summary>
    public static string Root =>
        Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } root ? Path.GetFullPath(root) : Path.Combine(DataFolder, "datastamp", "backends");

    /// <summary>The folder of its libraries.</summary>
    public string Folder { get; }

    /// <summary>What was installed.</summary>
    public BackendManifest Manifest { get; }

    /// <summary>Whether TorchSharp is built for its version, or it was installed regardless of that.</summary>
    public bool Fits => Manifest.AnyVersion || Manifest.Version == BuiltFor;

    private static string DataFolder =>
        OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : OperatingSystem.IsMacOS() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library", "Application Support")
        : Environment.GetEnvironmentVariable("XDG_DATA_HOME") is ['/', ..] path ? path
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");

    /// <summary>
    /// Finds a backend, looks whether its files are all there, and loads it into this process, before its first use of TorchSharp:
    /// of the backends of a kind the one that TorchSharp is built for, else the newest that was installed regardless. Does
    /// nothing where one is loaded that can do what is asked.
    /// </summary>
    /// <param name="kind">What is to be computed on. A backend for CUDA serves the processor too.</param>
    /// <returns>What is loaded.</returns>
    /// <exception cref="DiagnosticException">
    /// DS0501: there is none; DS0502: it is damaged; DS0503: it is of another version; DS0508: CUDA is asked for, and there is no
    /// driver or device; DS0509: it does not load; DS0511: another libtorch is in the way.
    /// </exception>
    public static TorchBackend Load(BackendKind kind)
    {
        lock (gate)
        {
            if (loaded is not null && loaded.Manifest.Kind < kind)
            {
                throw new DiagnosticException(Report.BackendInTheWay(loaded.Folder));
            }

            if (kind == BackendKind.Cuda && !HasDriver())
            {
                throw new DiagnosticException(Report.NoDriver(Severity.Error, "its driver's library is not on this machine"));
            }

            var backend = loaded ?? Find(Root, kind).Load();
            return kind == BackendKind.Cpu || BackendSelfTest.HasDevice() ? backend
                : throw new DiagnosticException(Report.NoDriver(Severity.Error, "its driver's library is there, and libtorch finds no device"));
        }
    }

    /// <summary>The backend of a folder.</summary>
    /// <exception cref="DiagnosticException">DS0502: the folder is no backend, or its manifest is damaged.</exception>
    public static TorchBackend Open(string folder)
    {
        try
        {
            return new(folder, BackendManifest.Read(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DiagnosticException(Report.BackendDamaged(folder, e.Message), e);
        }
    }

    /// <summary>The folders of backends, in ordinal order, whole or not. What is being installed is none yet.</summary>
    public static IReadOnlyList<string> Folders(string root) => Directory.Exists(root)
        ? [.. Directory.GetDirectories(root).Where(folder => KindOf(folder) is not null).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Whether the library of NVIDIA's driver is within reach.</summary>
    public static bool HasDriver() => GpuCheck.HasLibrary();

    /// <summary>Whether every file is there and as long as it was installed; this reads none of them.</summary>
    /// <exception cref="DiagnosticException">DS0502: a file is missing, or longer or shorter.</exception>
    public void Look()
    {
        foreach (var file in Manifest.Files)
        {
            var found = new FileInfo(Path.Combine(Folder, file.Name));
            if (!found.Exists || found.LinkTarget is not null || found.Length != file.Length)
            {
                throw new DiagnosticException(Report.BackendDamaged(Folder, !found.Exists ? $"{file.Name} is missing"
                    : found.LinkTarget is not null ? $"{file.Name} is a link"
                    : FormattableString.Invariant($"{file.Name} has {found.Length} of {file.Length} bytes")));
            }
        }
    }

    /// <summary>Whether every file holds what was installed; this reads them all.</summary>
    /// <exception cref="DiagnosticException">DS0502: a file is not as it was.</exception>
    public void Verify()
    {
        Look();
        foreach (var file in Manifest.Files)
        {
            try
            {
                using var stream = File.OpenRead(Path.Combine(Folder, file.Name));
                if (Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256)
                {
                    throw new DiagnosticException(Report.BackendDamaged(Folder, $"{file.Name} holds something else than was installed"));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DiagnosticException(Report.BackendDamaged(Folder, $"{file.Name} cannot be read: {e.Message}"), e);
            }
        }
    }

    /// <summary>Loads this backend, as <see cref="Load(BackendKind)"/> does.</summary>
    /// <exception cref="DiagnosticException">As for <see cref="Load(BackendKind)"/>.</exception>
    public TorchBackend Load()
    {
        lock (gate)
        {
            if (loaded is not null)
            {
                return loaded.Folder == Folder ? loaded : throw new DiagnosticException(Report.BackendInTheWay(loaded.Folder));
            }

            if (!Fits)
            {
                throw new DiagnosticException(Report.BackendVersion(Folder, Manifest.Version, BuiltFor));
            }

            Look();
            var version = TorchLibrary.Load(Folder, Manifest.Kind);
            if (version != BuiltFor && !Manifest.AnyVersion)
            {
                throw new DiagnosticException(Report.BackendVersion(Folder, version ?? "unknown, and old", BuiltFor));
            }

            return loaded = this;
        }
    }

    private static TorchBackend Find(string root, BackendKind kind)
    {
        var found = new List<TorchBackend>();
        DiagnosticException? damaged = null;
        foreach (var folder in Folders(root).Where(folder => KindOf(folder) >= kind))
        {
            try
            {
                found.Add(Open(folder));
            }
            catch (DiagnosticException e)
            {
                damaged ??= e;
            }
        }

        var best = found.OrderByDescending(backend => backend.Fits)
            .ThenByDescending(backend => backend.Manifest.Version == BuiltFor)
            .ThenBy(backend => backend.Manifest.Kind)
            .ThenByDescending(backend => Version.Parse(backend.Manifest.Version))
            .FirstOrDefault();
        return best ?? throw damaged ?? new DiagnosticException(Report.NoBackend(kind.ToString().ToLowerInvariant(), root));
    }

    private static BackendKind? KindOf(string folder)
    {
        var name = Path.GetFileName(folder);
        return !BackendFile.IsName(name) ? null
            : name.StartsWith("cpu-", StringComparison.Ordinal) ? BackendKind.Cpu
            : name.StartsWith("cuda-", StringComparison.Ordinal) ? BackendKind.Cuda
            : null;
    }
}
