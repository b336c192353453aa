namespace Datastamp.Torch.Native;

/// <summary>What a libtorch computes on.</summary>
public enum BackendKind
{
    /// <summary>The processor alone.</summary>
    Cpu,

    /// <summary>NVIDIA GPUs, and the processor.</summary>
    Cuda,
}
