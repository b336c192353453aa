using System.Xml.Linq;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output.Reports.Charts;
using Datastamp.Statistics;
using Datastamp.Surveying;

namespace Datastamp.Output.Reports;

/// <summary>The part of the page that tells of one image dataset: its numbers, and what a survey adds.</summary>
internal sealed record ImagePart(string Id, ImageDataset Images, ImageResult Known, ImageSurvey? Survey)
    : DatasetPart(Id, Images, Known)
{
    private WeightedStatistics Constants => Known.Statistics.For(Images.Weighting);

    public XElement Write() => Html.Tag(
        "article",
        Html.With("id", Id),
        Html.With("aria-labelledby", Id + "-h"),
        Html.Tag("h2", Html.With("id", Id + "-h"), Dataset.Name),
        Html.Tag("p", Html.With("class", "soft"), $"{(Known.Estimate is null ? $"{Numbers.Count(Known.Images)} images" : EstimateText.Images(Known))} of {Dataset.Include}, {Numbers.Count(Known.Pixels)} pixels measured, {Known.Depth}-bit, decoded by {Known.Decoder}"),
        Facts(("weighting", Images.Weighting.ToString())),
        Normalization(),
        Histograms(),
        Survey is null ? Absent("sizes", "Sizes") : new SizeSection(this, Survey).Write(),
        Survey is null ? Absent("labels", "Labels") : new LabelSection(this, Survey).Write(),
        Survey is null ? Absent("pictures", "Pictures") : new PictureSection(this, Survey).Write(),
        Survey is null ? Absent("duplicates", "Duplicates") : new DuplicateSection(this, Survey).Write(),
        BadFiles());

    private XElement Normalization()
    {
        var rows = Enum.GetValues<Weighting>().OrderBy(weighting => weighting != Images.Weighting).SelectMany(weighting =>
        {
            var statistics = Known.Statistics.For(weighting);
            return new[] { Row($"{weighting} mean", statistics.Mean), Row($"{weighting} std", statistics.Std) };
        });
        return Section(
            "numbers",
            "Normalization",
            Known.Estimate is null ? null : Html.Tag("p", $"Mean and std are {EstimateText.Of(Known, Images.Weighting)}."),
            Html.Table("Mean and standard deviation a channel, full scale 1; the project's weighting first", ["weighting", .. Known.Channels], rows),
            new SnippetText(this, Constants).Write());
    }

    private static IEnumerable<object> Row(string name, IEnumerable<double> values) => [name, .. values.Select(Numbers.Exact)];

    private XElement Histograms()
    {
        var bins = Survey?.Histogram ?? Known.Histogram?.Bins;
        return bins is not { } channels
            ? Absent("histograms", "Histograms")
            : Section(
                "histograms",
                "Histograms",
                Html.Tag("div", Html.With("class", "grid"), channels.Select((counts, i) => ChannelHistogram.Draw($"{Id}-c{i}", Known.Channels[i], counts, Constants.Mean[i], Constants.Std[i]))));
    }
}
