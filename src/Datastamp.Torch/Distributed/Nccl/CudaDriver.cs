using System.Runtime.InteropServices;

namespace Datastamp.Torch.Distributed.Nccl;

/// <summary>What is needed of CUDA's driver interface, whose library has the same name in every CUDA version.</summary>
internal static unsafe partial class CudaDriver
{
    private const string Name = "libcuda.so.1";
    private const int Success = 0;
    private const int NotReady = 600;

    /// <summary>Makes the device that libtorch uses the calling thread's.</summary>
    /// <exception cref="ProcessGroupException">There is no such device.</exception>
    public static void Use(int device)
    {
        if (!NativeLibrary.TryLoad(Name, out _))
        {
            throw new ProcessGroupException($"CUDA does not load here: there is no {Name} that does. Install NVIDIA's driver, or use a {nameof(MpiProcessGroup)}.");
        }

        int handle;
        nint context;
        Check(Initialize(0));
        Check(GetDevice(&handle, device));
        Check(RetainPrimaryContext(&context, handle));
        Check(SetContext(context));
    }

    /// <summary>Whether everything that libtorch's default stream was given is done.</summary>
    public static bool IsIdle()
    {
        var code = QueryStream(0);
        if (code != NotReady)
        {
            Check(code);
        }

        return code == Success;
    }

    private static void Check(int code)
    {
        if (code != Success)
        {
            byte* text;
            var told = ErrorString(code, &text) == Success;
            throw new ProcessGroupException($"CUDA failed: {(told ? Marshal.PtrToStringUTF8((nint)text) : $"error {code}")}");
        }
    }

    [LibraryImport(Name, EntryPoint = "cuInit")]
    private static partial int Initialize(uint flags);

    [LibraryImport(Name, EntryPoint = "cuDeviceGet")]
    private static partial int GetDevice(int* handle, int device);

    [LibraryImport(Name, EntryPoint = "cuDevicePrimaryCtxRetain")]
    private static partial int RetainPrimaryContext(nint* context, int handle);

    [LibraryImport(Name, EntryPoint = "cuCtxSetCurrent")]
    private static partial int SetContext(nint context);

    [LibraryImport(Name, EntryPoint = "cuStreamQuery")]
    private static partial int QueryStream(nint stream);

    [LibraryImport(Name, EntryPoint = "cuGetErrorString")]
    private static partial int ErrorString(int code, byte** text);
}
