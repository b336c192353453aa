using Datastamp.Output;

namespace Datastamp.Tool.Tests.Faults;

public class LeftOverFileTests
{
    private string folder = string.Empty;

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public void What_a_killed_process_left_goes_and_what_another_one_writes_stays()
    {
        var (left, written, other) = (At("lock.json.abcdefgh.datastamp-new"), At("code.cs.ijklmnop.datastamp-new"), At("lock.json.mine"));
        File.WriteAllText(left, "half");
        File.WriteAllText(other, "mine");
        using (var writing = new FileStream(written, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            AtomicFile.Write(At("lock.json"), "new");
            Assert.That(Directory.GetFiles(folder), Is.EquivalentTo([At("lock.json"), written, other]));
        }

        AtomicFile.Write(At("lock.json"), "newer");
        Assert.That(Directory.GetFiles(folder), Is.EquivalentTo([At("lock.json"), other]));
    }

    private string At(string name) => Path.Combine(folder, name);
}
