using System.Xml.Linq;
using Datastamp.Definitions;
using Datastamp.Measuring;

namespace Datastamp.Output.Reports;

/// <summary>What the parts of the page that tell of one dataset have in common.</summary>
/// <param name="Id">An identifier that no other dataset of the page has.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Result">What is known of it.</param>
internal record DatasetPart(string Id, Dataset Dataset, DatasetResult Result)
{
    private const int MostListed = 200;

    /// <summary>A section with a heading.</summary>
    public XElement Section(string name, string heading, params object?[] content) => Html.Tag(
        "section",
        [Html.With("id", $"{Id}-{name}"), Html.With("aria-labelledby", $"{Id}-{name}-h"), Html.Tag("h3", Html.With("id", $"{Id}-{name}-h"), heading), .. content]);

    /// <summary>A section of something that only the data itself could tell.</summary>
    public XElement Absent(string name, string heading) =>
        Section(name, heading, Html.Tag("p", Html.With("class", "soft"), "The data is not on the machine that made this report, so this cannot be shown."));

    /// <summary>A list, cut off where it becomes too long.</summary>
    public static XElement List(IReadOnlyList<string> items) => Html.Tag(
        "ul",
        items.Take(MostListed).Select(item => Html.Tag("li", item)),
        items.Count > MostListed ? Html.Tag("li", $"and {Numbers.Count(items.Count - MostListed)} more") : null);

    /// <summary>How the dataset was measured, and what was.</summary>
    public XElement Facts(params (string Name, string Value)[] own) => Html.Tag(
        "dl",
        Html.With("class", "facts"),
        own
            .Concat([("files", Numbers.Count(Result.Files)), ("size", Numbers.Bytes(Result.Bytes))])
            .Concat(Result.Definition.Values.Where(value => value.Value.Length > 0).Select(value => (Name: value.Key, value.Value)))
            .Append(("fingerprint", Result.Fingerprint))
            .Select(fact => Html.Tag("div", Html.Tag("dt", fact.Item1), Html.Tag("dd", fact.Item2))));

    /// <summary>Files that were left out.</summary>
    public XElement BadFiles() => Section(
        "bad",
        "Bad files",
        Result.BadFiles.IsEmpty
            ? Html.Tag("p", "Every file is whole and valid.")
            : Html.Details($"{Numbers.Count(Result.BadFiles.Length)} files are not whole and valid, and were left out", List([.. Result.BadFiles.Select(file => $"{file.Key}: {file.Reason}")])));

    /// <summary>A picture as data in the page.</summary>
    public static XElement Picture(Surveying.Thumbnail picture, string text) => Html.Tag(
        "img",
        Html.With("src", $"data:{picture.MediaType};base64,{Convert.ToBase64String(picture.Content.AsSpan())}"),
        Html.With("width", picture.Width),
        Html.With("height", picture.Height),
        Html.With("loading", "lazy"),
        Html.With("alt", text));
}
