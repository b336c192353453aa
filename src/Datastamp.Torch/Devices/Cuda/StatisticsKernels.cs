using System.Runtime.InteropServices;
using System.Text;

namespace Datastamp.Torch.Devices.Cuda;

/// <summary>The program <c>statistics.ptx</c>, as the driver compiled it for one device. Safe for many threads.</summary>
internal sealed unsafe class StatisticsKernels
{
    private const int BlockSize = 256;
    private const int BlocksPerMultiprocessor = 32;
    private const int MostParts = 65535;

    private static readonly Lock gate = new();
    private static readonly Dictionary<int, StatisticsKernels> known = [];

    private readonly CudaDevice device;
    private readonly nint sums1;
    private readonly nint sums3;
    private readonly nint histogram;

    private StatisticsKernels(CudaDevice device)
    {
        this.device = device;
        nint module = 0;
        device.Use(() => module = Load());
        sums1 = Function(module, "sums1");
        sums3 = Function(module, "sums3");
        histogram = Function(module, "histogram");
    }

    /// <summary>The program's text.</summary>
    public static string Text { get; } = Read();

    /// <exception cref="CudaException">The driver refuses the program, or CUDA fails.</exception>
    public static StatisticsKernels On(int device)
    {
        lock (gate)
        {
            return known.TryGetValue(device, out var kernels) ? kernels : known[device] = new(CudaDevice.Get(device));
        }
    }

    /// <summary>How many blocks work on one image.</summary>
    /// <param name="multiprocessors">The device's.</param>
    /// <param name="images">Images in the batch.</param>
    /// <param name="length">Bytes an image.</param>
    /// <param name="groupLength">Bytes that a thread takes in one step.</param>
    public static uint Parts(int multiprocessors, long images, long length, int groupLength)
    {
        var wanted = Math.Max(1, multiprocessors * BlocksPerMultiprocessor / images);
        var busy = Math.Max(1, (length / groupLength + BlockSize - 1) / BlockSize);
        return (uint)Math.Min(MostParts, Math.Min(wanted, busy));
    }

    /// <summary>Adds each image's Σx a channel and then Σx² a channel to the output, on libtorch's default stream. Does not wait.</summary>
    /// <param name="pixels">The device's address of images of bytes.</param>
    /// <param name="images">Their number.</param>
    /// <param name="length">Bytes an image.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="output">The device's address of 2·C 64-bit integers an image.</param>
    public void Sum(nint pixels, long images, int length, int channels, nint output)
    {
        var parameters = stackalloc void*[] { &pixels, &length, &output };
        var parts = Parts(device.Multiprocessors, images, length, channels == 3 ? 48 : 16);
        Launch(channels == 3 ? sums3 : sums1, images, parts, parameters);
    }

    /// <summary>Adds each image's counts to the output: 256 a channel, one channel behind the other.</summary>
    /// <inheritdoc cref="Sum"/>
    public void Count(nint pixels, long images, int length, int channels, nint output)
    {
        var parameters = stackalloc void*[] { &pixels, &length, &channels, &output };
        Launch(histogram, images, Parts(device.Multiprocessors, images, length, 64), parameters);
    }

    private void Launch(nint kernel, long images, uint parts, void** parameters) => device.Use(() =>
        CudaLibrary.Check(CudaLibrary.Launch(kernel, (uint)images, parts, 1, BlockSize, 1, 1, 0, stream: 0, parameters, extra: null)));

    private static nint Load()
    {
        const int logBytes = 4096;
        var log = stackalloc byte[logBytes];
        log[0] = 0;
        var names = stackalloc int[] { CudaLibrary.ErrorLog, CudaLibrary.ErrorLogBytes };
        var values = stackalloc nint[] { (nint)log, logBytes };
        nint module;
        fixed (byte* text = Encoding.ASCII.GetBytes(Text + '\0'))
        {
            CudaLibrary.Check(CudaLibrary.LoadModule(&module, text, 2, names, values), Marshal.PtrToStringUTF8((nint)log));
        }

        return module;
    }

    private static nint Function(nint module, string name)
    {
        nint function;
        CudaLibrary.Check(CudaLibrary.GetFunction(&function, module, name));
        return function;
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(StatisticsKernels).Assembly.GetManifestResourceStream("Datastamp.Torch.statistics.ptx")!);
        return reader.ReadToEnd();
    }
}
