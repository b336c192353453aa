namespace Datastamp.Torch.NvJpeg;

/// <summary>One backend of nvJPEG on one device. Threads may share it; it is made and freed with that device as the calling thread's.</summary>
internal sealed unsafe class NvJpegHandle : IDisposable
{
    /// <summary>NVJPEG_FLAGS_UPSAMPLING_WITH_INTERPOLATION: chroma as libjpeg's "fancy upsampling" has it.</summary>
    private const uint Interpolate = 1 << 5;

    private static readonly Version interpolates = new(12, 1, 0);

    private readonly nint handle;
    private bool isDisposed;

    private NvJpegHandle(NvJpegLibrary library, NvJpegBackend backend, nint handle)
    {
        Library = library;
        Backend = backend;
        this.handle = handle;
    }

    public NvJpegLibrary Library { get; }

    public NvJpegBackend Backend { get; }

    /// <summary>nvJPEG's own handle.</summary>
    public nint Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return handle;
        }
    }

    /// <summary>Starts a backend.</summary>
    /// <param name="library">nvJPEG.</param>
    /// <param name="backend">Which backend.</param>
    /// <param name="status">Why there is none.</param>
    public static NvJpegHandle? TryCreate(NvJpegLibrary library, NvJpegBackend backend, out NvJpegStatus status)
    {
        nint made;
        status = library.Create(backend, 0, 0, library.Version >= interpolates ? Interpolate : 0, &made);
        return status == NvJpegStatus.Success ? new(library, backend, made) : null;
    }

    /// <summary>How many JPEG engines the device has, and how many images each decodes at once; zeros where it has none.</summary>
    public (int Engines, int Cores) Hardware()
    {
        uint engines, cores;
        return Library.HardwareInfo(Value, &engines, &cores) == NvJpegStatus.Success ? ((int)engines, (int)cores) : (0, 0);
    }

    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            _ = Library.Destroy(handle);
        }
    }
}
