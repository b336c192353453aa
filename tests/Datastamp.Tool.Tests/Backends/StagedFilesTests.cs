using Datastamp.Tool.Backends;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Tests.Backends;

public class StagedFilesTests : BackendFolder
{
    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    private const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private SourceFile file = null!;

    private string Copy => Path.Combine(Root, "files/libc10.so");

    [SetUp]
    public void MakeSource()
    {
        file = new("libc10.so", [Path.Combine(Root, "libc10.so")]);
        File.WriteAllText(file.Parts[0], "abc");
    }

    [Test]
    public async Task What_is_there_and_whole_is_not_copied_again()
    {
        await StageAsync("here");
        File.SetLastWriteTimeUtc(Copy, DateTime.UnixEpoch);

        var staged = await StageAsync("here");

        Assert.That((staged, File.GetLastWriteTimeUtc(Copy)), Is.EqualTo((new BackendFile("libc10.so", 3, Abc), DateTime.UnixEpoch)));
    }

    [TestCase("abd")]
    [TestCase("ab")]
    public async Task What_changed_is_copied_again(string content)
    {
        await StageAsync("here");
        await File.WriteAllTextAsync(Copy, content);

        Assert.That(((await StageAsync("here")).Sha256, await File.ReadAllTextAsync(Copy)), Is.EqualTo((Abc, "abc")));
    }

    [Test]
    public async Task Of_another_source_nothing_stays()
    {
        await StageAsync("here");
        await File.WriteAllTextAsync(Path.Combine(Root, "files/libother.so"), "of here");

        await StageAsync("there");

        Assert.That(Directory.GetFiles(Path.Combine(Root, "files")), Is.EqualTo([Copy]));
    }

    [Test]
    public async Task A_journal_that_was_cut_off_counts_as_far_as_it_goes()
    {
        await StageAsync("here");
        await File.AppendAllTextAsync(Path.Combine(Root, "journal"), "{\"name\":\"libto");

        Assert.That((await StageAsync("here")).Sha256, Is.EqualTo(Abc));
        Assert.That(Open("here").Missing([file]), Is.Zero);
        Assert.That(Open("there").Missing([file]), Is.EqualTo(3));
    }

    [Test]
    public void What_does_not_have_the_hash_that_its_source_tells_is_refused()
    {
        var staged = Open("here");

        Assert.That(() => staged.AddAsync(file with { Sha256 = Abc.Replace('b', 'c') }, _ => { }, CancellationToken.None), Throws.InstanceOf<InvalidDataException>());
        Assert.That(File.Exists(Copy), Is.False);
    }

    private StagedFiles Open(string source)
    {
        var staged = new StagedFiles(Path.Combine(Root, "files"), Path.Combine(Root, "journal"));
        staged.Open(source);
        return staged;
    }

    private Task<BackendFile> StageAsync(string source) => Open(source).AddAsync(file, _ => { }, CancellationToken.None);
}
