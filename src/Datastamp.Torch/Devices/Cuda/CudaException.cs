namespace Datastamp.Torch.Devices.Cuda;

/// <summary>A call of CUDA's driver failed.</summary>
/// <param name="code">The driver's number, such as 2 for CUDA_ERROR_OUT_OF_MEMORY.</param>
/// <param name="message">What the driver says of it.</param>
public sealed class CudaException(int code, string message) : Exception(message)
{
    private const int OutOfMemory = 2;

    /// <summary>The driver's number.</summary>
    public int Code => code;

    /// <summary>Whether the device's memory was full.</summary>
    public bool IsOutOfMemory => code == OutOfMemory;
}
