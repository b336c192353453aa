namespace Datastamp.Torch.NvJpeg;

/// <summary>Who decodes: <c>nvjpegBackend_t</c>, of which two are used.</summary>
internal enum NvJpegBackend
{
    /// <summary>CUDA kernels, also for Huffman codes where a batch is large; progressive files take the processor's help.</summary>
    Cuda = 2,

    /// <summary>The JPEG engines of some chips (A100, A30, Ada, Hopper, Blackwell): baseline files of one scan.</summary>
    Hardware = 3,
}
