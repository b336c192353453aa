using System.Runtime.InteropServices;
using Datastamp.Torch.Devices.Cuda;

namespace Datastamp.Torch.NvJpeg;

/// <summary>
/// A CUDA stream of one thread's own, on the device that is the thread's. It does not wait for libtorch's, which is the default stream
/// of all threads, so one thread's files are decoded while another's pixels are summed; who hands memory from one to the other waits.
/// </summary>
internal sealed unsafe partial class CudaStream : IDisposable
{
    private const uint NonBlocking = 1;

    private nint stream;

    /// <exception cref="CudaException">The driver refuses it.</exception>
    public CudaStream()
    {
        nint made;
        CudaLibrary.Check(Create(&made, NonBlocking));
        stream = made;
    }

    /// <summary>CUDA's own handle.</summary>
    public nint Value => stream;

    /// <summary>Waits for libtorch's work on this thread's device.</summary>
    /// <exception cref="CudaException">That failed.</exception>
    public static void WaitForTorch() => CudaLibrary.Check(Synchronize(0));

    /// <summary>The device's memory, in bytes: what is free, and all.</summary>
    /// <exception cref="CudaException">The driver refuses it.</exception>
    public static (long Free, long Total) Memory()
    {
        nuint free, total;
        CudaLibrary.Check(GetMemory(&free, &total));
        return ((long)free, (long)total);
    }

    /// <summary>Writes two bytes over and over, and waits until they are there: JPEG engines do not wait for what their stream was given before (seen on Hopper).</summary>
    /// <param name="address">The first byte, at an even address.</param>
    /// <param name="pattern">The two bytes, the lower one first.</param>
    /// <param name="pairs">How often.</param>
    /// <exception cref="CudaException">The driver refuses it.</exception>
    public void Fill(nint address, ushort pattern, long pairs)
    {
        CudaLibrary.Check(Set((nuint)address, pattern, (nuint)pairs, stream));
        Wait();
    }

    /// <summary>Waits for all that the stream was given.</summary>
    /// <exception cref="CudaException">Some of it failed.</exception>
    public void Wait() => CudaLibrary.Check(Synchronize(stream));

    public void Dispose()
    {
        if (stream != 0)
        {
            _ = Destroy(stream);
            stream = 0;
        }
    }

    [LibraryImport(CudaLibrary.Name, EntryPoint = "cuStreamCreate")]
    private static partial int Create(nint* stream, uint flags);

    [LibraryImport(CudaLibrary.Name, EntryPoint = "cuStreamDestroy_v2")]
    private static partial int Destroy(nint stream);

    [LibraryImport(CudaLibrary.Name, EntryPoint = "cuStreamSynchronize")]
    private static partial int Synchronize(nint stream);

    [LibraryImport(CudaLibrary.Name, EntryPoint = "cuMemsetD16Async")]
    private static partial int Set(nuint address, ushort value, nuint count, nint stream);

    [LibraryImport(CudaLibrary.Name, EntryPoint = "cuMemGetInfo_v2")]
    private static partial int GetMemory(nuint* free, nuint* total);
}
