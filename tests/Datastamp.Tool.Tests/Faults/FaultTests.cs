using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>Whatever fails: no crash, a message that says what to do, no file that is half old and half new, and a next run as if nothing had been.</summary>
[UnsupportedOSPlatform("windows")]
[Platform("Linux")]
[NonParallelizable]
public class FaultTests
{
    private const int Seed = 2026;

    private static readonly TimeSpan usual = TimeSpan.FromSeconds(45);

    private FaultedProject project = null!;
    private List<Fault> faults = null!;
    private bool canFailCalls;

    [OneTimeSetUp]
    public async Task MakeAsync()
    {
        project = await FaultedProject.MakeAsync();
        var calls = await CallFaults.MakeAsync(project.Root);
        canFailCalls = calls is not null;
        faults = [.. RacingFaults.All, .. calls?.All ?? []];
        if (Environment.IsPrivilegedProcess)
        {
            faults.AddRange(MachineFaults.All);
        }
    }

    [OneTimeTearDown]
    public void Delete() => project.Dispose();

    /// <summary>As many as fit into 45 seconds, or as many as <c>DATASTAMP_FAULTS</c> says; <c>DATASTAMP_FAULT</c> names the only kind.</summary>
    [Test]
    public async Task Whatever_fails_results_stay_whole_and_the_next_run_is_right()
    {
        var count = Environment.GetEnvironmentVariable("DATASTAMP_FAULTS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : int.MaxValue;
        if (Environment.GetEnvironmentVariable("DATASTAMP_FAULT") is { Length: > 0 } only)
        {
            faults.RemoveAll(fault => !fault.Kind.Contains(only, StringComparison.Ordinal));
        }

        Warn.Unless(canFailCalls, "Without gcc no single call can be made to fail.");
        Warn.Unless(Environment.IsPrivilegedProcess, "Without root no file system can be mounted.");
        var random = new Random(Seed);
        var clock = Stopwatch.StartNew();
        var counts = new Dictionary<string, (int Injected, int Told, int Unharmed)>(StringComparer.Ordinal);
        var wrong = new List<string>();
        var order = faults.ToArray();
        random.Shuffle(order);
        for (var i = 0; i < count && (count < int.MaxValue || clock.Elapsed < usual); i++)
        {
            var fault = order[i % order.Length];
            var own = new Random(Seed + i);
            project.Command = FaultedProject.Commands[own.GetItems([0, 0, 0, 1, 2, 2, 3], 1)[0]];
            project.Reset(project.Command, cache: own.Next(3));
            var run = await fault.Inject(project, own);
            var found = project.Check(project.Command, fault, run) ?? project.CheckNext(project.Command, await project.RunAsync(project.Command, []));
            if (found is not null)
            {
                wrong.Add($"{i}. {fault.Kind}, {project.Command}: {found} {run}");
                TestContext.Progress.WriteLine(wrong[^1]);
            }

            var (injected, told, unharmed) = counts.GetValueOrDefault(fault.Kind);
            counts[fault.Kind] = (injected + 1, told + (run.ExitCode != 0 ? 1 : 0), unharmed + (run.ExitCode == 0 ? 1 : 0));
        }

        foreach (var (kind, (injected, told, unharmed)) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            TestContext.Out.WriteLine($"{kind,-40} {injected,4} injected, {told,4} ended the run, {unharmed,4} did not");
        }

        TestContext.Out.WriteLine($"{counts.Values.Sum(each => each.Injected)} faults in {clock.Elapsed.TotalSeconds:0} s, {wrong.Count} wrong");
        Assert.That(wrong, Is.Empty);
    }
}
