namespace Datastamp.MSBuild.Tests;

public class IncrementalTests : NestedBuild
{
    [SetUp]
    public async Task BuildOnce()
    {
        Images("data", "hill_1.jpg", "hill_2.jpg", "noise.png");
        Project("""<ImageDataset Include="data" Name="Train" />""", "Datasets.Train.ImageCount} {Datasets.Train.Fingerprint");
        var first = await BuildGreenAsync();
        Assert.That(first.WorkersStarted, Is.EqualTo(1));
    }

    [Test]
    public async Task A_second_build_starts_no_worker_and_no_compiler()
    {
        var build = await BuildGreenAsync();

        Assert.That(build.WorkersStarted, Is.Zero);
        Assert.That(build.Compiled, Is.False);
    }

    [Test]
    public async Task An_added_file_changes_the_constants()
    {
        Images("data", "hill_3.jpg");

        await AssertChangedAsync(images: 4);
    }

    [Test]
    public async Task A_changed_file_changes_the_constants()
    {
        File.Copy(At("data/hill_1.jpg"), At("data/hill_2.jpg"), overwrite: true);

        await AssertChangedAsync(images: 3);
    }

    [Test]
    public async Task A_removed_file_changes_the_constants()
    {
        File.Delete(At("data/hill_1.jpg"));

        await AssertChangedAsync(images: 2);
    }

    [Test]
    public async Task A_renamed_file_changes_the_fingerprint()
    {
        File.Move(At("data/hill_1.jpg"), At("data/hill_9.jpg"));

        await AssertChangedAsync(images: 3);
    }

    [Test]
    public async Task A_file_added_in_a_new_folder_changes_the_constants()
    {
        Images("data/more", "hill_3.jpg");

        await AssertChangedAsync(images: 4);
    }

    [Test]
    public async Task A_changed_definition_changes_the_constants()
    {
        Project("""<ImageDataset Include="data" Name="Train" Resize="32" />""", "Datasets.Train.ResizeShortSide");

        var build = await BuildGreenAsync();

        Assert.That(build.WorkersStarted, Is.EqualTo(1));
        Assert.That(await RunAsync(), Is.EqualTo("32"));
    }

    [TestCase("-p:DatastampClassName=Other", "class Other")]
    [TestCase("-p:DatastampNamespace=Other", "namespace Other")]
    [TestCase("-p:DatastampPublic=true", "public static partial class Datasets")]
    public async Task A_changed_property_generates_again_and_measures_nothing(string property, string expected)
    {
        var build = await StampAsync(property);

        Assert.That(build.Work, Is.EqualTo(["Train: 3 files, 0 read, 0 decoded."]));
        Assert.That(await File.ReadAllTextAsync(GeneratedFile), Does.Contain(expected));
    }

    [Test]
    public async Task A_touched_file_is_hashed_and_nothing_is_written()
    {
        File.SetLastWriteTimeUtc(At("data/hill_1.jpg"), DateTime.UtcNow);
        var (lockTime, codeTime) = (File.GetLastWriteTimeUtc(LockFile), File.GetLastWriteTimeUtc(GeneratedFile));

        var build = await BuildGreenAsync();

        Assert.That(build.Work, Is.EqualTo(["Train: 3 files, 1 read, 0 decoded."]));
        Assert.That(build.Compiled, Is.False);
        Assert.That((File.GetLastWriteTimeUtc(LockFile), File.GetLastWriteTimeUtc(GeneratedFile)), Is.EqualTo((lockTime, codeTime)));
        Assert.That((await BuildGreenAsync()).WorkersStarted, Is.Zero);
    }

    [Test]
    public async Task A_deleted_output_comes_back()
    {
        File.Delete(GeneratedFile);

        await StampAsync();

        Assert.That(File.Exists(GeneratedFile), Is.True);
    }

    [Test]
    public async Task An_edited_output_is_put_right()
    {
        await File.AppendAllTextAsync(GeneratedFile, "// edited");

        await StampAsync();

        Assert.That(await File.ReadAllTextAsync(GeneratedFile), Does.Not.Contain("edited"));
    }

    [Test]
    public async Task Clean_removes_what_was_generated_and_keeps_the_lock()
    {
        await Dotnet(["clean", "-nodeReuse:false"]);

        Assert.That(Directory.GetFiles(At("obj"), "*Datasets.g.cs*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(File.Exists(LockFile), Is.True);
    }

    [Test]
    public async Task A_question_passes_while_all_is_current_and_fails_after_a_change()
    {
        // A build that copied outputs leaves work for one more; that is the SDK's own.
        await BuildGreenAsync();
        Assert.That((await BuildAsync("-question")).Succeeded, Is.True);

        Images("data", "hill_3.jpg");

        var build = await BuildAsync("-question");
        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0308"]));
        Assert.That(build.WorkersStarted, Is.Zero);
    }

    private async Task AssertChangedAsync(int images)
    {
        var before = await RunAsync();

        var build = await BuildGreenAsync();

        Assert.That(build.WorkersStarted, Is.EqualTo(1));
        Assert.That(build.Messages, Has.Some.Contain("Train: measured again, and the lock updated").And.Contain($"{images} images"));
        Assert.That(await RunAsync(), Does.StartWith($"{images} sha256:").And.Not.EqualTo(before));
        Assert.That(Read("datastamp.lock.json"), Does.Contain($"\"images\": {images},"));
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);
    }
}
