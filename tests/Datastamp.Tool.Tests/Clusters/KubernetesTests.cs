using System.Globalization;
using Datastamp.Tests;
using k8s;
using k8s.Models;

namespace Datastamp.Tool.Tests.Clusters;

/// <summary>The manifest, read strictly by the models that are generated from the official schema: no unknown field, no wrong type.</summary>
public class KubernetesTests
{
    private static readonly string manifest = File.ReadAllText(Path.Combine(Repository.Root, "build/cluster/kubernetes/job.yaml"));

    [Test]
    public void The_manifest_is_two_jobs_of_the_schema()
    {
        Assert.That(Jobs().Select(job => (job.ApiVersion, job.Kind, job.Metadata.Name)), Is.EqualTo([("batch/v1", "Job", "datastamp-parts"), ("batch/v1", "Job", "datastamp-merge")]));
        Assert.That(Jobs().Select(job => job.Spec.Template.Spec.RestartPolicy), Is.All.EqualTo("Never"));
    }

    // The reading can fail: a field that no job has, and one of another type.
    [TestCase("backoffLimitPerIndex: 2", "backOffLimitPerIndex: 2")]
    [TestCase("completions: 8", "completions: eight")]
    [TestCase("operator: In", "operators: In")]
    public void What_the_schema_does_not_have_is_refused(string text, string other)
    {
        Assert.That(manifest, Does.Contain(text));
        Assert.That(() => Jobs(manifest.Replace(text, other, StringComparison.Ordinal)), Throws.Exception);
    }

    [Test]
    public void The_number_of_shards_is_the_same_wherever_it_is_said()
    {
        var (parts, merge) = (Jobs()[0].Spec, Jobs()[1].Spec);
        var count = parts.Completions!.Value.ToString(CultureInfo.InvariantCulture);

        Assert.That(parts.CompletionMode, Is.EqualTo("Indexed"));
        Assert.That(parts.Parallelism, Is.EqualTo(parts.Completions));
        Assert.That(Following(parts.Template.Spec.Containers.Single(), "--shard"), Is.EqualTo($"auto/{count}"));
        Assert.That(merge.Template.Spec.InitContainers.Single().Args.Single(), Does.Contain($"*-of-{count}.json").And.Contain($"-eq {count} "));
    }

    [Test]
    public void Failed_parts_alone_are_tried_again_unless_the_data_is_to_blame()
    {
        var parts = Jobs()[0].Spec;

        Assert.That(parts.BackoffLimitPerIndex, Is.EqualTo(2));
        var rule = parts.PodFailurePolicy.Rules.Single(rule => rule.Action == "FailIndex").OnExitCodes;
        Assert.That((rule.ContainerName, rule.OperatorProperty), Is.EqualTo((parts.Template.Spec.Containers.Single().Name, "In")));
        Assert.That(rule.Values, Is.EqualTo([ExitCode.Data, ExitCode.Usage]));
    }

    [Test]
    public void The_merge_looks_where_the_parts_are_written()
    {
        var (parts, merge) = (Jobs()[0].Spec.Template.Spec, Jobs()[1].Spec.Template.Spec);
        var written = Following(parts.Containers.Single(), "--part");

        Assert.That(written, Does.EndWith("/"));
        Assert.That(Following(merge.Containers.Single(), "merge"), Is.EqualTo(written.TrimEnd('/')));
        Assert.That(merge.InitContainers.Single().Args.Single(), Does.Contain($"{written}*-of-"));
        Assert.That(new[] { parts, merge }.Select(pod => pod.Volumes.Single(volume => volume.Name == "results").PersistentVolumeClaim.ClaimName), Is.All.EqualTo("datastamp-results"));
        foreach (var pod in new[] { parts, merge })
        {
            var mounts = pod.Containers.Concat(pod.InitContainers ?? []).SelectMany(container => container.VolumeMounts).Select(mount => mount.Name).Distinct(StringComparer.Ordinal);
            Assert.That(mounts, Is.EquivalentTo(pod.Volumes.Select(volume => volume.Name)));
        }
    }

    /// <summary>What Kubernetes would start, started here: one process an index, with its variable.</summary>
    [Test]
    public async Task Its_command_lines_give_what_one_machine_gives()
    {
        var results = Directory.CreateTempSubdirectory("datastamp-kubernetes-").FullName;
        try
        {
            string Here(string argument) => argument
                .Replace("/data/train", Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes"), StringComparison.Ordinal)
                .Replace("/results", results, StringComparison.Ordinal);
            var parts = Jobs()[0].Spec;
            for (var index = 0; index < parts.Completions; index++)
            {
                var part = await DatastampProcess.RunInAsync([("JOB_COMPLETION_INDEX", $"{index}")], [.. parts.Template.Spec.Containers.Single().Args.Select(Here)]);
                Assert.That((part.ExitCode, part.StandardError), Is.EqualTo((0, string.Empty)));
            }

            var merged = await DatastampProcess.RunAsync([.. Jobs()[1].Spec.Template.Spec.Containers.Single().Args.Select(Here)]);
            var whole = await DatastampProcess.RunAsync("images", Here("/data/train"), "--json");

            Assert.That((merged.ExitCode, merged.StandardOutput), Is.EqualTo((0, whole.StandardOutput)));
        }
        finally
        {
            Directory.Delete(results, recursive: true);
        }
    }

    private static string Following(V1Container container, string argument) => container.Args[container.Args.IndexOf(argument) + 1];

    private static V1Job[] Jobs(string? text = null) => [.. KubernetesYaml.LoadAllFromString(text ?? manifest, strict: true).Cast<V1Job>()];
}
