using Datastamp.Output;
using Datastamp.Stamping;

namespace Datastamp.Tests.Stamping;

public class ReportFileTests : StampedImages
{
    private const string Absent = "The data is not on the machine that made this report";

    private StampPlan Project => Plan(Train(), Dataset("Test", "test")) with { Artifacts = [new(ArtifactFormat.Report, At("facts"), "App")] };

    [Test]
    public async Task A_report_shows_data_that_has_come_and_keeps_showing_what_has_gone()
    {
        await StampAsync(Train(), Dataset("Test", "test"));
        Directory.Delete(At("test"), recursive: true);
        var half = await ReportAsync();

        MakeData();
        var whole = await ReportAsync();
        Directory.Delete(At("train"), recursive: true);
        Directory.Delete(At("test"), recursive: true);

        Assert.That(half, Does.Contain(Absent).And.Contain("data:image/jpeg"));
        Assert.That(whole, Does.Not.Contain(Absent));
        Assert.That(await ReportAsync(), Is.EqualTo(whole));
    }

    private async Task<string> ReportAsync()
    {
        await StampAsync(Project);
        return await File.ReadAllTextAsync(At("facts/App.report.html"));
    }
}
