using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Datastamp.Measuring;
using Datastamp.Output.Reports;
using Datastamp.Surveying;
using Datastamp.Videos;

namespace Datastamp.Tests.Output.Reports;

/// <summary>Pages of datasets that nobody has looked at.</summary>
internal static class ReportPages
{
    public static readonly Thumbnail Pixel = new(1, 1, "image/webp", [.. Convert.FromBase64String("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=")]);

    public static IHtmlDocument Parse(string page) => new HtmlParser(new() { IsStrictMode = false, IsScripting = false }).ParseDocument(page);

    public static string OfImages(string name, ImageSurvey? survey, params BadFile[] badFiles)
    {
        var (dataset, result) = GrayResult.Of(name, include: name);
        return HtmlReport.Write(name, new([(dataset, result with { BadFiles = [.. badFiles] })], []), Surveys.None with { Images = survey is null ? [] : Surveys.None.Images.Add(name, survey) });
    }

    public static string OfVideos(int segments, VideoSurvey? survey, params VideoFacts[] videos) =>
        HtmlReport.Write("Project", new([], [VideoSamples.Of("Clips", segments, videos)]), Surveys.None with { Videos = survey is null ? [] : Surveys.None.Videos.Add("Clips", survey) });

    public static ImageSurvey Survey(params SurveyedImage[] images) => new()
    {
        Images = [.. images],
        Histogram = [[.. Enumerable.Range(0, 256).Select(i => (long)i)]],
        MeanImage = Pixel,
        Samples = [.. images.Take(24).Select(image => new PicturedImage(image.Key, 0, Pixel))],
        Outliers = [.. images.Take(12).Select(image => new PicturedImage(image.Key, 3.25, Pixel))],
    };

    public static SurveyedImage Image(string key, int width = 640, int height = 480, double mean = 0.5, int content = 0) =>
        new(key, 1000, width, height, [(float)mean], content == 0 ? (UInt128)(uint)key.GetHashCode(StringComparison.Ordinal) << 32 | (uint)key.Length : (UInt128)content);
}
