using Datastamp.Proposing;

namespace Datastamp.Tests.Proposing;

public class UnifiedDiffTests
{
    // Compared with GNU diff 3.8.
    [Test]
    public void Lines_that_were_added_stand_in_hunks_of_three_lines_around_them()
    {
        var before = string.Concat(Enumerable.Range(1, 12).Select(i => $"{i}\n")) + "end";
        var after = before.Replace("\n2\n", "\n2\nx\n", StringComparison.Ordinal).Replace("12\n", "12\ny\n", StringComparison.Ordinal);

        Assert.That(UnifiedDiff.Lines("f", before, after), Is.EqualTo(
        [
            "--- f", "+++ f",
            "@@ -1,5 +1,6 @@", " 1", " 2", "+x", " 3", " 4", " 5",
            "@@ -10,4 +11,5 @@", " 10", " 11", " 12", "+y", " end", "\\ No newline at end of file",
        ]));
    }

    [Test]
    public void A_line_that_changed_goes_and_comes() =>
        Assert.That(UnifiedDiff.Lines("f", "a\nb\nc\n", "a\nB\nc\n"), Is.EqualTo(["--- f", "+++ f", "@@ -1,3 +1,3 @@", " a", "-b", "+B", " c"]));

    [Test]
    public void Equal_texts_have_no_difference() => Assert.That(UnifiedDiff.Lines("f", "a", "a"), Is.Empty);
}
