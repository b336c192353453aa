using Datastamp.Comparing;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Stamping;
using Datastamp.Tests.Stamping;

namespace Datastamp.Tests.Comparing;

public class VideoComparisonTests : StampedClips
{
    [SetUp]
    public Task LockAsync() => StampAsync();

    [Test]
    public async Task What_is_as_it_was_is_the_same([Values] ComparisonDepth depth)
    {
        var comparison = await CompareAsync(depth);

        Assert.That((comparison.IsSame, comparison.FilesRead), Is.EqualTo((true, depth == ComparisonDepth.Quick ? 0 : 3)));
    }

    [TestCase("add", FileChangeKind.Added, "run/new.mp4")]
    [TestCase("remove", FileChangeKind.Removed, "run/a.mp4")]
    [TestCase("rename", FileChangeKind.Renamed, "run/renamed.mp4")]
    [TestCase("change", FileChangeKind.Changed, "run/a.mp4")]
    [TestCase("damage", FileChangeKind.Damaged, "run/a.mp4")]
    public async Task Files_are_named_in_every_depth(string change, FileChangeKind kind, string key)
    {
        Change(change);
        foreach (var depth in Enum.GetValues<ComparisonDepth>())
        {
            var file = (await CompareAsync(depth)).Files!.Value.Single();

            Assert.That((file.Kind, file.Key), Is.EqualTo((kind, key)), depth.ToString());
        }
    }

    [Test]
    public async Task What_changed_of_a_clip_is_told()
    {
        Change("change");

        Assert.That((await CompareAsync()).Files!.Value.Single().Detail, Does.Contain("frameRate 10/1 -> 100/11").And.Contain("duration 3/5 -> 33/50"));
    }

    [Test]
    public async Task An_edited_row_is_found_in_every_depth([Values] ComparisonDepth depth)
    {
        SealedLock.Edit(Lock, " 10/1 ", " 11/1 ");

        Assert.That((await CompareAsync(depth)).Files!.Value.Select(file => file.Detail), Has.Member("frameRate 11/1 -> 10/1"));
    }

    [TestCase("{\"path\": \"x\", \"reason\": \"y\"}, {\"path\": \"x\", \"reason\": \"z\"}")]
    [TestCase("{\"path\": \"run/a.mp4\", \"reason\": \"y\"}")]
    public void A_lock_that_says_two_things_of_a_file_is_refused(string badFiles)
    {
        SealedLock.Edit(Lock, "\"badFiles\": []", $"\"badFiles\": [{badFiles}]");

        Assert.That(Assert.ThrowsAsync<DiagnosticException>(() => CompareAsync())!.Diagnostics.Single().Code, Is.EqualTo("DS0201"));
    }

    private async Task<DatasetComparison> CompareAsync(ComparisonDepth depth = ComparisonDepth.Contents) => (await Stamper.CompareAsync(
        Plan() with { Videos = [Clips()] }, new() { Depth = depth }, MeasureOptions.Default, _ => { }, CancellationToken.None)).Single();
}
