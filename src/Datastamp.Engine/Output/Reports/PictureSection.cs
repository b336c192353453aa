using System.Xml.Linq;
using Datastamp.Surveying;

namespace Datastamp.Output.Reports;

/// <summary>The mean image, some images, and those that are least like the others.</summary>
internal sealed class PictureSection(ImagePart part, ImageSurvey survey)
{
    public XElement Write() => part.Section(
        "pictures",
        "Pictures",
        Html.Tag("h4", "Mean image"),
        Html.Tag(
            "figure",
            Html.With("class", "mean"),
            DatasetPart.Picture(survey.MeanImage, "The mean of all images"),
            Html.Tag("figcaption", "All images after the dataset's resize and crop, brought to one size and averaged")),
        Html.Tag("h4", "Evenly spaced"),
        Html.Tag("div", Html.With("class", "sheet"), survey.Samples.Select(image => Figure(image, image.Key))),
        Html.Tag("h4", "Farthest from the others, by channel mean"),
        Html.Tag("div", Html.With("class", "sheet"), survey.Outliers.Select(image => Figure(image, $"{image.Key}: {Numbers.Short(Math.Round(image.Distance, 1))} std"))));

    private static XElement Figure(PicturedImage image, string caption) =>
        Html.Tag("figure", DatasetPart.Picture(image.Picture, image.Key), Html.Tag("figcaption", caption));
}
