using Datastamp.Comparing;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Stamping;

namespace Datastamp.Tests.Stamping;

/// <summary>A lock with an entry of a dataset that the project has no more.</summary>
public class LeftOverEntryTests : StampedImages
{
    private StampPlan project = null!;

    [SetUp]
    public async Task LeaveAsync()
    {
        await StampAsync(Train(), Dataset("Old", "test"));
        project = Plan(Train()) with { IsWholeProject = true };
        Forget();
    }

    [Test]
    public async Task A_comparison_tells_of_it_at_its_line_and_is_the_same()
    {
        var told = await CompareAsync(project);

        var line = (await File.ReadAllLinesAsync(Lock)).Index().Single(item => item.Item.Contains("\"Old\"", StringComparison.Ordinal)).Index + 1;
        Assert.That(told.Select(diagnostic => (diagnostic.Severity, diagnostic.Code, diagnostic.File, diagnostic.Line)), Is.EqualTo([(Severity.Warning, "DS0211", Lock, line)]));
        Assert.That(told[0].Message, Does.StartWith("Old: the lock has an entry of images, and the project no such dataset"));
    }

    [Test]
    public async Task An_update_tells_of_it_and_keeps_it()
    {
        WriteImage("train/new.png", 1, 1, 1, 2, 3);

        await StampAsync(project);

        Assert.That(Codes(), Is.EqualTo(["DS0207", "DS0211"]));
        Assert.That(await File.ReadAllTextAsync(Lock), Does.Contain("\"Old\""));
    }

    [Test]
    public async Task A_name_that_is_of_another_kind_now_is_told_of()
    {
        var told = await CompareAsync(project with { Images = [Train(), Dataset("Other", "test")], Videos = [new VideoDataset { Name = "Old", Root = At("test"), Include = "test" }] });

        Assert.That(told.Select(diagnostic => diagnostic.Code), Is.EqualTo(["DS0211"]));
    }

    [Test]
    public async Task Builds_and_those_who_ask_for_some_datasets_only_are_not_told()
    {
        await StampAsync(Plan(Train()));

        Assert.That(await CompareAsync(project.Only(["Train"])), Is.Empty);
        Assert.That(Codes(), Is.Empty);
    }

    private static async Task<IReadOnlyList<Diagnostic>> CompareAsync(StampPlan plan)
    {
        var told = new List<Diagnostic>();
        var comparisons = await Stamper.CompareAsync(plan, new ComparisonRequest(), MeasureOptions.Default, told.Add, CancellationToken.None);
        Assert.That(comparisons[0].IsSame, Is.True);
        return told;
    }
}
