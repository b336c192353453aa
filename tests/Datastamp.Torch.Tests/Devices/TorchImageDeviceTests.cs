using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Tests;
using Datastamp.Torch.Devices;
using Datastamp.Torch.Devices.Cuda;
using Datastamp.Torch.Tests.Loading;

namespace Datastamp.Torch.Tests.Devices;

public class TorchImageDeviceTests
{
    private const int Least = 1 << 16;

    private ClassFolder folder = null!;

    private static IEnumerable<ImagePreprocessing> Preprocessings =>
    [
        new(),
        new(ColorOrder.Gray),
        new(ColorOrder.Bgr, Resize: new ResizeTarget(64, null)),
        new(Resize: new ResizeTarget(40, null), CenterCrop: new(32, 32)),
        new(CenterCrop: new(50, 70)),
    ];

    [SetUp]
    public void WriteImages()
    {
        folder = new();
        MeasuredFolder.WriteMixture(folder);
    }

    [TearDown]
    public void DeleteImages() => folder.Dispose();

    [Test]
    public async Task Whatever_is_asked_the_result_is_the_processors(
        [ValueSource(nameof(Preprocessings))] ImagePreprocessing preprocessing, [Values] bool histogram, [Values(1, 3)] int threads)
    {
        var dataset = Dataset() with { Preprocessing = preprocessing, Histogram = histogram };

        Assert.That(
            await MeasuredFolder.MeasureAsync(dataset, TorchDevices.Open("torch-cpu"), threads),
            Is.EqualTo(await MeasuredFolder.MeasureAsync(dataset, Processor.Instance, threads)));
    }

    [Test]
    public async Task The_samples_pictures_give_the_processors_result()
    {
        var dataset = Dataset() with { Root = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes"), Histogram = true };

        Assert.That(
            await MeasuredFolder.MeasureAsync(dataset, TorchDevices.Open("torch-cpu"), 2),
            Is.EqualTo(await MeasuredFolder.MeasureAsync(dataset, Processor.Instance, 2)));
    }

    [Test]
    public async Task Real_pictures_give_the_processors_result([Values] bool histogram)
    {
        var dataset = Dataset() with { Root = Repository.ReferenceImages(), Histogram = histogram };
        var expected = await MeasuredFolder.MeasureAsync(dataset, Processor.Instance, 2);

        Assert.That(await MeasuredFolder.MeasureAsync(dataset, TorchDevices.Open("torch-cpu"), 2), Is.EqualTo(expected));
        Assert.That(expected, Does.Contain("truncated_jpeg.jpg: "));
    }

    [Test]
    public async Task No_more_than_a_batch_is_on_the_device_and_larger_images_go_there_in_pieces([Values] bool histogram)
    {
        var reduction = new LimitedReduction();
        var dataset = Dataset() with { Histogram = histogram };

        var result = await MeasuredFolder.MeasureAsync(dataset, new TorchImageDevice(reduction) { BatchLength = Least + 1 }, 1);

        Assert.That(result, Is.EqualTo(await MeasuredFolder.MeasureAsync(dataset, Processor.Instance, 1)));
        Assert.That(reduction.Tried, Is.All.InRange(1, Least + 1));
        Assert.That(reduction.Tried, Has.Some.EqualTo(Least / 3 * 3));
    }

    [TestCase(1 << 19)]
    [TestCase(1 << 17)]
    [TestCase(Least)]
    public async Task Where_the_device_has_less_memory_batches_are_halved(int free)
    {
        var reduction = new LimitedReduction(free);
        var dataset = Dataset() with { Histogram = true };

        var result = await MeasuredFolder.MeasureAsync(dataset, new TorchImageDevice(reduction) { BatchLength = 1 << 20 }, 1);

        Assert.That(result, Is.EqualTo(await MeasuredFolder.MeasureAsync(dataset, Processor.Instance, 1)));
        Assert.That(reduction.Tried.Count(length => length > free), Is.InRange(1, 4), "What did not fit is not tried again.");
    }

    [Test]
    public void A_device_without_any_memory_is_reported_once()
    {
        var device = new TorchImageDevice(new LimitedReduction(longest: 100)) { BatchLength = 1 << 20 };

        var error = Assert.ThrowsAsync<DiagnosticException>(() => MeasuredFolder.MeasureAsync(Dataset(), device, 2))!.Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo("DS0517"));
        Assert.That(error.Message, Does.StartWith("The memory of the limited device is full: 65536 bytes of pixels do not fit any more."));
    }

    [Test]
    public void A_device_that_is_lost_on_the_way_is_reported_once()
    {
        var lost = new CudaException(719, "CUDA_ERROR_LAUNCH_FAILED, unspecified launch failure");
        var device = new TorchImageDevice(new LimitedReduction(uploads: 2, failure: lost)) { BatchLength = Least };

        var error = Assert.ThrowsAsync<DiagnosticException>(() => MeasuredFolder.MeasureAsync(Dataset(), device, 2))!.Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo("DS0518"));
        Assert.That(error.Message, Does.StartWith("the limited device failed: CUDA_ERROR_LAUNCH_FAILED, unspecified launch failure. Nothing was kept of this run"));
    }

    [Test]
    public void What_is_no_failure_of_the_device_is_not_called_one()
    {
        var device = new TorchImageDevice(new LimitedReduction(uploads: 0, failure: new InvalidOperationException("a bug")));

        Assert.That(() => MeasuredFolder.MeasureAsync(Dataset(), device, 1), Throws.InvalidOperationException.With.Message.EqualTo("a bug"));
    }

    [Test]
    public void Batches_are_not_too_small_to_be_of_use() => Assert.That(
        () => new TorchImageDevice(new LimitedReduction()) { BatchLength = Least - 1 }, Throws.InstanceOf<ArgumentOutOfRangeException>());

    private ImageDataset Dataset() => new() { Name = "Test", Root = folder.Root, Include = "test" };
}
