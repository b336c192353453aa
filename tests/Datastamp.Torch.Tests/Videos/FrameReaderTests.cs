using System.Diagnostics;
using Datastamp.Frames;
using Datastamp.Tests;
using Datastamp.Torch.Videos;
using TorchSharp;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Videos;

[Category("Ffmpeg")]
public class FrameReaderTests
{
    private const string H264 = "-c:v libx264 -preset ultrafast -bf 2 -b_strategy 0 -g 12 -sc_threshold 0 -pix_fmt yuv420p";

    private string folder = string.Empty;

    // As the generated code gives them.
    private static ReadOnlySpan<int> Segments => [12, 37, 62, 87];

    [OneTimeSetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Segments_become_a_tensor_of_their_frames()
    {
        using var reader = FrameReader.Open(await ClipAsync());
        Assert.That((reader.FrameCount, reader.Height, reader.Width, reader.Facts.Codec), Is.EqualTo((100, 64, 96, "h264")));
        using var clip = reader.Read(Segments);
        Assert.That(clip.shape, Is.EqualTo(new long[] { 4, 3, 64, 96 }));
        Assert.That((clip.dtype, clip.device.type, clip.is_contiguous()), Is.EqualTo((ScalarType.Byte, DeviceType.CPU, true)));
        Assert.That(Clips.NumbersOf(clip), Is.EqualTo(Segments.ToArray()));
    }

    [Test]
    public async Task The_first_channel_is_red()
    {
        using var reader = FrameReader.Open(await ClipAsync());
        using var clip = reader.Read([0]);
        Assert.That(new[] { 0, 1, 2 }.Select(channel => (int)clip[0, channel, 60, 40].item<byte>()), Is.EqualTo([254, 0, 0]).Within(2));
    }

    [Test]
    public async Task The_order_is_that_of_the_indices_and_repeats_are_the_same_frame()
    {
        using var reader = FrameReader.Open(await ClipAsync());
        using var clip = reader.Read([99, 0, 50, 99, 49, 0]);
        Assert.That(Clips.NumbersOf(clip), Is.EqualTo([99, 0, 50, 99, 49, 0]));
        Assert.That((clip[0].Equals(clip[3]), clip[1].Equals(clip[5]), clip[0].Equals(clip[1])), Is.EqualTo((true, true, false)));
    }

    [Test]
    public async Task No_index_gives_no_frame()
    {
        using var reader = FrameReader.Open(await ClipAsync());
        using var clip = reader.Read([]);
        Assert.That(clip.shape, Is.EqualTo(new long[] { 0, 3, 64, 96 }));
    }

    [TestCase(-1)]
    [TestCase(100)]
    public async Task An_index_that_no_frame_has_is_refused(int index)
    {
        using var reader = FrameReader.Open(await ClipAsync());
        Assert.That(() => reader.Read([index]), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("has frames 0 to 99"));
    }

    [Test]
    public async Task A_clip_that_is_cut_off_is_named()
    {
        var path = Path.Combine(folder, "cut.mp4");
        var whole = await File.ReadAllBytesAsync(await Clips.MakeAsync(path, 30, H264 + " -movflags +faststart"));
        await File.WriteAllBytesAsync(path, whole[..(whole.Length / 2)]);
        Assert.That(
            () => FrameReader.Open(path),
            Throws.TypeOf<BadClipException>().With.Message.StartsWith($"{path}: not a whole, valid video: the file ends at byte {whole.Length / 2}, and its tables name bytes up to {whole.Length}"));
    }

    [TestCase(VideoRotation.Apply, 320, 568)]
    [TestCase(VideoRotation.Ignore, 568, 320)]
    public void Clips_of_phones_are_turned_unless_told_otherwise(VideoRotation rotation, int width, int height)
    {
        using var reader = FrameReader.Open(Path.Combine(Repository.ReferenceVideos(), "video_90.mov"), rotation);
        using var clip = reader.Read([2, 0]);
        Assert.That(clip.shape, Is.EqualTo(new long[] { 2, 3, height, width }));

        // The rotation is by -90 degrees, clockwise: what was below is then left.
        using var stored = FrameReader.Open(Path.Combine(Repository.ReferenceVideos(), "video_90.mov"), VideoRotation.Ignore);
        using var same = stored.Read([2, 0]);
        using var turned = rotation == VideoRotation.Apply ? same.rot90(-1, (2, 3)) : same.alias();
        Assert.That(clip.Equals(turned));
    }

    [Test]
    public async Task Readers_of_several_threads_do_not_disturb_each_other()
    {
        var path = await ClipAsync();
        var read = new int[4][];
        Parallel.For(0, read.Length, thread =>
        {
            using var reader = FrameReader.Open(path);
            var order = Enumerable.Range(0, 100).ToArray();
            new Random(thread).Shuffle(order);
            read[thread] = [.. order.Chunk(10).SelectMany(indices =>
            {
                using var clip = reader.Read(indices);
                return Clips.NumbersOf(clip).Zip(indices, (number, index) => number - index);
            })];
        });
        Assert.That(read, Is.All.Length.EqualTo(100).And.All.All.Zero);
    }

    [Test]
    public async Task Many_reads_keep_no_memory()
    {
        var path = await ClipAsync();
        using var reader = FrameReader.Open(path);
        using var process = Process.GetCurrentProcess();
        var random = new Random(7);
        long before = 0;
        for (var i = 0; i < 1500; i++)
        {
            if (i == 300)
            {
                before = Resident(process);
            }

            using var clip = reader.Read([random.Next(100), random.Next(100)]);
            if (i % 10 == 0)
            {
                using var other = FrameReader.Open(path);
                using var last = other.Read([99]);
            }
        }

        // Of 1200 reads of two frames of 18 KiB, one frame a read kept would be 22 MB, one decoder of ten some 100 MB.
        Assert.That(Resident(process) - before, Is.LessThan(12L << 20));
    }

    private static long Resident(Process process)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        process.Refresh();
        return process.WorkingSet64;
    }

    private async Task<string> ClipAsync()
    {
        var path = Path.Combine(folder, "a.mp4");
        return File.Exists(path) ? path : await Clips.MakeAsync(path, 100, H264);
    }
}
