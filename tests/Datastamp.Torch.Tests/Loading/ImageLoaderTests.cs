using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sampling;
using Datastamp.Torch.Loading;
using Datastamp.Torch.Transforms;
using TorchSharp;

namespace Datastamp.Torch.Tests.Loading;

[CancelAfter(120_000)]
public sealed class ImageLoaderTests
{
    private const int Count = 50;

    private static readonly Compose train = Preprocess.Train([0.4f, 0.5f, 0.6f], [0.2f, 0.25f, 0.3f], 16);

    private ClassFolder files = null!;
    private ImageFolder folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        files = new();
        files.WriteMany(Count);
        folder = ImageFolder.Open(files.Root);
    }

    [OneTimeTearDown]
    public void Delete() => files?.Dispose();

    [Test]
    public async Task Batches_are_the_same_for_any_number_of_threads_and_any_prefetching(CancellationToken cancellation)
    {
        var expected = await TakeAsync(train, new() { BatchSize = 8, Shuffle = true, Seed = 9, Threads = 1, Prefetch = 1 }, 3, cancellation);
        foreach (var (threads, prefetch) in new[] { (2, 1), (2, 4), (4, 2), (7, 20) })
        {
            var actual = await TakeAsync(train, new() { BatchSize = 8, Shuffle = true, Seed = 9, Threads = threads, Prefetch = prefetch }, 3, cancellation);

            Assert.That(actual.Select(batch => batch.Keys), Is.EqualTo(expected.Select(batch => batch.Keys)));
            Assert.That(actual.Select(batch => batch.Numbers), Is.EqualTo(expected.Select(batch => batch.Numbers)));
        }
    }

    [Test]
    public async Task An_epoch_has_every_file_once_with_its_label(CancellationToken cancellation)
    {
        foreach (var shuffle in new[] { false, true })
        {
            var batches = await TakeAsync(train, new() { BatchSize = 8, Shuffle = shuffle }, 0, cancellation);

            Assert.That(batches.Select(batch => batch.Keys.Length), Is.EqualTo(new[] { 8, 8, 8, 8, 8, 8, 2 }));
            Assert.That(batches.SelectMany(batch => batch.Keys), Is.EquivalentTo(Enumerable.Range(0, Count).Select(folder.Key)));
            Assert.That(batches.SelectMany(batch => batch.Labels), Is.EqualTo(batches.SelectMany(batch => batch.Keys).Select(key => (long)(key[0] - 'a'))));
            Assert.That(batches[^1].Shape, Is.EqualTo(new long[] { 2, 3, 16, 16 }));
        }
    }

    [Test]
    public async Task Without_shuffling_the_order_is_the_folder_s(CancellationToken cancellation)
    {
        var batches = await TakeAsync(train, new() { BatchSize = 8 }, 0, cancellation);

        Assert.That(batches.SelectMany(batch => batch.Keys), Is.EqualTo(Enumerable.Range(0, Count).Select(folder.Key)));
    }

    [Test]
    public async Task Epochs_and_seeds_differ_in_order_and_draws(CancellationToken cancellation)
    {
        var options = new ImageLoaderOptions { BatchSize = Count, Shuffle = true, Seed = 1 };
        var first = (await TakeAsync(train, options, 0, cancellation))[0];
        var other = (await TakeAsync(train, options, 1, cancellation))[0];
        var seeded = (await TakeAsync(train, options with { Seed = 2 }, 0, cancellation))[0];
        var unshuffled = (await TakeAsync(train, options with { Shuffle = false }, 0, cancellation))[0];
        var unshuffledOther = (await TakeAsync(train, options with { Shuffle = false }, 1, cancellation))[0];

        Assert.That(other.Keys, Is.Not.EqualTo(first.Keys));
        Assert.That(seeded.Keys, Is.Not.EqualTo(first.Keys));
        Assert.That(unshuffledOther.Numbers, Is.Not.EqualTo(unshuffled.Numbers));

        // An image's draws are its own, wherever in the order it is.
        var place = first.Keys.IndexOf(unshuffled.Keys[0]);
        var length = unshuffled.Numbers.Length / Count;
        Assert.That(first.Numbers[(place * length)..((place + 1) * length)], Is.EqualTo(unshuffled.Numbers[..length]));
    }

    [Test]
    public async Task What_is_loaded_is_what_the_transform_gives(CancellationToken cancellation)
    {
        var validation = Preprocess.Validation([0.4f, 0.5f, 0.6f], [0.2f, 0.25f, 0.3f], 18, 15);
        foreach (var transform in new Transform[] { validation, new Compose(validation, new Doubled()) })
        {
            var batches = await TakeAsync(transform, new() { BatchSize = 8 }, 0, cancellation);
            var expected = Enumerable.Range(0, Count).SelectMany(i =>
            {
                using var image = transform.ApplyFile(folder.PathOf(i));
                return image.data<float>().ToArray();
            });

            Assert.That(batches.SelectMany(batch => batch.Numbers), Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task A_last_batch_that_is_not_full_may_be_dropped(CancellationToken cancellation)
    {
        var options = new ImageLoaderOptions { BatchSize = 8, DropLast = true };
        var batches = await TakeAsync(train, options, 0, cancellation);

        Assert.That(batches.Select(batch => batch.Keys.Length), Is.EqualTo(new[] { 8, 8, 8, 8, 8, 8 }));
        Assert.That(new ImageLoader(folder, train, options).BatchCount, Is.EqualTo(6));
        Assert.That(new ImageLoader(folder, train, options with { DropLast = false }).BatchCount, Is.EqualTo(7));
        Assert.That(await TakeAsync(train, options with { BatchSize = Count + 1 }, 0, cancellation), Is.Empty);
    }

    [Test]
    public async Task A_bad_file_is_an_error_of_its_batch_that_names_it(CancellationToken cancellation)
    {
        using var own = new ClassFolder();
        own.WriteMany(20);
        own.Write("b/007_bad.ppm", [1, 2, 3]);
        var images = ImageFolder.Open(own.Root);
        var place = Enumerable.Range(0, 21).Single(i => images.Key(i) == "b/007_bad.ppm");
        var taken = 0;

        var error = Assert.ThrowsAsync<BadImageException>(async () =>
        {
            await foreach (var batch in new ImageLoader(images, train, new() { BatchSize = 4 }).LoadAsync(0, cancellation))
            {
                batch.Dispose();
                taken++;
            }
        });

        Assert.That(error!.Message, Does.Contain(Path.Combine(own.Root, "b", "007_bad.ppm")));
        Assert.That(taken, Is.EqualTo(place / 4));
        await Task.CompletedTask;
    }

    [Test]
    public async Task Bad_files_may_be_skipped_and_are_told(CancellationToken cancellation)
    {
        using var own = new ClassFolder();
        own.WriteMany(12);
        foreach (var bad in new[] { "a/000_bad.ppm", "b/bad1.ppm", "b/bad2.ppm", "b/bad3.ppm", "b/bad4.ppm", "b/bad5.ppm", "b/bad6.ppm", "b/bad7.ppm" })
        {
            own.Write(bad, [0]);
        }

        var told = new List<BadFile>();
        var options = new ImageLoaderOptions { BatchSize = 4, OnBadFile = BadFilePolicy.Skip, OnSkipped = told.Add };
        var batches = await TakeAsync(train, options, 0, cancellation, own.Root);

        // a0 A0 a3 a6 | a9 b1 b4 b7 | b10 x x x | x x x x | c…: the fourth batch has no image at all.
        Assert.That(batches.Select(batch => batch.Keys.Length), Is.EqualTo(new[] { 3, 4, 1, 4 }));
        Assert.That(batches[0].Keys, Is.EqualTo(new[] { "a/000.ppm", "a/003.ppm", "a/006.ppm" }));
        Assert.That(told.Select(file => file.Key), Is.EqualTo(new[] { "a/000_bad.ppm", "b/bad1.ppm", "b/bad2.ppm", "b/bad3.ppm", "b/bad4.ppm", "b/bad5.ppm", "b/bad6.ppm", "b/bad7.ppm" }));

        // An image's draws are of its place in the folder, where A0 still has one.
        var generator = new Epoch(0, 0).Generator(2);
        using var expected = train.ApplyFile(Path.Combine(own.Root, "a/003.ppm"), generator);
        var length = 3 * 16 * 16;
        Assert.That(batches[0].Numbers[length..(2 * length)], Is.EqualTo(expected.data<float>().ToArray()));
    }

    [Test]
    public void Images_of_several_sizes_are_no_batch(CancellationToken cancellation) =>
        Assert.That(
            async () => await TakeAsync(new ToTensor(), new() { BatchSize = 8 }, 0, cancellation),
            Throws.InvalidOperationException.With.Message.Contains(files.Root));

    [Test]
    public async Task Cancellation_ends_it(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var loader = new ImageLoader(folder, train, new() { BatchSize = 4 });
        Assert.That(
            async () =>
            {
                await foreach (var batch in loader.LoadAsync(0, stop.Token))
                {
                    batch.Dispose();
                    await stop.CancelAsync();
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
        await Task.CompletedTask;
    }

    [Test]
    public async Task No_more_batches_are_begun_than_are_to_be_prefetched(CancellationToken cancellation)
    {
        var counted = new Counted();
        var loader = new ImageLoader(folder, new Compose(new CenterCrop(8), new ToTensor(), counted), new() { BatchSize = 4, Threads = 2, Prefetch = 2 });
        await foreach (var batch in loader.LoadAsync(0, cancellation))
        {
            using (batch)
            {
                await Task.Delay(300, cancellation);

                // The batch in hand, and two.
                Assert.That(counted.Images, Is.EqualTo(12));
                break;
            }
        }
    }

    [TestCase(0, 1, 1)]
    [TestCase(1, 0, 1)]
    [TestCase(1, 1, -1)]
    public void Numbers_of_images_threads_and_batches_are_positive(int batchSize, int threads, int prefetch) =>
        Assert.That(
            () => new ImageLoaderOptions { BatchSize = batchSize, Threads = threads, Prefetch = prefetch },
            Throws.TypeOf<ArgumentOutOfRangeException>());

    private async Task<List<(string[] Keys, long[] Labels, float[] Numbers, long[] Shape)>> TakeAsync(
        Transform transform, ImageLoaderOptions options, int epoch, CancellationToken cancellation, string? root = null)
    {
        var images = root is null ? folder : ImageFolder.Open(root);
        var taken = new List<(string[] Keys, long[] Labels, float[] Numbers, long[] Shape)>();
        await foreach (var batch in new ImageLoader(images, transform, options).LoadAsync(epoch, cancellation))
        {
            using (batch)
            {
                taken.Add(([.. batch.Keys], batch.Labels.data<long>().ToArray(), batch.Images.flatten().data<float>().ToArray(), batch.Images.shape));
            }
        }

        return taken;
    }

    private sealed class Doubled : Transform
    {
        public override torch.Tensor Apply(torch.Tensor images, SamplingGenerator? generator = null) => images.mul(2);
    }

    private sealed class Counted : Transform
    {
        private int images;

        public int Images => Volatile.Read(ref images);

        public override torch.Tensor Apply(torch.Tensor images, SamplingGenerator? generator = null)
        {
            Interlocked.Increment(ref this.images);
            return images.alias();
        }
    }
}
