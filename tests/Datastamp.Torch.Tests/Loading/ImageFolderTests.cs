using Datastamp.Torch.Loading;

namespace Datastamp.Torch.Tests.Loading;

public class ImageFolderTests
{
    [Test]
    public void The_folder_below_the_root_is_the_class_and_classes_are_in_ordinal_order()
    {
        using var files = new ClassFolder();
        files.Write("zebra/1.ppm", new(2, 2), 1);
        files.Write("Zoo/deep/er/2.ppm", new(2, 2), 2);
        files.Write("ant/3.ppm", new(2, 2), 3);
        files.Write("ant/notes.txt", []);
        files.Write("empty/readme.md", []);
        files.Write("4.ppm", new(2, 2), 4);

        var folder = ImageFolder.Open(files.Root);

        Assert.That(folder.Classes, Is.EqualTo(new[] { "Zoo", "ant", "zebra" }));
        Assert.That(
            Enumerable.Range(0, folder.Count).Select(i => (folder.Key(i), folder.Label(i))),
            Is.EqualTo(new[] { ("Zoo/deep/er/2.ppm", 0), ("ant/3.ppm", 1), ("zebra/1.ppm", 2) }));
        Assert.That(folder.PathOf(1), Is.EqualTo(Path.Combine(files.Root, "ant", "3.ppm")));
    }

    [Test]
    public void Patterns_select_files_and_leave_them_out()
    {
        using var files = new ClassFolder();
        files.Write("a/1.ppm", new(2, 2), 1);
        files.Write("a/2.pnm", new(2, 2), 2);
        files.Write("b/3.ppm", new(2, 2), 3);

        var folder = ImageFolder.Open(files.Root, ["**/*.ppm"], ["b/**"]);

        Assert.That(Enumerable.Range(0, folder.Count).Select(folder.Key), Is.EqualTo(new[] { "a/1.ppm" }));
    }

    [Test]
    public void A_folder_without_classes_and_a_missing_one_are_errors()
    {
        using var files = new ClassFolder();
        files.Write("1.ppm", new(2, 2), 1);

        Assert.That(() => ImageFolder.Open(files.Root), Throws.TypeOf<InvalidDataException>().With.Message.Contains(files.Root));
        Assert.That(() => ImageFolder.Open(Path.Combine(files.Root, "missing")), Throws.TypeOf<DirectoryNotFoundException>());
    }
}
