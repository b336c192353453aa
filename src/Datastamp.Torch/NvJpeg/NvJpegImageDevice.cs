using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Torch.Devices.Cuda;
using TorchSharp;

namespace Datastamp.Torch.NvJpeg;

/// <summary>
/// An NVIDIA GPU that decodes JPEG files by nvJPEG and sums their pixels: by its JPEG engines, where it has some and a file qualifies,
/// else by CUDA. Other files, and those that nvJPEG refuses, are decoded by the processor. nvJPEG's pixels differ from the processor's by a
/// grey level here and there, so results do too.
/// </summary>
public sealed class NvJpegImageDevice : IImageDevice, IDisposable
{
    private readonly torch.Device device;
    private readonly Lazy<NvJpegHandle[]> handles;

    /// <summary>nvJPEG on a device. It is loaded and started when it is first asked for.</summary>
    /// <param name="device">A CUDA device.</param>
    /// <param name="library">nvJPEG's file, or a folder that has it; looked for if null.</param>
    /// <param name="backend">The folder that libtorch was loaded from, where nvJPEG is looked for first; or null.</param>
    /// <exception cref="ArgumentException">The device is no CUDA device.</exception>
    public NvJpegImageDevice(torch.Device device, string? library = null, string? backend = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device.type != DeviceType.CUDA)
        {
            throw new ArgumentException($"nvJPEG decodes on CUDA devices, and this is {device}.", nameof(device));
        }

        this.device = device;
        handles = new(() => Start(library, backend));
    }

    /// <inheritdoc/>
    public string? Name => $"cuda {Cuda.Name}";

    /// <inheritdoc/>
    public bool IsExact => false;

    /// <inheritdoc/>
    /// <exception cref="DiagnosticException">DS0514–DS0516, DS0519, DS0520–DS0522: there is no such GPU, or no nvJPEG, or it does not start.</exception>
    public string Decoder => $"nvjpeg {handles.Value[0].Library.Version} + {Processor.Instance.Decoder}";

    private CudaDevice Cuda => CudaDevice.Get(Math.Max(device.index, 0));

    /// <summary>Files a batch, at most.</summary>
    internal int MostFiles { get; init; } = EncodedBatch.MostFiles;

    /// <summary>The backends to use, the preferred first.</summary>
    internal IReadOnlyList<NvJpegBackend> Backends { get; init; } = [NvJpegBackend.Hardware, NvJpegBackend.Cuda];

    /// <summary>The backends that started.</summary>
    internal IReadOnlyList<NvJpegHandle> Handles => handles.Value;

    /// <inheritdoc/>
    /// <exception cref="DiagnosticException">DS0520–DS0524: nvJPEG is not there, or does not start, or the device has too little memory or failed.</exception>
    public IImageRun Begin(ImageDataset dataset, IImageReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(receiver);
        var started = handles.Value;
        var format = dataset.Preprocessing.Color == ColorOrder.Bgr ? NvJpegOutputFormat.Bgr : NvJpegOutputFormat.Rgb;
        var run = default(IImageRun);
        NvJpegThread.Use(Cuda, () => run = Begin(dataset, receiver, started, format));
        return run!;
    }

    /// <summary>Ends nvJPEG. No run may be left.</summary>
    public void Dispose()
    {
        if (handles.IsValueCreated)
        {
            Cuda.Use(() => Array.ForEach(handles.Value, handle => handle.Dispose()));
        }
    }

    private NvJpegRun Begin(ImageDataset dataset, IImageReceiver receiver, NvJpegHandle[] started, NvJpegOutputFormat format)
    {
        var thread = new NvJpegThread(Cuda, device);
        var sums = new PixelSums(dataset, receiver);
        var processor = Processor.Instance.Begin(dataset, receiver);
        var backends = new List<NvJpegBatches>();
        var run = new NvJpegRun(dataset, thread, backends, sums, processor);
        try
        {
            foreach (var handle in started)
            {
                backends.Add(new(new(handle, format), thread, sums, processor, MostFiles));
            }

            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private NvJpegHandle[] Start(string? path, string? backend)
    {
        var index = Math.Max(device.index, 0);
        if (CudaFacts.Read(index).Obstacle(index) is { } obstacle)
        {
            throw new DiagnosticException(obstacle);
        }

        var started = new List<NvJpegHandle>();
        var cuda = Cuda;
        var library = NvJpegLibrary.Load(path, backend);
        var status = NvJpegStatus.Success;
        NvJpegThread.Use(cuda, () =>
        {
            foreach (var one in Backends)
            {
                if (NvJpegHandle.TryCreate(library, one, out status) is not { } handle)
                {
                    continue;
                }

                if (one == NvJpegBackend.Hardware && handle.Hardware().Engines == 0)
                {
                    handle.Dispose();
                    continue;
                }

                started.Add(handle);
            }
        });
        return started.Count > 0
            ? [.. started]
            : throw new DiagnosticException(Report.NvJpegNotStarted(library.Path, library.Version.ToString(), cuda.Name, NvJpegFailure.Describe(status)));
    }
}
