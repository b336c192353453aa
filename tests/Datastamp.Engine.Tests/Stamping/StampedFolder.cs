using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Stamping;

namespace Datastamp.Tests.Stamping;

/// <summary>A project's folder, and what was said when it was stamped.</summary>
public abstract class StampedFolder : TemporaryFolder
{
    private readonly List<Diagnostic> reported = [];
    private readonly List<Diagnostic> details = [];

    protected string Lock => At("datastamp.lock.json");

    protected string Code => At("obj/Datasets.g.cs");

    /// <summary>What people are told.</summary>
    protected IReadOnlyList<Diagnostic> Reported => reported;

    /// <summary>What was done, which only a detailed log holds.</summary>
    protected IReadOnlyList<Diagnostic> Details => details;

    [SetUp]
    public void Forget()
    {
        reported.Clear();
        details.Clear();
    }

    protected string[] Codes() => [.. reported.Select(diagnostic => diagnostic.Code)];

    protected StampPlan Plan(params ImageDataset[] datasets) => new()
    {
        Images = [.. datasets],
        LockFile = Lock,
        CodeFile = Code,
        Code = new CodeOptions(CodeLanguage.CSharp, "App"),
        CacheFolder = At("cache"),
    };

    protected Task<StampOutcome> StampAsync(StampPlan plan, MeasureOptions? options = null) =>
        Stamper.StampAsync(plan, options ?? MeasureOptions.Default, Collect, CancellationToken.None);

    private void Collect(Diagnostic diagnostic)
    {
        lock (reported)
        {
            (diagnostic.Severity == Severity.Detail ? details : reported).Add(diagnostic);
        }
    }
}
