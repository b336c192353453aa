using System.Collections.Concurrent;
using System.Collections.Immutable;
using Datastamp.Sources;

namespace Datastamp.Tests.Sources;

public class FolderSourceTests : TemporaryFolder
{
    [Test]
    public void Keys_have_slashes_and_ordinal_order()
    {
        foreach (var path in new[] { "b.png", "a/z.png", "B.png", "a.png", "a-b.png", "é.png", "a/b/c.png" })
        {
            Write(path, 1);
        }

        Assert.That(Keys(["**/*.png"]), Is.EqualTo(["B.png", "a-b.png", "a.png", "a/b/c.png", "a/z.png", "b.png", "é.png"]));
    }

    [Test]
    public void How_many_files_there_are_is_told_before_they_are_looked_at()
    {
        Write("a.png", 1);
        Write("b.png", 1);
        var told = new ConcurrentQueue<int>();

        new FolderSource(Root, ["**/*.png"], [], []).List(CancellationToken.None, told.Enqueue);

        Assert.That(told, Is.EqualTo([2]));
    }

    [Test]
    public void Globs_select_without_case_and_exclude()
    {
        foreach (var path in new[] { "train/1.JPG", "train/2.jpg", "Train/skip/3.jpg", "val/4.jpg", "5.jpg" })
        {
            Write(path, 1);
        }

        Assert.That(Keys(["train/**/*.jpg"], ["**/skip/**"]), Is.EqualTo(["train/1.JPG", "train/2.jpg"]));
    }

    [Test]
    public void Globs_of_ends_alone_select_what_other_globs_select()
    {
        var random = new Random(8);
        string[] names = ["a", "a-b", "a.b", "A", "é", "z z", ".hidden", "~", "a0"];
        string[] ends = [".png", ".PNG", ".png.bak", ".tar.gz", "", "png"];
        for (var i = 0; i < 400; i++)
        {
            var folders = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => names[random.Next(names.Length)] + "/"));
            Write(folders + names[random.Next(names.Length)] + "_" + ends[random.Next(ends.Length)], 1);
        }

        var quick = Keys(["**/*.png", "**/*.Tar.gz"]).ToArray();

        Assert.That(quick, Has.Length.GreaterThan(50));
        Assert.That(quick, Is.EqualTo(Keys(["**/*.png", "**/*.Tar.gz", "no such folder/*"])));
        Assert.That(quick, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public void A_missing_folder_has_no_samples_and_is_watched()
    {
        var listing = new FolderSource(At("gone"), ["**/*"], [], []).List(CancellationToken.None);

        Assert.That(listing.Samples, Is.Empty);
        Assert.That(listing.Watched, Is.EqualTo([new WatchedPath(At("gone"), -2, 0)]));
    }

    [Test]
    public void Linked_files_and_folders_are_followed_and_loops_end()
    {
        Write("real/a.png", 1, 2, 3);
        Directory.CreateSymbolicLink(At("linked"), At("real"));
        Directory.CreateSymbolicLink(At("real/up"), Root);
        Directory.CreateSymbolicLink(At("real/self"), At("real"));
        File.CreateSymbolicLink(At("b.png"), At("real/a.png"));

        var listing = Source(["**/*.png"]).List(CancellationToken.None);

        Assert.That(listing.Samples.Select(sample => sample.Key), Is.SupersetOf(new[] { "b.png", "linked/a.png", "real/a.png" }));
        Assert.That(listing.Samples.Select(sample => sample.Length), Is.All.EqualTo(3));
        Assert.That(listing.Samples, Has.Count.LessThan(10));
    }

    [Test]
    public void A_link_to_a_folder_above_the_root_is_not_followed()
    {
        Write("x/a.png", 1);
        Write("y/b.png", 1);
        Directory.CreateSymbolicLink(At("x/up"), Root);

        var listing = new FolderSource(At("x"), ["**/*.png"], [], []).List(CancellationToken.None);

        Assert.That(listing.Samples.Select(sample => sample.Key), Is.EqualTo(["a.png"]));
    }

    [Test]
    public void A_linked_root_is_watched_itself()
    {
        Write("v1/a.png", 1);
        Directory.CreateSymbolicLink(At("current"), At("v1"));

        var watched = new FolderSource(At("current"), ["*"], [], []).List(CancellationToken.None).Watched;

        Assert.That(watched.Select(path => path.Path), Is.EquivalentTo([At("current"), At("v1"), At("current/a.png")]));
    }

    [Test]
    public void Everything_that_was_looked_at_is_watched()
    {
        Write("sub/a.png", 1, 2);
        Write("sub/b.txt", 1);

        var watched = Source(["**/*.png"]).List(CancellationToken.None).Watched;

        Assert.That(watched.Select(path => (path.Path, path.Length)), Is.EquivalentTo([(Root, -1L), (At("sub"), -1L), (At("sub/a.png"), 2L)]));
    }

    [Test]
    public void A_file_is_read_whole_into_a_buffer_that_grows()
    {
        Write("a.png", 1, 2, 3, 4, 5);
        var source = Source(["*"]);
        var buffer = new byte[2];

        var length = source.Read(source.List(CancellationToken.None).Samples[0], ref buffer);

        Assert.That(buffer[..length], Is.EqualTo(new byte[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void A_listing_can_be_cancelled() =>
        Assert.That(() => Source(["*"]).List(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    private FolderSource Source(ImmutableArray<string> patterns, ImmutableArray<string>? exclude = null) => new(Root, patterns, exclude ?? [], []);

    private IEnumerable<string> Keys(ImmutableArray<string> patterns, ImmutableArray<string>? exclude = null) =>
        Source(patterns, exclude).List(CancellationToken.None).Samples.Select(sample => sample.Key);
}
