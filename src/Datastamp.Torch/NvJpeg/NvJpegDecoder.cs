namespace Datastamp.Torch.NvJpeg;

/// <summary>One thread's decoder of one backend. Works with the device as the thread's.</summary>
internal sealed unsafe class NvJpegDecoder : IDisposable
{
    private readonly NvJpegHandle handle;
    private readonly NvJpegOutputFormat format;
    private nint state;
    private nint header;

    /// <param name="handle">The backend.</param>
    /// <param name="format">What is written.</param>
    /// <exception cref="Diagnostics.DiagnosticException">DS0523, DS0524: memory was refused, or the device failed.</exception>
    public NvJpegDecoder(NvJpegHandle handle, NvJpegOutputFormat format)
    {
        this.handle = handle;
        this.format = format;
        try
        {
            var library = handle.Library;
            fixed (nint* made = &state)
            {
                NvJpegFailure.Check(library.CreateState(handle.Value, made));
            }

            fixed (nint* made = &header)
            {
                NvJpegFailure.Check(library.CreateHeader(handle.Value, made));
            }

            if (handle.Backend == NvJpegBackend.Hardware)
            {
                // Without a first reservation, of whatever size, the library frees and takes memory for every batch. 0 is NVJPEG_CSS_444.
                NvJpegFailure.Check(library.Preallocate(handle.Value, state, 1, 1, 1, 0, format));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public NvJpegBackend Backend => handle.Backend;

    /// <summary>Whether the backend decodes a file, by its headers, as far as nvJPEG tells beforehand.</summary>
    /// <param name="file">The file's bytes.</param>
    public bool Supports(ReadOnlySpan<byte> file)
    {
        fixed (byte* first = file)
        {
            if (handle.Library.ParseHeader(handle.Value, first, (nuint)file.Length, header) != NvJpegStatus.Success)
            {
                return false;
            }

            // NVIDIA's own programs ask this of engines alone. What CUDA refuses comes back from its batch.
            int refusal;
            return handle.Backend != NvJpegBackend.Hardware
                || (handle.Library.IsUnsupported(handle.Value, header, &refusal) == NvJpegStatus.Success && refusal == 0);
        }
    }

    /// <summary>Gives files to the device. They are decoded when the stream has come so far.</summary>
    /// <param name="files">The addresses of the files' bytes, which stay until then.</param>
    /// <param name="lengths">Their lengths.</param>
    /// <param name="images">Where the pixels go.</param>
    /// <param name="stream">The CUDA stream.</param>
    public NvJpegStatus Decode(ReadOnlySpan<nint> files, ReadOnlySpan<nuint> lengths, ReadOnlySpan<NvJpegImage> images, nint stream)
    {
        var library = handle.Library;
        var status = library.BeginBatch(handle.Value, state, files.Length, 1, format);
        if (status != NvJpegStatus.Success)
        {
            return status;
        }

        fixed (nint* file = files)
        fixed (nuint* length = lengths)
        fixed (NvJpegImage* image = images)
        {
            return library.DecodeBatch(handle.Value, state, (byte**)file, length, image, stream);
        }
    }

    public void Dispose()
    {
        if (header != 0)
        {
            _ = handle.Library.DestroyHeader(header);
            header = 0;
        }

        if (state != 0)
        {
            _ = handle.Library.DestroyState(state);
            state = 0;
        }
    }
}
