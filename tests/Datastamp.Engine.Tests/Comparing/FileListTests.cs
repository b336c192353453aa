using Datastamp.Comparing;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Stamping;

namespace Datastamp.Tests.Comparing;

public class FileListTests : ComparedImages
{
    private string List => At("datastamp.lock.Train.files");

    [Test]
    public async Task A_list_is_a_line_a_file_with_hash_length_and_key()
    {
        WriteImage("train/sub/100 %\tä.png", 1, 1, 1, 2, 3);
        await StampAsync(Plan(Train()) with { HasFileLists = true });

        var lines = await File.ReadAllLinesAsync(List);

        Assert.That(lines.Select(line => line.Split(' ', 3)[2]), Is.EqualTo(["a.png", "b.png", "sub/100 %25%09ä.png"]));
        Assert.That(lines, Has.All.Match("^[0-9a-f]{64} [0-9]+ "));
        Assert.That(FileList.Parse(lines, LockFile.Read(Lock).Image("Train")!.Fingerprint)!.Value[2].Key, Is.EqualTo("sub/100 %\tä.png"));
    }

    [Test]
    public async Task Where_nothing_is_remembered_the_committed_list_names_files()
    {
        await StampAsync(Plan(Train()) with { HasFileLists = true });
        Directory.Delete(At("cache"), recursive: true);
        File.Delete(At("train/b.png"));

        Assert.That(Names(await CompareAsync()), Is.EqualTo(["Removed b.png"]));
    }

    [Test]
    public async Task Without_either_files_have_no_names()
    {
        Directory.Delete(At("cache"), recursive: true);
        File.Delete(At("train/b.png"));

        var comparison = await CompareAsync();

        Assert.That((comparison.IsContentChanged, comparison.Files), Is.EqualTo((true, (object?)null)));
    }

    [Test]
    public async Task A_list_of_other_files_than_the_locks_is_not_believed()
    {
        await StampAsync(Plan(Train()) with { HasFileLists = true });
        Directory.Delete(At("cache"), recursive: true);
        await File.WriteAllTextAsync(List, (await File.ReadAllTextAsync(List)).Replace("b.png", "c.png", StringComparison.Ordinal));
        File.Delete(At("train/b.png"));

        Assert.That((await CompareAsync()).Files, Is.Null);
    }

    [Test]
    public void A_list_that_names_a_file_twice_is_not_believed()
    {
        FileEntry[] files = [new("a.png", 1, "x"), new("a.png", 2, "y")];

        Assert.That(FileList.Parse(FileList.Lines(files), DatasetFingerprint.Of(files)), Is.Null);
    }

    [Test]
    public async Task A_dataset_has_its_own_list_whether_others_are_asked_for_or_not()
    {
        var (first, second) = (Dataset("a b", "train"), Dataset("a-b", "test"));
        var plan = Plan(first, second) with { HasFileLists = true };
        await StampAsync(plan);
        var lists = await ListsAsync();

        await StampAsync(plan.Only(["a-b"]));

        Assert.That(lists, Has.Count.EqualTo(2));
        Assert.That(await ListsAsync(), Is.EqualTo(lists));
    }

    [Test]
    public async Task Changes_that_builds_have_seen_since_do_not_make_files_nameless()
    {
        File.Delete(At("train/b.png"));
        await CompareAsync(new ComparisonRequest { IsMeasured = true });

        Assert.That(Names(await CompareAsync()), Is.EqualTo(["Removed b.png"]));
    }

    [Test]
    public async Task A_list_is_written_again_where_it_went_and_never_in_locked_mode()
    {
        var plan = Plan(Train()) with { HasFileLists = true };
        await StampAsync(plan with { LockPolicy = LockPolicy.Verified });
        Assert.That(File.Exists(List), Is.False);

        await StampAsync(plan);

        Assert.That(File.Exists(List), Is.True);
    }

    private async Task<IReadOnlyDictionary<string, string>> ListsAsync()
    {
        var lists = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(Root, "*.files"))
        {
            lists.Add(path, await File.ReadAllTextAsync(path));
        }

        return lists;
    }
}
