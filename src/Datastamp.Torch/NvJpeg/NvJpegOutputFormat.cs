namespace Datastamp.Torch.NvJpeg;

/// <summary>What is written: <c>nvjpegOutputFormat_t</c>, of which two are used. Grey files are written as three equal channels.</summary>
internal enum NvJpegOutputFormat
{
    /// <summary>H×W×C, red first.</summary>
    Rgb = 5,

    /// <summary>H×W×C, blue first.</summary>
    Bgr = 6,
}
