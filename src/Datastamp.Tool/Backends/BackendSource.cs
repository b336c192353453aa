using Datastamp.Torch.Native;

namespace Datastamp.Tool.Backends;

/// <summary>Where a libtorch is taken from.</summary>
/// <param name="Description">For people.</param>
/// <param name="Version">The version of libtorch.</param>
/// <param name="Files">Its libraries, in ordinal order.</param>
internal sealed record BackendSource(string Description, string Version, IReadOnlyList<SourceFile> Files)
{
    /// <summary>What it can compute on, by the library that only one of the kinds has.</summary>
    public BackendKind Kind => Files.Any(file => file.Name == LibtorchFiles.Of("torch_cuda")) ? BackendKind.Cuda : BackendKind.Cpu;

    public long Length => Files.Sum(file => file.Length);
}
