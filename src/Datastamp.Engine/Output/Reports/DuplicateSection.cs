using System.Xml.Linq;
using Datastamp.Surveying;

namespace Datastamp.Output.Reports;

/// <summary>Files with the same bytes.</summary>
internal sealed class DuplicateSection(ImagePart part, ImageSurvey survey)
{
    public XElement Write()
    {
        var groups = survey.Images
            .GroupBy(image => image.ContentHash)
            .Where(same => same.Count() > 1)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.First().Key, StringComparer.Ordinal)
            .ToArray();
        return part.Section(
            "duplicates",
            "Duplicates",
            groups.Length == 0
                ? Html.Tag("p", "No two files have the same bytes.")
                : Html.Details(
                    $"{Numbers.Count(groups.Sum(group => (long)group.Count()))} files are {Numbers.Count(groups.Length)} different ones",
                    DatasetPart.List([.. groups.Select(Text)])));
    }

    private static string Text(IGrouping<UInt128, SurveyedImage> group)
    {
        const int mostNames = 10;
        var names = string.Join(", ", group.Take(mostNames).Select(image => image.Key));
        return group.Count() > mostNames ? $"{names} and {Numbers.Count(group.Count() - mostNames)} more" : names;
    }
}
