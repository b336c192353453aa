using System.Runtime.InteropServices;
using Datastamp.Diagnostics;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Backends;

/// <summary>The public package that has a libtorch, and how large it is: so much is said before anything is fetched.</summary>
/// <param name="Id">Its name.</param>
/// <param name="PackageVersion">Its version.</param>
/// <param name="Version">The version of libtorch in it.</param>
/// <param name="Runtime">The system that it is for.</param>
/// <param name="Download">About how many bytes are fetched.</param>
/// <param name="Restored">About how many bytes packages take until the installation is over.</param>
/// <param name="Installed">About how many bytes stay.</param>
internal sealed record BackendPackage(string Id, string PackageVersion, string Version, string Runtime, long Download, long Restored, long Installed)
{
    /// <summary>How the names of packages with libraries begin: those of TorchSharp itself are in the tool.</summary>
    public const string Prefix = "libtorch-";

    private const string TorchSharp = "0.107.0";
    private const string Cuda = "12.8";

    /// <summary>The package of a kind for this system.</summary>
    /// <exception cref="DiagnosticException">DS0512: there is none.</exception>
    public static BackendPackage For(BackendKind kind, string version)
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var runtime = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        return (kind, runtime) switch
        {
            // Measured: the package of 2.10.0 for linux-x64.
            (BackendKind.Cpu, "linux-x64" or "win-x64" or "win-arm64" or "osx-arm64") =>
                new($"libtorch-cpu-{runtime}", version, version, runtime, Download: 130_000_000, Restored: 630_000_000, Installed: 470_000_000),

            // By the lengths of the pieces that libraries are split into (dotnet/TorchSharp, src/Redist/libtorch-cuda-12.8).
            (BackendKind.Cuda, "linux-x64" or "win-x64") when version == TorchBackend.BuiltFor =>
                new($"TorchSharp-cuda-{(system == "win" ? "windows" : system)}", TorchSharp, version, runtime, Download: 3_000_000_000, Restored: 8_000_000_000, Installed: 5_500_000_000),
            (BackendKind.Cuda, "linux-x64" or "win-x64") =>
                new($"libtorch-cuda-{Cuda}-{runtime}", version, version, runtime, Download: 3_000_000_000, Restored: 8_000_000_000, Installed: 5_500_000_000),
            _ => throw new DiagnosticException(Report.NoBackendPackage(kind.ToString().ToLowerInvariant(), runtime)),
        };
    }
}
