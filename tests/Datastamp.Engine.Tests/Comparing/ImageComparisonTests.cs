using Datastamp.Comparing;
using Datastamp.Definitions;
using Datastamp.Locking;
using Datastamp.Measuring;

namespace Datastamp.Tests.Comparing;

public class ImageComparisonTests : ComparedImages
{
    [Test]
    public async Task What_is_as_it_was_is_the_same([Values] ComparisonDepth depth)
    {
        var comparison = await CompareAsync(depth);

        Assert.That((comparison.IsSame, comparison.IsDataHere, comparison.FileCount), Is.EqualTo((true, true, 2)));
        Assert.That(comparison.FilesRead, Is.EqualTo(depth == ComparisonDepth.Quick ? 0 : 2));
    }

    [Test]
    public async Task A_touched_file_is_the_same_and_only_it_is_read()
    {
        File.SetLastWriteTimeUtc(At("train/a.png"), new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var comparison = await CompareAsync(ComparisonDepth.Quick);

        Assert.That((comparison.IsSame, comparison.FilesRead), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task A_file_of_the_same_size_and_time_is_told_by_its_contents([Values] ComparisonDepth depth)
    {
        var time = File.GetLastWriteTimeUtc(At("train/a.png"));
        var bytes = await File.ReadAllBytesAsync(At("train/a.png"));
        WriteImage("train/a.png", 3, 2, 10, 20, 31);
        Assert.That(new FileInfo(At("train/a.png")).Length, Is.EqualTo(bytes.Length), "the test needs an image of the same size");
        File.SetLastWriteTimeUtc(At("train/a.png"), time);

        var comparison = await CompareAsync(depth);

        // Linux tells when a file was last changed in any way.
        var isUnseen = depth == ComparisonDepth.Quick && !OperatingSystem.IsLinux();
        Assert.That(comparison.IsSame, Is.EqualTo(isUnseen));
        if (!isUnseen)
        {
            Assert.That(Names(comparison), Is.EqualTo(["Changed a.png"]));

            // What was hashed is remembered in place of what was wrong.
            Assert.That((await CompareAsync(ComparisonDepth.Quick)).IsSame, Is.False);
        }
    }

    [TestCase("add", "Added c.png")]
    [TestCase("remove", "Removed b.png")]
    [TestCase("rename", "Renamed z.png")]
    [TestCase("change", "Changed b.png")]
    public async Task Files_are_named(string change, string expected)
    {
        switch (change)
        {
            case "add":
                WriteImage("train/c.png", 1, 1, 1, 2, 3);
                break;
            case "remove":
                File.Delete(At("train/b.png"));
                break;
            case "rename":
                File.Move(At("train/b.png"), At("train/z.png"));
                break;
            default:
                WriteImage("train/b.png", 2, 2, 110, 7, 255);
                break;
        }

        foreach (var depth in Enum.GetValues<ComparisonDepth>())
        {
            var comparison = await CompareAsync(depth);

            Assert.That((comparison.IsSame, comparison.IsContentChanged), Is.EqualTo((false, true)), depth.ToString());
            Assert.That(Names(comparison), Is.EqualTo([expected]), depth.ToString());
        }
    }

    [Test]
    public async Task By_how_much_each_constant_moved_is_told_where_it_is_asked_for()
    {
        File.Delete(At("train/b.png"));

        Assert.That((await CompareAsync()).Numbers, Is.Empty);
        var numbers = (await CompareAsync(new ComparisonRequest { IsMeasured = true })).Numbers.ToDictionary(number => number.Name, StringComparer.Ordinal);

        // Images of 10 and of 110 in the first channel: the mean of their means was 60/255.
        Assert.That(numbers["mixed.mean[0]"].By, Is.EqualTo(-50 / 255.0).Within(1e-15));
        Assert.That((numbers["images"].Before, numbers["images"].Now), Is.EqualTo(("2", "1")));
        Assert.That(numbers["pixels"].By, Is.EqualTo(-4));
    }

    [Test]
    public async Task A_damaged_file_is_named_with_the_reason_and_the_numbers_are_of_the_others()
    {
        Write("train/b.png", 1, 2, 3);

        var comparison = await CompareAsync(new ComparisonRequest { IsMeasured = true });

        Assert.That(Names(comparison), Is.EqualTo(["Damaged b.png"]));
        Assert.That(comparison.Files!.Value[0].Detail, Is.Not.Empty);
        Assert.That(((ImageResult)comparison.Now!).Images, Is.EqualTo(1));
    }

    [Test]
    public async Task Another_definition_is_told_in_every_depth([Values] ComparisonDepth depth)
    {
        var comparison = await CompareAsync(depth, Train() with { Preprocessing = new(ColorOrder.Bgr) });

        Assert.That((comparison.IsSame, comparison.DefinitionChange), Is.EqualTo((false, "color is 'BGR', was 'RGB'")));
    }

    [Test]
    public async Task A_dataset_that_is_not_in_the_lock_is_not_the_same([Values] ComparisonDepth depth)
    {
        var comparison = await CompareAsync(depth, Dataset("Test", "test"));

        Assert.That((comparison.IsSame, comparison.Before), Is.EqualTo((false, (DatasetResult?)null)));
    }

    [Test]
    public async Task Without_data_the_lock_is_the_same_as_itself()
    {
        Directory.Delete(At("train"), recursive: true);

        var comparison = await CompareAsync();

        Assert.That((comparison.IsSame, comparison.IsDataHere), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Without_data_the_projects_lock_stands_in_and_lacks_what_it_has_no_entry_of()
    {
        Directory.Delete(At("train"), recursive: true);
        var other = LockFile.Read(Lock);

        Assert.That((await CompareAsync(new ComparisonRequest { Against = other })).IsSame, Is.True);
        File.Delete(Lock);
        var comparison = await CompareAsync(new ComparisonRequest { Against = other });

        Assert.That(comparison.IsSame, Is.False);
        Assert.That(Names(comparison), Is.EqualTo(["Removed a.png", "Removed b.png"]));
    }

    [Test]
    public async Task Nothing_is_written()
    {
        var before = (await File.ReadAllTextAsync(Lock), await File.ReadAllTextAsync(Code));
        File.Delete(At("train/b.png"));

        await CompareAsync(new ComparisonRequest { IsMeasured = true });

        Assert.That((await File.ReadAllTextAsync(Lock), await File.ReadAllTextAsync(Code)), Is.EqualTo(before));
    }
}
