using Datastamp.Torch.Native;

namespace Datastamp.DeviceCheck;

/// <summary>The machine's libtorch, of whatever version: the one place that loads it.</summary>
internal static class Libtorch
{
    /// <summary>Loads it into this process, before any use of TorchSharp.</summary>
    /// <returns>The version that it says; null where it cannot.</returns>
    /// <exception cref="Diagnostics.DiagnosticException">It does not load.</exception>
    public static string? Load(CheckOptions options) => TorchLibrary.Load(options.Libtorch, Kind(options));

    /// <summary>Without CUDA where it has none, so that what the processor can do is checked all the same.</summary>
    private static BackendKind Kind(CheckOptions options) =>
        options.IsCuda && File.Exists(Path.Combine(options.Libtorch, LibtorchFiles.Of("torch_cuda"))) ? BackendKind.Cuda : BackendKind.Cpu;
}
