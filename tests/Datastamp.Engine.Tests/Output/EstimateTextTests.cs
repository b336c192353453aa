using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Output.Reports;
using Datastamp.Statistics;
using Datastamp.Surveying;
using Datastamp.Tests.Output.Images;

namespace Datastamp.Tests.Output;

public class EstimateTextTests
{
    private const string Both = "estimated ± 0.0013 and ± 0.0001 (95 %, 500 of 10,000 images)";

    [TestCase(CodeLanguage.CSharp, "/// <summary>")]
    [TestCase(CodeLanguage.VisualBasic, "''' <summary>")]
    [TestCase(CodeLanguage.FSharp, "/// <summary>")]
    public void Code_of_every_language_says_so(CodeLanguage language, string mark)
    {
        var code = CodeFile.Write(new(language, "App"), new([Estimated()], [])).Text;

        Assert.That(code, Does.Contain($"{mark}Train: 500 of 10,000 images of data. Mean 0.0000, std 1.0000 (Gray; full scale 1), {Both}.</summary>"));
        Assert.That(code, Does.Contain($"{mark}Number of measured images: 500 of 10,000 images, a sample.</summary>"));
        Assert.That(code, Does.Contain($"{mark}The mean a channel (Gray), full scale 1: 0.0000, estimated ± 0.0013 (95 %, 500 of 10,000 images).</summary>"));
        Assert.That(code, Does.Contain($"{mark}The mean of channel Gray, full scale 1: 1E-05, estimated ± 0.001234 (95 %, 500 of 10,000 images).</summary>"));
        Assert.That(code, Does.Contain($"{mark}The standard deviation of channel Gray, full scale 1: 1, estimated ± 0.000057 (95 %, 500 of 10,000 images).</summary>"));
        Assert.That(code, Does.Contain($"{mark}The data's identity: names and sizes of all files, and contents of those that were sampled.</summary>"));
    }

    [Test]
    public void Exact_numbers_have_no_such_text() => Assert.That(EstimateText.Of(GrayResult.Of("Train").Result, Weighting.Mixed), Is.Empty);

    [Test]
    public void Tables_have_margins() =>
        Assert.That(DatasetsCsv.Write([Estimated()]), Does.EndWith("\nTrain,Gray,Mixed,1E-05,1,500,3000000000,8,sha256:00,0.001234,5.67E-05\n"));

    [TestCase("torchvision")]
    [TestCase("mlnet")]
    public void Exports_with_comments_say_so(string format)
    {
        var (dataset, result) = ImageSamples.Of("Train", new(Resize: new(256, null), CenterCrop: new(224, 224)));
        var margins = new WeightedStatistics([0.1, 0.2, 0.3], [0.01, 0.02, 0.03]);
        var text = System.Text.Encoding.UTF8.GetString(ImageSamples.Files(format, (dataset, result with { Images = 5, Files = 7, Estimate = new(5, 5, new(margins, margins, margins)) }))[0].Content);

        Assert.That(text, Does.Contain(" Mean and std are estimated ± 0.1000, 0.2000, 0.3000 and ± 0.0100, 0.0200, 0.0300 (95 %, 5 of 7 images)\n"));
    }

    [Test]
    public void The_report_says_so()
    {
        var page = HtmlReport.Write("App", new([Estimated()], []), Surveys.None);

        Assert.That(page, Does.Contain($"<p>Mean and std are {Both}.</p>").And.Contain("of samples they are estimates"));
    }

    private static (ImageDataset Dataset, ImageResult Result) Estimated()
    {
        var (dataset, result) = GrayResult.Of("Train");
        var margins = new WeightedStatistics([0.001234], [0.0000567]);
        return (dataset, result with { Files = 10_000, Images = 500, Estimate = new(500, 500, new(margins, margins, margins)) });
    }
}
