using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Datastamp.Measuring;
using Datastamp.Output.Reports;
using Datastamp.Surveying;
using static Datastamp.Tests.Output.Reports.ReportPages;

namespace Datastamp.Tests.Output.Reports;

public partial class HtmlReportTests
{
    private const string Hostile = "\"><script>alert('1')</script>&amp;\u202egpj.exe\0\u0007\ud800 onload=x\u2028.png";
    private const string Shown = "\"><script>alert('1')</script>&amp;\uFFFDgpj.exe\uFFFD\uFFFD\uFFFD onload=x\uFFFD.png";

    [Test]
    public void An_image_dataset_has_every_section()
    {
        var page = Parse(OfImages("Train", Survey(Image("a/1.png"), Image("a/2.png", 320), Image("b/3.png", content: 7), Image("b/4.png", content: 7))));

        Assert.That(page.QuerySelectorAll("article > section").Select(section => section.Id), Is.EqualTo(new[]
        {
            "i0-numbers", "i0-histograms", "i0-sizes", "i0-labels", "i0-pictures", "i0-duplicates", "i0-bad",
        }));
        Assert.That(page.QuerySelectorAll("#i0-sizes svg"), Has.Count.EqualTo(2));
        Assert.That(page.QuerySelectorAll("#i0-labels tbody tr").Select(row => row.TextContent), Is.EqualTo(new[] { "a250.0 %0.5", "b250.0 %0.5" }));
        Assert.That(page.QuerySelectorAll("#i0-pictures figure"), Has.Count.EqualTo(9));
        Assert.That(page.QuerySelectorAll("#i0-pictures figcaption")[^1].TextContent, Is.EqualTo("b/4.png: 3.2 std").Or.EqualTo("b/4.png: 3.3 std"));
        Assert.That(page.QuerySelector("#i0-duplicates li")!.TextContent, Is.EqualTo("b/3.png, b/4.png"));
    }

    [Test]
    public void A_video_dataset_has_every_section()
    {
        var odd = VideoSamples.Clip("x/odd.mp4", frames: 5) with { Problem = "the table says 6 frames" };

        var page = Parse(OfVideos(8, new([new(odd.Key, [(0, Pixel), (4, Pixel)])]), VideoSamples.Clip("x/a.mp4"), odd));

        Assert.That(page.QuerySelectorAll("article > section").Select(section => section.Id), Is.EqualTo(new[]
        {
            "v0-lengths", "v0-kinds", "v0-short", "v0-agreement", "v0-strips", "v0-bad",
        }));
        Assert.That(page.QuerySelectorAll("#v0-lengths svg"), Has.Count.EqualTo(3));
        Assert.That(page.QuerySelectorAll("#v0-strips img").Select(image => image.GetAttribute("alt")), Is.EqualTo(new[] { "Frame 0 of x/odd.mp4", "Frame 4 of x/odd.mp4" }));
        Assert.That(page.QuerySelector("#v0-short li")!.TextContent, Is.EqualTo("x/odd.mp4: 5 frames"));
        Assert.That(page.QuerySelector("#v0-agreement li")!.TextContent, Is.EqualTo("x/odd.mp4: the table says 6 frames"));
    }

    [Test]
    public void Code_has_every_digit_of_the_dataset_s_weighting()
    {
        var code = Parse(OfImages("Train", survey: null)).QuerySelectorAll("code").Select(block => block.TextContent).ToArray();

        Assert.That(code[0], Does.StartWith("// Train: sha256:").And.EndWith("\nReadOnlySpan<float> mean = [1E-05f];\nReadOnlySpan<float> std = [1f];"));
        Assert.That(code[1], Does.StartWith("# Train: sha256:").And.Contain("\nnormalize = transforms.Normalize(mean=[1E-05],").And.EndWith("std=[1])"));
    }

    [Test]
    public void Sections_that_need_absent_data_say_so()
    {
        var page = Parse(OfImages("Train", survey: null));

        Assert.That(page.QuerySelectorAll("section").Where(section => section.TextContent.Contains("The data is not on the machine", StringComparison.Ordinal)).Select(section => section.Id), Is.EqualTo(new[]
        {
            "i0-histograms", "i0-sizes", "i0-labels", "i0-pictures", "i0-duplicates",
        }));
        Assert.That(Parse(OfVideos(8, survey: null, VideoSamples.Clip("a.mp4"))).QuerySelector("#v0-strips")!.TextContent, Does.Contain("not on the machine"));
    }

    [Test]
    public void Foreign_names_stay_texts()
    {
        var page = Parse(OfImages(Hostile, Survey(Image($"{Hostile}/{Hostile}")), new BadFile(Hostile, Hostile)));

        Assert.That(page.QuerySelectorAll("script"), Has.Count.EqualTo(1));
        Assert.That(page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)), Is.Empty);
        Assert.That(page.QuerySelector("#i0-bad li")!.TextContent, Is.EqualTo($"{Shown}: {Shown}"));
        Assert.That(page.QuerySelectorAll("#i0-pictures img")[1].GetAttribute("alt"), Does.StartWith(Shown));
        Assert.That(page.QuerySelectorAll("code").Select(code => code.TextContent.Split('\n').Length), Is.EqualTo(new[] { 3, 3 }));
    }

    [Test]
    public void Nothing_is_loaded_and_only_the_page_s_own_script_runs()
    {
        var text = OfImages("Train", Survey(Image("a.png")));
        var page = Parse(text);

        var script = page.QuerySelector("script")!.TextContent;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.That(page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), Is.EqualTo($"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{hash}'"));
        Assert.That(page.QuerySelectorAll("[src]").Select(element => element.GetAttribute("src")), Has.All.StartsWith("data:image/webp;base64,"));
        Assert.That(page.QuerySelectorAll("[href]").Select(element => element.GetAttribute("href")), Has.All.StartsWith("#"));
        Assert.That(Address().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal), Is.SubsetOf(new[] { "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink" }));
    }

    [Test]
    public void Links_lead_somewhere_and_identifiers_are_unique()
    {
        var page = Parse(OfImages("Train", Survey(Image("a.png"))));

        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToArray();
        Assert.That(ids, Is.Unique);
        Assert.That(page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")![1..]), Is.SubsetOf(ids));
        Assert.That(page.QuerySelectorAll("[aria-labelledby]").Select(element => element.GetAttribute("aria-labelledby")), Is.SubsetOf(ids));
        Assert.That(page.QuerySelectorAll("img").Select(image => image.GetAttribute("alt")), Has.All.Not.Empty);
        Assert.That(page.QuerySelectorAll("svg").Select(chart => chart.GetAttribute("aria-label")), Has.All.Not.Empty);
    }

    [Test]
    public void Fifty_thousand_images_fit_into_two_megabytes()
    {
        var random = new Random(1);
        var images = Enumerable.Range(0, 50_000)
            .Select(i => Image($"label{i % 5000:0000}/{new string('x', 60)}{i}.jpg", random.Next(100, 4000), random.Next(100, 4000), random.NextDouble(), (i / 20) + 1))
            .ToArray();
        var large = Pixel with { Content = [.. new byte[9_000]] };
        var survey = Survey(images);
        survey = survey with
        {
            Samples = [.. survey.Samples.Select(sample => sample with { Picture = large })],
            Outliers = [.. survey.Outliers.Select(outlier => outlier with { Picture = large })],
        };

        var page = OfImages("Train", survey, [.. images.Take(5000).Select(image => new BadFile(image.Key, "corrupt"))]);

        Assert.That(Encoding.UTF8.GetByteCount(page), Is.LessThan(1_500_000));
    }

    [Test]
    public void Equal_input_gives_equal_pages()
    {
        var again = OfImages("Train", Survey(Image("a.png")));

        Assert.That(OfImages("Train", Survey(Image("a.png"))), Is.EqualTo(again));
    }

    [Test]
    public void Datasets_without_anything_make_a_page()
    {
        Assert.That(Parse(OfVideos(8, new([]))).QuerySelectorAll("section"), Has.Count.EqualTo(4));
        Assert.That(Parse(HtmlReport.Write("P", new([], []), Surveys.None)).QuerySelector("main")!.TextContent, Is.Empty);
    }

    [Test]
    public void A_key_is_found_again() =>
        Assert.That(HtmlReport.ReadKey(HtmlReport.Write("P", new([], []), Surveys.None, "sha256:1")), Is.EqualTo("sha256:1"));

    [GeneratedRegex("https?://[^\"'<> ]*", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Address();
}
