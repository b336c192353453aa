using Datastamp.Definitions;

namespace Datastamp.Tests.EditorHelp;

[TestFixture("ImageDataset", "Image items")]
[TestFixture("VideoDataset", "Video items")]
public class MetadataHelpTests(string itemType, string heading)
{
    private readonly IReadOnlyList<MetadataName> all = itemType == "VideoDataset" ? VideoMetadata.All : ImageMetadata.All;

    private IEnumerable<string> Names => all.Select(known => known.Name);

    private IReadOnlyList<HelpEntry> Schema => HelpDocuments.SchemaMetadata(itemType);

    private IReadOnlyList<HelpEntry> Rule => HelpDocuments.RuleMetadata(itemType);

    [Test]
    public void The_reader_knows_these_names_and_values() => Assert.That(
        all.Select(known => $"{known.Name}: {string.Join(", ", known.Values)} ({known.Default})"),
        Is.EqualTo(itemType == "VideoDataset"
            ?
            [
                "Name:  ()", "Pattern:  ()", "ExcludePattern:  ()", "Segments:  ()", "Profile: Source, Tsn, SampleFrames, Uniform, Linspace, Regular (Source)",
                "FrameCount: Index, Packets, Decode (Index)", "FileIdentity: Tables, Full (Tables)", "OnBadFile: Error, Skip (Error)",
            ]
            : new[]
            {
                "Name:  ()", "Pattern:  ()", "ExcludePattern:  ()", "Color: RGB, BGR, Gray (RGB)", "Orientation: Ignore, Apply (Ignore)",
                "Resize:  ()", "CenterCrop:  ()", "Interpolation: Nearest, Box, Bilinear, Bicubic, Lanczos (Bilinear)",
                "Weighting: Mixed, Pixels, Images (Mixed)", "Histogram: false, true (false)", "OnBadFile: Error, Skip (Error)", "MaxPixels:  (268435456)",
                "Sample:  ()", "SampleSeed:  (0)",
            }));

    [Test]
    public void The_page_names_what_the_reader_knows_beside_Include() =>
        Assert.That(HelpDocuments.Page(heading).SelectMany(row => row.Names), Is.EqualTo(["Include", .. Names]));

    [Test]
    public void The_schema_names_what_the_reader_knows() =>
        Assert.That(Schema.Select(entry => entry.Name), Is.EqualTo(Names));

    [Test]
    public void The_rule_tells_what_the_schema_tells() =>
        Assert.That(Rule.Select(entry => entry.Told), Is.EqualTo(Schema.Select(entry => entry.Told)));

    [Test]
    public void Editors_and_the_page_offer_what_the_reader_allows()
    {
        foreach (var known in all.Where(known => known.Values.Count > 0))
        {
            var entry = Schema.Single(told => told.Name == known.Name);
            var offered = entry.Kind == "Bool" ? ["false", "true"] : entry.Values.Select(value => value.Value);
            var page = HelpDocuments.Page(heading).Single(row => row.Names.Contains(known.Name, StringComparer.Ordinal));

            Assert.That(offered, Is.EqualTo(known.Values), known.Name);
            Assert.That(HelpDocuments.Code(page.Meaning).Distinct(StringComparer.Ordinal), Is.EquivalentTo(known.Values), known.Name);
        }
    }

    [Test]
    public void Editors_and_the_page_say_the_readers_defaults()
    {
        var defaults = all.Select(known => (known.Name, known.Default)).ToArray();

        Assert.That(Schema.Select(entry => (entry.Name, entry.Default)), Is.EqualTo(defaults));
        Assert.That(Rule.Select(entry => (entry.Name, entry.Default)), Is.EqualTo(defaults));
        foreach (var (name, text) in defaults.Where(known => known.Default.Length > 0))
        {
            Assert.That(HelpDocuments.Page(heading).Single(row => row.Names.Contains(name, StringComparer.Ordinal)).Meaning, Does.EndWith($"(`{text}`)"), name);
        }
    }
}
