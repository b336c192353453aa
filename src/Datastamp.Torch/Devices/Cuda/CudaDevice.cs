using System.Runtime.InteropServices;

namespace Datastamp.Torch.Devices.Cuda;

/// <summary>A GPU, by libtorch's index of it, with the context that libtorch has on it. Safe for many threads.</summary>
internal sealed unsafe class CudaDevice
{
    private static readonly Lock gate = new();
    private static readonly Dictionary<int, CudaDevice> known = [];

    private readonly nint context;

    private CudaDevice(int index)
    {
        CudaLibrary.Check(CudaLibrary.Initialize(0));
        int device;
        CudaLibrary.Check(CudaLibrary.GetDevice(&device, index));
        const int longest = 256;
        var name = stackalloc byte[longest];
        CudaLibrary.Check(CudaLibrary.DeviceName(name, longest, device));
        Name = Marshal.PtrToStringUTF8((nint)name)!;
        Multiprocessors = Attribute(device, CudaLibrary.Multiprocessors);

        // Once a process: libtorch has it too, and neither lets it go.
        nint retained;
        CudaLibrary.Check(CudaLibrary.RetainPrimaryContext(&retained, device));
        context = retained;
    }

    /// <summary>What NVIDIA calls it, such as <c>NVIDIA H200</c>.</summary>
    public string Name { get; }

    /// <summary>How many blocks it works on side by side, at the least.</summary>
    public int Multiprocessors { get; }

    /// <exception cref="CudaException">There is no such device, or CUDA fails.</exception>
    public static CudaDevice Get(int index)
    {
        lock (gate)
        {
            return known.TryGetValue(index, out var device) ? device : known[index] = new(index);
        }
    }

    /// <summary>Does something while the device's context is the calling thread's.</summary>
    public void Use(Action action)
    {
        nint before;
        CudaLibrary.Check(CudaLibrary.GetContext(&before));
        CudaLibrary.Check(CudaLibrary.SetContext(context));
        try
        {
            action();
        }
        finally
        {
            // libtorch takes its current device from the context: another one stays as the caller had it.
            _ = CudaLibrary.SetContext(before);
        }
    }

    private static int Attribute(int device, int attribute)
    {
        int value;
        CudaLibrary.Check(CudaLibrary.DeviceAttribute(&value, attribute, device));
        return value;
    }
}
