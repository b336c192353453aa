using System.Globalization;
using System.Text.RegularExpressions;
using Datastamp.Tests;
using YamlDotNet.Serialization;
using Map = System.Collections.Generic.Dictionary<string, object>;

namespace Datastamp.Tool.Tests.Clusters;

/// <summary>The workflow, read strictly: GitHub refuses keys that it does not know.</summary>
public partial class GitHubMatrixTests
{
    private static readonly string[] jobKeys = ["runs-on", "strategy", "needs", "steps"];
    private static readonly string[] stepKeys = ["name", "uses", "with", "run", "env"];
    private static readonly string text = File.ReadAllText(Path.Combine(Repository.Root, "build/cluster/github/matrix.yml"));

    [Test]
    public void The_workflow_has_keys_that_GitHub_knows_and_no_others()
    {
        Assert.That(Workflow().Keys, Is.EquivalentTo(["name", "on", "permissions", "jobs"]));
        foreach (var job in Jobs().Values)
        {
            Assert.That(job.Keys, Is.SubsetOf(jobKeys));
            Assert.That(Steps(job).SelectMany(step => step.Keys).Distinct(StringComparer.Ordinal), Is.SubsetOf(stepKeys));
            Assert.That(Steps(job).Select(step => step.ContainsKey("uses") != step.ContainsKey("run")), Is.All.True);
        }
    }

    [Test]
    public void Every_action_is_pinned_to_a_commit_and_says_its_version()
    {
        var uses = text.Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToArray();

        Assert.That(uses, Has.Length.EqualTo(Jobs().Values.SelectMany(Steps).Count(step => step.ContainsKey("uses"))));
        Assert.That(uses, Is.All.Matches<string>(line => Pinned().IsMatch(line)));
    }

    [Test]
    public void Parts_go_on_where_one_fails_and_their_artifacts_are_those_that_are_merged()
    {
        var (part, merge) = (Jobs()["part"], Jobs()["merge"]);
        var upload = Step(part, "actions/upload-artifact");
        var download = Step(merge, "actions/download-artifact");

        Assert.That(((Map)part["strategy"])["fail-fast"], Is.EqualTo("false"));
        Assert.That(merge["needs"], Is.EqualTo("part"));
        Assert.That(upload["name"], Is.EqualTo("datastamp-part-${{ strategy.job-index }}"));
        Assert.That((download["pattern"], download["merge-multiple"], download["path"]), Is.EqualTo(("datastamp-part-*", "true", "parts")));
        Assert.That(upload["path"], Is.EqualTo("parts/"));
    }

    /// <summary>What GitHub would start, started here: one process an entry of the matrix.</summary>
    [Test]
    public async Task Its_command_lines_give_what_one_machine_gives()
    {
        var folder = Directory.CreateTempSubdirectory("datastamp-matrix-").FullName;
        try
        {
            var shapes = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes");
            string[] Words(string command) => [.. command.Split(' ').Skip(1).TakeWhile(word => word != ">").Select(word => word switch
            {
                "data/train" => shapes,
                "parts/" or "parts" => Path.Combine(folder, word),
                _ => word,
            })];
            var matrix = (Map)((Map)Jobs()["part"]["strategy"])["matrix"];
            var total = matrix.Values.Cast<List<object>>().Aggregate(1, (product, values) => product * values.Count);
            var measure = Steps(Jobs()["part"]).Single(step => step.ContainsKey("env"));
            for (var index = 0; index < total; index++)
            {
                var variables = ((Map)measure["env"]).Select(variable => (variable.Key, variable.Value switch
                {
                    "${{ strategy.job-index }}" => index.ToString(CultureInfo.InvariantCulture),
                    "${{ strategy.job-total }}" => total.ToString(CultureInfo.InvariantCulture),
                    _ => throw new NotSupportedException($"{variable.Value}"),
                }));
                var part = await DatastampProcess.RunInAsync([.. variables], Words((string)measure["run"]));
                Assert.That((part.ExitCode, part.StandardError), Is.EqualTo((0, string.Empty)));
            }

            var merge = Steps(Jobs()["merge"]).Select(step => step.GetValueOrDefault("run") as string).Single(run => run?.StartsWith("datastamp ", StringComparison.Ordinal) == true);
            var merged = await DatastampProcess.RunAsync(Words(merge!));
            var whole = await DatastampProcess.RunAsync("images", shapes, "--json");

            Assert.That((merged.ExitCode, merged.StandardOutput), Is.EqualTo((0, whole.StandardOutput)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"^ +- uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pinned();

    private static Map Workflow() => new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Map>(text);

    private static Dictionary<string, Map> Jobs() => ((Dictionary<object, object>)Workflow()["jobs"]).ToDictionary(job => (string)job.Key, job => Strings(job.Value), StringComparer.Ordinal);

    private static IEnumerable<Map> Steps(Map job) => ((List<object>)job["steps"]).Select(Strings);

    private static Map Step(Map job, string action) =>
        (Map)Steps(job).First(step => step.GetValueOrDefault("uses") is string uses && uses.StartsWith(action, StringComparison.Ordinal))["with"];

    /// <summary>Mappings by texts, all the way down.</summary>
    private static Map Strings(object node) => ((Dictionary<object, object>)node).ToDictionary(
        item => (string)item.Key,
        item => item.Value is Dictionary<object, object> inner ? Strings(inner) : item.Value,
        StringComparer.Ordinal);
}
