using System.Runtime.InteropServices;
using CsCheck;
using Datastamp.Statistics;
using Datastamp.Torch.Devices.Cuda;
using Datastamp.Torch.Tests.Devices.Ptx;

namespace Datastamp.Torch.Tests.Devices;

/// <summary>Runs the GPU's program where there is no GPU.</summary>
public class StatisticsPtxTests
{
    private const ulong Base = 0x7f0000000000;
    private const ulong Output = 0x6e0000000000;

    private static readonly string text = StatisticsKernels.Text;
    private static readonly IReadOnlyDictionary<string, PtxKernel> kernels = PtxModule.Read(text);

    private static readonly Gen<(int Channels, int Pixels, int Images, int Shift, int Parts, int Seed)> cases =
        Gen.Select(Gen.Bool.Select(grey => grey ? 1 : 3), Gen.OneOf(Gen.Int[1, 40], Gen.Int[40, 900]), Gen.Int[1, 3], Gen.Int[0, 15], Gen.Int[1, 3], Gen.Int);

    [Test]
    public void Sums_are_those_of_the_processor_from_any_address_for_any_size() => cases.Sample(
        one =>
        {
            var pixels = Noise(one.Channels * one.Pixels * one.Images, one.Seed);
            Assert.That(Sums(pixels, one.Channels, one.Pixels, one.Images, one.Shift, one.Parts), Is.EqualTo(Expected(pixels, one.Channels, one.Pixels, one.Images)));
        },
        iter: 60,
        threads: 1);

    [Test]
    public void Histograms_are_those_of_the_processor_from_any_address_for_any_size() => cases.Sample(
        one =>
        {
            var length = one.Channels * one.Pixels;
            var pixels = Noise(length * one.Images, one.Seed);
            var expected = pixels.Chunk(length).SelectMany(image =>
            {
                var counts = new uint[one.Channels * 256];
                SampleCounts.Add(image, one.Channels, counts.AsSpan());
                return counts;
            });
            Assert.That(Histograms(pixels, one.Channels, one.Pixels, one.Images, one.Shift, one.Parts), Is.EqualTo(expected));
        },
        iter: 60,
        threads: 1);

    [TestCase(1)]
    [TestCase(3)]
    public void White_images_that_every_thread_works_on_give_the_largest_sums(int channels)
    {
        const int pixels = 256 * 16 * 4;
        var white = new byte[pixels * channels];
        white.AsSpan().Fill(255);

        Assert.That(
            Sums(white, channels, pixels, 1, 0, 1),
            Is.EqualTo(Enumerable.Repeat(255ul * pixels, channels).Concat(Enumerable.Repeat(65025ul * pixels, channels))));
    }

    [Test]
    public void One_thread_sums_more_groups_than_32_bits_hold()
    {
        // One image of 16·256·4128 white pixels overflows a thread's 32 bits, where they are not emptied in time: the interpreter
        // refuses that. Here the limit is 4 groups in place of 4096, and the first threads have 9.
        var kernel = PtxModule.Read(text.Replace("mov.u32 %left, 4096;", "mov.u32 %left, 4;", StringComparison.Ordinal));
        const int pixels = (16 * 256 * 8) + (16 * 100) + 7;
        var noise = Noise(pixels * 3, 5);

        Assert.That(Sums(noise, 3, pixels, 1, 11, 1, kernel), Is.EqualTo(Expected(noise, 3, pixels, 1)));
    }

    [Test]
    public void A_group_is_emptied_before_it_overflows() => Assert.That(4096ul * 16 * 255 * 255, Is.LessThan(1ul << 32));

    [TestCase("add.u64 %s0, %s0, %wide;", "add.u64 %s0, %s0, %a0;", "operands do not fit")]
    [TestCase("bar.sync 0;", "bar.warp.sync 0;", "unknown instruction")]
    [TestCase("mov.u64 %q2, 0;", "mov.u64 %q9, 0;", "operands do not fit")]
    [TestCase(".reg .pred %p, %more;", ".reg .pred %p, %laneid;", "%laneid is taken")]
    [TestCase("// Sums", "// Σ", "not ASCII")]
    [TestCase("bra SUMS3_RUN;", "bra SUMS1_RUN;", "operands do not fit")]
    [TestCase("ld.global.nc.v4.u32 {%w0, %w1, %w2, %w3}", "ld.global.nc.v4.u32 {%w0, %w1, %w2}", "operands do not fit")]
    public void What_an_assembler_refuses_is_refused(string right, string wrong, string message)
    {
        Assert.That(text, Does.Contain(right));
        Assert.That(() => PtxModule.Read(text.Replace(right, wrong, StringComparison.Ordinal)), Throws.InstanceOf<PtxException>().With.Message.Contains(message));
    }

    [TestCase("and.b32 %head, %head, 15;", "and.b32 %head, %head, 7;", "not aligned")]
    [TestCase("mov.u64 %s1, 0;", "", "nothing was written to")]
    [TestCase("setp.lt.u32 %more, %group, %groups;", "setp.ge.u32 %more, %left, 0;", "no memory|outside")]
    [TestCase("shr.u32 %distance, %distance, 1;", "", "does not end|shift")]
    [TestCase("bar.sync 0;\n    setp.ge.u32 %p, %thread, 6;", "setp.ge.u32 %p, %thread, 6;\n    @%p bra SUMS3_END;\n    bar.sync 0;", "do not come")]
    public void What_a_GPU_cannot_do_is_refused(string right, string wrong, string message)
    {
        Assert.That(text, Does.Contain(right));
        var kernel = PtxModule.Read(text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.That(() => Sums(Noise(3 * 100, 1), 3, 100, 1, 8, 1, kernel), Throws.InstanceOf<PtxException>().With.Message.Matches(message));
    }

    private static ulong[] Sums(byte[] pixels, int channels, int pixelsPerImage, int images, int shift, int parts, IReadOnlyDictionary<string, PtxKernel>? module = null)
    {
        var output = new byte[images * channels * 2 * sizeof(ulong)];
        var start = Base + (ulong)shift;
        new PtxGrid(
            (module ?? kernels)[channels == 3 ? "sums3" : "sums1"],
            [start, (ulong)(pixelsPerImage * channels), Output],
            [new(start, pixels, isWritable: false), new(Output, output, isWritable: true)],
            ((uint)images, (uint)parts)).Run();
        return MemoryMarshal.Cast<byte, ulong>(output).ToArray();
    }

    private static uint[] Histograms(byte[] pixels, int channels, int pixelsPerImage, int images, int shift, int parts)
    {
        var output = new byte[images * channels * 256 * sizeof(uint)];
        var start = Base + (ulong)shift;
        new PtxGrid(
            kernels["histogram"],
            [start, (ulong)(pixelsPerImage * channels), (ulong)channels, Output],
            [new(start, pixels, isWritable: false), new(Output, output, isWritable: true)],
            ((uint)images, (uint)parts)).Run();
        return MemoryMarshal.Cast<byte, uint>(output).ToArray();
    }

    private static IEnumerable<ulong> Expected(byte[] pixels, int channels, int pixelsPerImage, int images) =>
        pixels.Chunk(channels * pixelsPerImage).Take(images).SelectMany(image =>
        {
            var (sum, squares) = (new ulong[channels], new ulong[channels]);
            SampleSums.Compute(image, sum, squares);
            return sum.Concat(squares);
        });

    private static byte[] Noise(int length, int seed)
    {
        var noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }
}
