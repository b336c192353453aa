using System.Runtime.CompilerServices;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Torch.Devices;
using Datastamp.Torch.Native;
using Datastamp.Torch.NvJpeg;

namespace Datastamp.Tool.Devices;

/// <summary>
/// Opens what measures, by its name. Where that is the processor, nothing of TorchSharp is loaded: what mentions its types stands
/// in methods of their own.
/// </summary>
internal static class MeasuringDevice
{
    /// <summary>The processor: what measures unless another device is asked for.</summary>
    public const string Processor = "cpu";

    /// <summary>A GPU where there is one, else the processor.</summary>
    public const string Auto = "auto";

    /// <summary>The names, for people.</summary>
    public const string Names = "cpu, torch-cpu, cuda, cuda:1 and the like, auto";

    private const string NvJpeg = "nvjpeg";

    /// <summary>What decodes for a CUDA device.</summary>
    public static IReadOnlyList<string> Decoders { get; } = [NvJpeg, Processor];

    /// <summary>Whether there is such a name.</summary>
    public static bool IsName(string name) => Is(name, Processor) || Is(name, Auto) || IsTorch(name);

    /// <summary>Opens a device.</summary>
    /// <param name="name">One of <see cref="Names"/>; null or empty for the processor.</param>
    /// <param name="decoder">One of <see cref="Decoders"/>; null or empty for nvJPEG.</param>
    /// <param name="report">Told where the processor stands in for a GPU.</param>
    /// <exception cref="DiagnosticException">DS0501–DS0525: it cannot be used; the message says why.</exception>
    public static IImageDevice Open(string? name, string? decoder, Action<Diagnostic> report)
    {
        if (string.IsNullOrEmpty(name) || Is(name, Processor))
        {
            return Measuring.Processor.Instance;
        }

        if (!Is(name, Auto))
        {
            return OpenTorch(name, decoder);
        }

        try
        {
            return OpenTorch("cuda", decoder);
        }
        catch (DiagnosticException e)
        {
            report(Report.OnProcessor(e.Diagnostics[0]));
            return Measuring.Processor.Instance;
        }
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsTorch(string name) => TorchDevices.IsName(name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IImageDevice OpenTorch(string name, string? decoder)
    {
        var isCuda = name.StartsWith("cuda", StringComparison.OrdinalIgnoreCase);
        var backend = TorchBackend.Load(isCuda ? BackendKind.Cuda : BackendKind.Cpu);
        return OpenLoaded(name, isCuda && !Is(decoder ?? NvJpeg, Processor), backend.Folder);
    }

    /// <summary>Behind the loading: whatever mentions a tensor must not be compiled before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IImageDevice OpenLoaded(string name, bool isNvJpeg, string folder)
    {
        var device = TorchDevices.Open(name);
        if (!isNvJpeg)
        {
            return device;
        }

        // Started now, so that 'auto' can do without.
        var decoding = new NvJpegImageDevice(device.Device, backend: folder);
        _ = decoding.Decoder;
        return decoding;
    }
}
