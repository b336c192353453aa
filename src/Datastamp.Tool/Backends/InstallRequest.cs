using Datastamp.Torch.Native;

namespace Datastamp.Tool.Backends;

/// <summary>What is to be installed.</summary>
/// <param name="Kind">What it is to compute on.</param>
/// <param name="Version">The version of libtorch to fetch; of a folder, the version is what it is.</param>
/// <param name="From">A folder, or a Python interpreter, to take it from; null to fetch a package.</param>
/// <param name="AnyVersion">Whether TorchSharp may be built for another version.</param>
internal sealed record InstallRequest(BackendKind Kind, string Version, string? From, bool AnyVersion);
