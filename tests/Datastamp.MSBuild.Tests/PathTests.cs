namespace Datastamp.MSBuild.Tests;

/// <summary>Projects and data under names that shells, XML, MSBuild or C# would take for something else.</summary>
public class PathTests : NestedBuild
{
    private const string Item = """<ImageDataset Include="data" Name="Train" />""";
    private const string Expression = "Datasets.Train.ImageCount";

    // Not here, since MSBuild itself finds nothing there: a colon, a backslash, and % before two hexadecimal digits.
    [TestCase("with  spaces ")]
    [TestCase("naïve 図 🖼 it's #hash&and")]
    [TestCase("semi;colon at@(home) 100% sure")]
    [TestCase("-dash $(money)")]
    public async Task A_project_may_lie_in_any_folder(string name)
    {
        Root = Path.Combine(Path.GetDirectoryName(Root)!, name);
        Images("data", "hill_1.jpg");
        Project(Item, Expression);

        var build = await StampAsync();

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Work, Is.EqualTo(["Train: 1 files, 1 read, 1 decoded."]));
        Assert.That(File.Exists(LockFile) && File.Exists(GeneratedFile), Is.True);
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);
    }

    [TestCase("with  spaces%20")]
    [TestCase("naïve 図 🖼 it's #hash&amp;and")]
    [TestCase("semi%3Bcolon at%40(home) 100%2541%2520")]
    [TestCase("-p:dash %24(money)")]
    public async Task Data_and_lock_may_lie_under_any_name(string escaped)
    {
        var name = Uri.UnescapeDataString(escaped.Replace("&amp;", "&", StringComparison.Ordinal));
        Images($"data/{name}", "hill_1.jpg");
        File.Move(At($"data/{name}/hill_1.jpg"), At($"data/{name}/{name}.jpg"));
        Project($"""<ImageDataset Include="data/{escaped}" Name="Train" />""", Expression, $"<DatastampLockFile>{escaped}.json</DatastampLockFile>");

        var build = await StampAsync();

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(Read($"{name}.json"), Does.Contain("\"images\": 1,"));
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);
    }

    [Test]
    public async Task A_path_of_hundreds_of_characters_builds_and_runs()
    {
        Root = Path.Combine([Path.GetDirectoryName(Root)!, .. Enumerable.Repeat(new string('x', 120), 3)]);
        Images($"data/{new string('y', 200)}/{new string('z', 200)}", "hill_1.jpg");
        Project(Item, Expression);

        await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo("1"));
        Assert.That((await BuildGreenAsync()).WorkersStarted, Is.Zero);
    }

    [Test]
    public async Task A_project_behind_a_link_and_data_behind_another_build_and_notice_changes()
    {
        Images("../elsewhere/data", "hill_1.jpg");
        Directory.CreateDirectory(At("../real"));
        Directory.CreateSymbolicLink(Root, At("../real"));
        Directory.CreateSymbolicLink(At("data"), At("../elsewhere/data"));
        Project(Item, Expression);
        await StampAsync();
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);

        Images("../elsewhere/data", "hill_2.jpg");

        Assert.That((await StampAsync()).Work, Is.EqualTo(["Train: 2 files, 1 read, 1 decoded."]));
    }

    [Test]
    public async Task A_loop_of_links_ends()
    {
        Images("data/deep", "hill_1.jpg");
        Directory.CreateSymbolicLink(At("data/deep/up"), At("data"));
        Directory.CreateSymbolicLink(At("data/self"), At("data/self"));
        Project(Item, Expression);

        var build = await StampAsync();

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Work, Is.EqualTo(["Train: 1 files, 1 read, 1 decoded."]));
    }

    [Test]
    public async Task Data_that_holds_the_project_itself_becomes_up_to_date()
    {
        Images(".", "hill_1.jpg");
        Project("""<ImageDataset Include="." Name="Train" />""", Expression);
        await BuildGreenAsync();
        await BuildGreenAsync();

        Assert.That((await BuildGreenAsync()).WorkersStarted, Is.Zero);
        Assert.That(await RunAsync(), Is.EqualTo("1"));
    }
}
