using Datastamp.Diagnostics;
using Datastamp.Output;

namespace Datastamp.Tests.Output;

public class AtomicFileTests : TemporaryFolder
{
    [Test]
    public void A_new_text_is_written_as_UTF8_without_mark_and_folders_are_made()
    {
        Assert.That(AtomicFile.Write(At("a/b.txt"), "é\n"), Is.True);
        Assert.That(File.ReadAllBytes(At("a/b.txt")), Is.EqualTo(new byte[] { 0xc3, 0xa9, 0x0a }));
    }

    [Test]
    public void The_same_text_is_not_written_again()
    {
        AtomicFile.Write(At("a"), "x");
        File.SetLastWriteTimeUtc(At("a"), DateTime.UnixEpoch);

        Assert.That(AtomicFile.Write(At("a"), "x"), Is.False);
        Assert.That(File.GetLastWriteTimeUtc(At("a")), Is.EqualTo(DateTime.UnixEpoch));
    }

    [Test]
    public void A_failure_is_told_and_leaves_nothing_behind()
    {
        Directory.CreateDirectory(At("taken"));

        var error = Assert.Throws<DiagnosticException>(() => AtomicFile.Write(At("taken"), "x"))!.Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo("DS0302"));
        Assert.That(Directory.GetFileSystemEntries(Root), Is.EqualTo([At("taken")]));
    }

    [Test]
    public void Of_several_files_all_are_written_or_none()
    {
        File.WriteAllText(At("first"), "old");
        File.WriteAllText(At("file"), "x");

        Assert.Throws<DiagnosticException>(() => AtomicFile.Write([(At("first"), "new"u8.ToArray()), (At("second"), "new"u8.ToArray()), (At("file/third"), "new"u8.ToArray())]));

        Assert.That(File.ReadAllText(At("first")), Is.EqualTo("old"));
        Assert.That(Directory.GetFileSystemEntries(Root), Is.EquivalentTo([At("first"), At("file")]));
        Assert.That(AtomicFile.Write([(At("first"), "old"u8.ToArray()), (At("second"), "new"u8.ToArray())]), Is.EqualTo([false, true]));
    }

    [Test]
    public void A_file_that_is_to_have_no_content_goes()
    {
        File.WriteAllText(At("gone"), "old");

        Assert.That(AtomicFile.Write([(At("kept"), "new"u8.ToArray()), (At("gone"), null), (At("never"), null)]), Is.EqualTo([true, false, false]));
        Assert.That(Directory.GetFileSystemEntries(Root), Is.EqualTo([At("kept")]));
    }
}
