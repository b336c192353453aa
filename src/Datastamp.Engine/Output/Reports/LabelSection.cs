using System.Globalization;
using System.Xml.Linq;
using Datastamp.Surveying;

namespace Datastamp.Output.Reports;

/// <summary>How many images each label has, and their mean. A label is the name of the folder that holds a file.</summary>
internal sealed class LabelSection(ImagePart part, ImageSurvey survey)
{
    private const int MostLabels = 200;

    public XElement Write()
    {
        var labels = survey.Images
            .GroupBy(image => image.Label, StringComparer.Ordinal)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal)
            .ToArray();
        return part.Section(
            "labels",
            "Labels",
            labels.Length > 1 ? Html.Tag("p", $"{Numbers.Count(labels.Length)} folders hold images: {Numbers.Count(labels[^1].Count())} to {Numbers.Count(labels[0].Count())} each.") : null,
            Html.Table("Images and means by label", ["label", "images", "share", .. part.Known.Channels.Select(channel => "mean " + channel), "colour"], labels.Take(MostLabels).Select(Row)),
            labels.Length > MostLabels
                ? Html.Tag("p", Html.With("class", "soft"), $"and {Numbers.Count(labels.Length - MostLabels)} labels more, with {Numbers.Count(labels.Skip(MostLabels).Sum(label => (long)label.Count()))} images.")
                : null);
    }

    private IEnumerable<object> Row(IGrouping<string, SurveyedImage> label)
    {
        var mean = part.Known.Channels.Select((_, channel) => label.Average(image => (double)image.Mean[channel])).ToArray();
        return
        [
            label.Key.Length == 0 ? "(none)" : label.Key,
            Numbers.Count(label.Count()),
            (label.Count() / (double)survey.Images.Length).ToString("P1", CultureInfo.InvariantCulture),
            .. mean.Select(Numbers.Short),
            Html.Tag("span", Html.With("class", "swatch"), Html.With("style", "background:" + Color(mean)), Html.With("role", "img"), Html.With("aria-label", "mean colour")),
        ];
    }

    private string Color(double[] mean)
    {
        var (r, g, b) = mean is [var only] ? (only, only, only) : part.Known.Channels[0] == "B" ? (mean[2], mean[1], mean[0]) : (mean[0], mean[1], mean[2]);
        return string.Create(CultureInfo.InvariantCulture, $"rgb({255 * r:0},{255 * g:0},{255 * b:0})");
    }
}
