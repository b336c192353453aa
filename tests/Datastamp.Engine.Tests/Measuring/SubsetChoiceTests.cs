using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Tests.Measuring;

public class SubsetChoiceTests
{
    private static readonly string[] keys = ["a.png", "b.png", "c.png", "d/e.png", "d/f.png", "g.png", "z.png", "ü.png"];

    // sorted(keys, key=lambda k: hashlib.sha256(f"{seed}\0{k}".encode()).digest()[:8]) in Python.
    [TestCase("2", 0, "b.png", "c.png")]
    [TestCase("4", 0, "b.png", "c.png", "d/f.png", "ü.png")]
    [TestCase("50%", 7, "b.png", "c.png", "d/e.png", "d/f.png")]
    [TestCase("7", 7, "b.png", "c.png", "d/e.png", "d/f.png", "g.png", "z.png", "ü.png")]
    public void Seed_and_keys_alone_decide(string sample, int seed, params string[] expected) => Assert.That(Chosen(sample, seed, keys), Is.EqualTo(expected));

    [Test]
    public void A_file_more_takes_the_place_of_one_at_most()
    {
        string[] many = [.. Enumerable.Range(0, 500).Select(i => $"{i:000}.png")];
        var before = Chosen("50", 3, many);

        var after = Chosen("50", 3, [.. many, "500.png"]);

        Assert.That(after, Has.Length.EqualTo(50));
        Assert.That(before.Except(after, StringComparer.Ordinal).Count(), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void All_are_chosen_where_nothing_is_asked_for() => Assert.That(SubsetChoice.Of(null, [new("a.png", 1)]), Is.Null);

    private static string[] Chosen(string sample, int seed, string[] keys)
    {
        var chosen = SubsetChoice.Of(ImageSubset.Parse(sample, seed), [.. keys.Select(key => new Sample(key, 1))])!;
        return [.. keys.Where((_, index) => chosen[index])];
    }
}
