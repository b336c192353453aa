using System.Xml.Linq;
using Datastamp.Output.Reports.Charts;
using Datastamp.Surveying;

namespace Datastamp.Output.Reports;

/// <summary>How large the images are, and how wide beside their height.</summary>
internal sealed class SizeSection(ImagePart part, ImageSurvey survey)
{
    private const int MostSizes = 5;

    public XElement Write()
    {
        var sizes = survey.Images
            .GroupBy(image => (image.Width, image.Height))
            .Select(same => (same.Key.Width, same.Key.Height, Count: same.Count()))
            .OrderByDescending(size => size.Count).ThenBy(size => size.Width).ThenBy(size => size.Height)
            .ToArray();
        return part.Section(
            "sizes",
            "Sizes",
            Html.Tag(
                "div",
                Html.With("class", "grid"),
                SizeScatter.Draw(part.Id + "-size", sizes),
                Distribution.Draw(part.Id + "-aspect", [.. survey.Images.Select(image => image.Width / (double)image.Height)], "width over height", "images")),
            Html.Table(
                "The most frequent sizes, in pixels",
                ["width x height", "images"],
                sizes.Take(MostSizes).Select(size => new object[] { $"{size.Width} x {size.Height}", Numbers.Count(size.Count) })));
    }
}
