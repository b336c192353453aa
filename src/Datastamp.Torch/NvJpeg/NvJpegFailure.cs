using Datastamp.Diagnostics;

namespace Datastamp.Torch.NvJpeg;

/// <summary>What a status of nvJPEG means for a run.</summary>
internal static class NvJpegFailure
{
    /// <summary>Whether a batch may have failed for what is in a file, which then is another decoder's.</summary>
    /// <remarks>JPEG engines say of damaged files that the execution failed. Whether the device still works, the driver tells.</remarks>
    public static bool IsOfFile(NvJpegStatus status) => status is NvJpegStatus.BadJpeg or NvJpegStatus.JpegNotSupported
        or NvJpegStatus.ExecutionFailed or NvJpegStatus.InternalError or NvJpegStatus.ImplementationNotSupported or NvJpegStatus.IncompleteBitstream;

    /// <summary>Throws unless all went well.</summary>
    /// <exception cref="DiagnosticException">DS0523, DS0524: memory was refused, or the device failed.</exception>
    public static void Check(NvJpegStatus status)
    {
        if (status != NvJpegStatus.Success)
        {
            throw new DiagnosticException(status == NvJpegStatus.AllocatorFailure
                ? Report.DeviceMemoryShort("nvJPEG was refused memory")
                : Report.DeviceDecoderFailed($"nvJPEG returned {Describe(status)}"));
        }
    }

    /// <summary>A status with its number, as NVIDIA's documentation lists it.</summary>
    public static string Describe(NvJpegStatus status) => FormattableString.Invariant($"status {(int)status} ({status})");
}
