using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Datastamp.Torch.NvJpeg;

namespace Datastamp.Torch.Tests.NvJpeg;

/// <summary>By nvjpeg.h of CUDA 12 and 13.</summary>
public class NvJpegInterfaceTests
{
    [Test]
    public void An_image_is_four_pointers_and_four_pitches()
    {
        var words = MemoryMarshal.Cast<NvJpegImage, long>([new NvJpegImage(0x1234, 1500)]);
        Assert.That(Unsafe.SizeOf<NvJpegImage>(), Is.EqualTo(64));
        Assert.That(words.ToArray(), Is.EqualTo(new long[] { 0x1234, 0, 0, 0, 1500, 0, 0, 0 }));
    }

    [Test]
    public void Numbers_are_the_header_s()
    {
        Assert.That((int)NvJpegBackend.Cuda, Is.EqualTo(2), "NVJPEG_BACKEND_GPU_HYBRID");
        Assert.That((int)NvJpegBackend.Hardware, Is.EqualTo(3), "NVJPEG_BACKEND_HARDWARE");
        Assert.That((int)NvJpegOutputFormat.Rgb, Is.EqualTo(5), "NVJPEG_OUTPUT_RGBI");
        Assert.That((int)NvJpegOutputFormat.Bgr, Is.EqualTo(6), "NVJPEG_OUTPUT_BGRI");
        Assert.That((int)NvJpegStatus.IncompleteBitstream, Is.EqualTo(10), "NVJPEG_STATUS_INCOMPLETE_BITSTREAM");
        Assert.That(NvJpegFailure.Describe((NvJpegStatus)7), Is.EqualTo("status 7 (ArchMismatch)"));
    }

    [TestCase(2, false)]
    [TestCase(3, true)]
    [TestCase(4, true)]
    [TestCase(5, false)]
    [TestCase(6, true)]
    [TestCase(10, true)]
    public void Some_failures_are_a_file_s(int status, bool isOfFile) => Assert.That(NvJpegFailure.IsOfFile((NvJpegStatus)status), Is.EqualTo(isOfFile));

    [TestCase(5, "DS0523")]
    [TestCase(2, "DS0524")]
    public void The_others_end_the_run(int status, string code) => Assert.That(
        () => NvJpegFailure.Check((NvJpegStatus)status),
        Throws.InstanceOf<Diagnostics.DiagnosticException>().With.Message.Contains(code));
}
