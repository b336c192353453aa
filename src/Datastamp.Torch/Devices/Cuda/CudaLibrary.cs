using System.Runtime.InteropServices;

namespace Datastamp.Torch.Devices.Cuda;

/// <summary>What is called of CUDA's driver interface. Its library has the same name in every CUDA version, and comes with NVIDIA's driver.</summary>
internal static unsafe partial class CudaLibrary
{
    public const string Name = "libcuda.so.1";

    // CUdevice_attribute and CUjit_option, by cuda.h.
    public const int Multiprocessors = 16;
    public const int MajorCapability = 75;
    public const int MinorCapability = 76;
    public const int ErrorLog = 5;
    public const int ErrorLogBytes = 6;

    /// <exception cref="CudaException">The code is not that of success.</exception>
    public static void Check(int code, string? log = null)
    {
        if (code != 0)
        {
            throw new CudaException(code, Describe(code) + (string.IsNullOrEmpty(log) ? string.Empty : $": {log}"));
        }
    }

    /// <summary>The name and the text that the driver has for a code.</summary>
    public static string Describe(int code)
    {
        byte* name;
        byte* text;
        return ErrorName(code, &name) == 0 && ErrorText(code, &text) == 0
            ? $"{Marshal.PtrToStringUTF8((nint)name)}, {Marshal.PtrToStringUTF8((nint)text)}"
            : FormattableString.Invariant($"error {code}");
    }

    [LibraryImport(Name, EntryPoint = "cuInit")]
    public static partial int Initialize(uint flags);

    [LibraryImport(Name, EntryPoint = "cuDriverGetVersion")]
    public static partial int DriverVersion(int* version);

    [LibraryImport(Name, EntryPoint = "cuDeviceGetCount")]
    public static partial int CountDevices(int* count);

    [LibraryImport(Name, EntryPoint = "cuDeviceGet")]
    public static partial int GetDevice(int* device, int index);

    [LibraryImport(Name, EntryPoint = "cuDeviceGetName")]
    public static partial int DeviceName(byte* name, int length, int device);

    [LibraryImport(Name, EntryPoint = "cuDeviceGetAttribute")]
    public static partial int DeviceAttribute(int* value, int attribute, int device);

    [LibraryImport(Name, EntryPoint = "cuDevicePrimaryCtxRetain")]
    public static partial int RetainPrimaryContext(nint* context, int device);

    [LibraryImport(Name, EntryPoint = "cuCtxGetCurrent")]
    public static partial int GetContext(nint* context);

    [LibraryImport(Name, EntryPoint = "cuCtxSetCurrent")]
    public static partial int SetContext(nint context);

    [LibraryImport(Name, EntryPoint = "cuModuleLoadDataEx")]
    public static partial int LoadModule(nint* module, byte* text, uint options, int* names, nint* values);

    [LibraryImport(Name, EntryPoint = "cuModuleGetFunction", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetFunction(nint* function, nint module, string name);

    [LibraryImport(Name, EntryPoint = "cuLaunchKernel")]
    public static partial int Launch(
        nint function, uint gridX, uint gridY, uint gridZ, uint blockX, uint blockY, uint blockZ, uint sharedBytes, nint stream, void** parameters, void** extra);

    [LibraryImport(Name, EntryPoint = "cuGetErrorName")]
    private static partial int ErrorName(int code, byte** name);

    [LibraryImport(Name, EntryPoint = "cuGetErrorString")]
    private static partial int ErrorText(int code, byte** text);
}
