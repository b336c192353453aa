using Datastamp.Comparing;
using Datastamp.Measuring;

namespace Datastamp.Tests.Comparing;

public class FileChangesTests
{
    [Test]
    public void Files_are_added_removed_changed_renamed_and_damaged()
    {
        FileEntry[] before = [new("a", 1, "1"), new("b", 1, "2"), new("c", 1, "3"), new("d", 1, "4"), new("e", 1, "5")];
        FileEntry[] now = [new("a", 1, "1"), new("b", 1, "x"), new("d", 1, "broken"), new("moved/e", 1, "5"), new("new", 1, "6")];

        var changes = FileChanges.Between(before, now, [new("d", "it is cut off")]);

        Assert.That(changes, Is.EqualTo(new FileChange[]
        {
            new(FileChangeKind.Changed, "b"),
            new(FileChangeKind.Removed, "c"),
            new(FileChangeKind.Damaged, "d", "it is cut off"),
            new(FileChangeKind.Renamed, "moved/e", "e"),
            new(FileChangeKind.Added, "new"),
        }));
    }

    [Test]
    public void Of_files_with_the_same_contents_each_is_renamed_once()
    {
        FileEntry[] before = [new("a", 1, "1"), new("b", 1, "1"), new("c", 1, "1")];
        FileEntry[] now = [new("x", 1, "1"), new("y", 1, "1")];

        var changes = FileChanges.Between(before, now, []);

        Assert.That(changes, Is.EqualTo(new FileChange[]
        {
            new(FileChangeKind.Removed, "c"),
            new(FileChangeKind.Renamed, "x", "a"),
            new(FileChangeKind.Renamed, "y", "b"),
        }));
    }

    [Test]
    public void Files_that_are_as_they_were_are_no_changes() =>
        Assert.That(FileChanges.Between([new("a", 1, "1")], [new("a", 1, "1")], []), Is.Empty);
}
