using Datastamp.Definitions;

namespace Datastamp.Tests.Definitions;

public class ImageSubsetTests
{
    [TestCase("10%", "0.1")]
    [TestCase("0.10", "0.1")]
    [TestCase("12.5 %", "0.125")]
    [TestCase("100%", "1.0")]
    [TestCase("1.0", "1.0")]
    [TestCase("5000", "5000")]
    [TestCase("02", "2")]
    public void A_fraction_or_a_count_has_one_form(string text, string expected) => Assert.That(ImageSubset.Parse(text, 0)?.ToString(), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("0")]
    [TestCase("1")]
    [TestCase("-5")]
    [TestCase("0%")]
    [TestCase("0.0")]
    [TestCase("101%")]
    [TestCase("1.1")]
    [TestCase("1e2")]
    [TestCase("1,000")]
    [TestCase("many")]
    [TestCase("%")]
    [TestCase(".")]
    [TestCase("99999999999")]
    [TestCase("0.0000000000000000000000000000000000000001")]
    public void Anything_else_is_none(string text) => Assert.That(ImageSubset.Parse(text, 0), Is.Null);

    [TestCase("0.1", 10_000, 1000)]
    [TestCase("0.1", 25, 3)]
    [TestCase("0.1", 24, 2)]
    [TestCase("1%", 50, 2)]
    [TestCase("1%", 1, 1)]
    [TestCase("100%", 7, 7)]
    [TestCase("50", 7, 7)]
    [TestCase("50", 70, 50)]
    public void So_many_files_are_chosen(string text, int files, int expected) => Assert.That(ImageSubset.Parse(text, 0)!.Of(files), Is.EqualTo(expected));

    [Test]
    public void An_exact_definition_has_nothing_of_it()
    {
        var dataset = new ImageDataset { Name = "Train", Root = "/data", Include = "data" };
        var sampled = dataset with { Subset = ImageSubset.Parse("10%", 7) };

        Assert.That(dataset.Measured.Values.Select(value => value.Key), Has.None.StartsWith("sample"));
        Assert.That(sampled.Measured.DifferenceFrom(dataset.Measured), Is.EqualTo("sample is '0.1', was not set; sampleSeed is '7', was not set"));
        Assert.That(dataset.Measured.DifferenceFrom(sampled.Measured), Is.EqualTo("sample is not set, was '0.1'; sampleSeed is not set, was '7'"));
        Assert.That((sampled with { Subset = ImageSubset.Parse("0.10", 7) }).Measured.DifferenceFrom(sampled.Measured), Is.Empty);
    }
}
