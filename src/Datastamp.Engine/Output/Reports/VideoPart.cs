using System.Globalization;
using System.Xml.Linq;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output.Reports.Charts;
using Datastamp.Surveying;

namespace Datastamp.Output.Reports;

/// <summary>The part of the page that tells of one video dataset.</summary>
internal sealed record VideoPart(string Id, VideoDataset Videos, VideoResult Known, VideoSurvey? Survey)
    : DatasetPart(Id, Videos, Known)
{
    private const int MostRates = 20;

    public XElement Write() => Html.Tag(
        "article",
        Html.With("id", Id),
        Html.With("aria-labelledby", Id + "-h"),
        Html.Tag("h2", Html.With("id", Id + "-h"), Dataset.Name),
        Html.Tag("p", Html.With("class", "soft"), $"{Numbers.Count(Known.Videos.Length)} videos of {Dataset.Include}, {Numbers.Count(Known.Frames)} frames, {Numbers.Short(Known.Seconds)} seconds"),
        Facts(("segments", Videos.Segments == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{Videos.Segments}, {Videos.Profile}"))),
        Known.Videos.IsEmpty ? null : Lengths(),
        Known.Videos.IsEmpty ? null : Kinds(),
        ShortClips(),
        Agreement(),
        Survey is null ? Absent("strips", "Sampled frames") : Strips(Survey),
        BadFiles());

    private XElement Lengths() => Section(
        "lengths",
        "Lengths",
        Html.Tag(
            "div",
            Html.With("class", "grid"),
            Distribution.Draw(Id + "-seconds", [.. Known.Videos.Select(video => video.Duration.ToDouble())], "duration in seconds", "videos"),
            Distribution.Draw(Id + "-frames", [.. Known.Videos.Select(video => (double)video.FrameCount)], "frames", "videos"),
            Distribution.Draw(Id + "-rates", [.. Known.Videos.Select(video => video.FrameRate.ToDouble())], "frames a second", "videos")));

    private XElement Kinds() => Section(
        "kinds",
        "Kinds",
        Html.Table(
            "Videos by codec, size and frame rate",
            ["codec", "width x height", "frames a second", "videos"],
            Known.Videos
                .GroupBy(video => (video.Codec, video.Width, video.Height, video.FrameRate))
                .OrderByDescending(same => same.Count()).ThenBy(same => same.First().Key, StringComparer.Ordinal)
                .Take(MostRates)
                .Select(same => new object[] { same.Key.Codec, $"{same.Key.Width} x {same.Key.Height}", Numbers.Short(same.Key.FrameRate.ToDouble()), Numbers.Count(same.Count()) })),
        Html.Table(
            "Videos by the folder that holds them",
            ["label", "videos", "frames"],
            Known.Videos
                .GroupBy(video => video.Label, StringComparer.Ordinal)
                .OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal)
                .Take(MostRates)
                .Select(same => new object[] { same.Key.Length == 0 ? "(none)" : same.Key, Numbers.Count(same.Count()), Numbers.Count(same.Sum(video => (long)video.FrameCount)) })));

    private XElement ShortClips()
    {
        var tooShort = Known.Videos.Where(video => video.FrameCount < Videos.Segments).ToArray();
        return Section(
            "short",
            "Clips shorter than K",
            Videos.Segments == 0 ? Html.Tag("p", "No segments are asked for.")
                : tooShort.Length == 0 ? Html.Tag("p", $"Every video has at least as many frames as there are segments ({Numbers.Count(Videos.Segments)}).")
                : Html.Details(
                    $"{Numbers.Count(tooShort.Length)} videos have fewer frames than the {Numbers.Count(Videos.Segments)} segments: some of their frames are sampled twice",
                    List([.. tooShort.Select(video => $"{video.Key}: {Numbers.Count(video.FrameCount)} frames")])));
    }

    private XElement Agreement()
    {
        var problems = Known.Videos.Where(video => video.Problem is not null).ToArray();
        return Section(
            "agreement",
            "How frames are known",
            Html.Table(
                "Videos by how their frames were counted",
                ["source", "videos"],
                Known.Videos.GroupBy(video => video.FrameCountSource).OrderBy(same => same.Key).Select(same => new object[] { same.Key.ToString(), Numbers.Count(same.Count()) })),
            problems.Length == 0
                ? Html.Tag("p", "No file contradicts itself.")
                : Html.Details($"{Numbers.Count(problems.Length)} files contradict themselves; the frames that can be decoded count", List([.. problems.Select(video => $"{video.Key}: {video.Problem}")])));
    }

    private XElement Strips(VideoSurvey survey) => Section(
        "strips",
        "Sampled frames",
        survey.Clips.IsEmpty
            ? Html.Tag("p", "None of the chosen clips can be decoded here.")
            : survey.Clips.Select(clip => Html.Tag(
                "div",
                Html.Tag("h4", clip.Key),
                Html.Tag(
                    "div",
                    Html.With("class", "strip"),
                    Html.With("role", "region"),
                    Html.With("tabindex", 0),
                    Html.With("aria-label", "Frames of " + clip.Key),
                    clip.Frames.Select(frame => Html.Tag("figure", Picture(frame.Picture, $"Frame {frame.Index} of {clip.Key}"), Html.Tag("figcaption", Numbers.Count(frame.Index))))))));
}
