using Datastamp.Definitions;

namespace Datastamp.Tests.EditorHelp;

public class MetadataHelpTests
{
    private static readonly string[] names = [.. ImageMetadata.All.Select(known => known.Name)];

    private static IEnumerable<string> Choices => ImageMetadata.All.Where(known => known.Values.Count > 0).Select(known => known.Name);

    [Test]
    public void The_reader_knows_these_names_and_values() => Assert.That(
        ImageMetadata.All.Select(known => $"{known.Name}: {string.Join(", ", known.Values)} ({known.Default})"),
        Is.EqualTo(
        [
            "Name:  ()", "Pattern:  ()", "ExcludePattern:  ()", "Color: RGB, BGR, Gray (RGB)", "Orientation: Ignore, Apply (Ignore)",
            "Resize:  ()", "CenterCrop:  ()", "Interpolation: Nearest, Box, Bilinear, Bicubic, Lanczos (Bilinear)",
            "Weighting: Mixed, Pixels, Images (Mixed)", "Histogram: false, true (false)", "OnBadFile: Error, Skip (Error)", "MaxPixels:  (268435456)",
        ]));

    [Test]
    public void The_page_names_what_the_reader_knows_beside_Include() =>
        Assert.That(HelpDocuments.Page("Items").SelectMany(row => row.Names), Is.EqualTo(["Include", .. names]));

    [Test]
    public void The_schema_names_what_the_reader_knows() =>
        Assert.That(HelpDocuments.SchemaMetadata.Select(entry => entry.Name), Is.EqualTo(names));

    [Test]
    public void The_rule_tells_what_the_schema_tells() =>
        Assert.That(HelpDocuments.RuleMetadata.Select(entry => entry.Told), Is.EqualTo(HelpDocuments.SchemaMetadata.Select(entry => entry.Told)));

    [TestCaseSource(nameof(Choices))]
    public void Editors_and_the_page_offer_what_the_reader_allows(string name)
    {
        var allowed = ImageMetadata.All.Single(known => known.Name == name).Values;
        var entry = HelpDocuments.SchemaMetadata.Single(known => known.Name == name);
        var offered = entry.Kind == "Bool" ? ["false", "true"] : entry.Values.Select(value => value.Value);
        var page = HelpDocuments.Page("Items").Single(row => row.Names.Contains(name, StringComparer.Ordinal));

        Assert.That(offered, Is.EqualTo(allowed));
        Assert.That(HelpDocuments.Code(page.Meaning).Distinct(StringComparer.Ordinal), Is.EquivalentTo(allowed));
    }

    [Test]
    public void Editors_and_the_page_say_the_readers_defaults()
    {
        var defaults = ImageMetadata.All.Select(known => (known.Name, known.Default)).ToArray();

        Assert.That(HelpDocuments.SchemaMetadata.Select(entry => (entry.Name, entry.Default)), Is.EqualTo(defaults));
        Assert.That(HelpDocuments.RuleMetadata.Select(entry => (entry.Name, entry.Default)), Is.EqualTo(defaults));
        foreach (var (name, text) in defaults.Where(known => known.Default.Length > 0))
        {
            Assert.That(HelpDocuments.Page("Items").Single(row => row.Names.Contains(name, StringComparer.Ordinal)).Meaning, Does.EndWith($"(`{text}`)"), name);
        }
    }
}
