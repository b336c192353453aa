namespace Datastamp.Torch.NvJpeg;

/// <summary>What nvJPEG's functions return: <c>nvjpegStatus_t</c>.</summary>
internal enum NvJpegStatus
{
    /// <summary>Done, or given to the device.</summary>
    Success = 0,

    /// <summary>A handle or state was not made.</summary>
    NotInitialized = 1,

    /// <summary>An argument is wrong.</summary>
    InvalidParameter = 2,

    /// <summary>The bytes are no JPEG that can be parsed.</summary>
    BadJpeg = 3,

    /// <summary>The file is of a kind that this backend does not decode.</summary>
    JpegNotSupported = 4,

    /// <summary>Memory was refused, on the host or the device.</summary>
    AllocatorFailure = 5,

    /// <summary>Work on the device failed.</summary>
    ExecutionFailed = 6,

    /// <summary>The device has not what the backend needs.</summary>
    ArchMismatch = 7,

    /// <summary>Any other failure within the library.</summary>
    InternalError = 8,

    /// <summary>The backend does not do that.</summary>
    ImplementationNotSupported = 9,

    /// <summary>The bytes end too early.</summary>
    IncompleteBitstream = 10,
}
