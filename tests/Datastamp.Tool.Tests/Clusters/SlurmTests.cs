using System.Runtime.Versioning;
using System.Text;
using CliWrap;
using Datastamp.Tests;

namespace Datastamp.Tool.Tests.Clusters;

/// <summary>The templates for Slurm on four emulated nodes. Needs Debian's slurmctld, slurmd, slurm-client and munge.</summary>
[Category("Slurm")]
[SupportedOSPlatform("linux")]
public class SlurmTests
{
    private const int Files = 20_000;

    private static readonly string submit = Path.Combine(Repository.Root, "build/cluster/slurm/submit");

    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("datastamp-slurm-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    [CancelAfter(170_000)]
    public async Task An_array_of_which_a_part_was_requeued_and_one_killed_merges_to_what_one_machine_gives(CancellationToken cancellation)
    {
        var images = MakeImages();
        var output = Path.Combine(folder, "out");
        (string, string)[] variables = [("DATASTAMP", MakeTool()), ("DATASTAMP_LOCAL", folder), ("HELD", Path.Combine(folder, "held"))];
        await using var cluster = await SlurmCluster.StartAsync(folder);

        var first = await cluster.RunAsync(submit, ["8", images, output], variables);
        Assert.That(first, Does.Match("^array [0-9]+: 0-7\nmerge [0-9]+\n$"));
        var array = first.Split(' ', ':')[1];

        // Tasks 3 and 5 are stopped in the midst of their work. One is requeued, as where a node is lost; one is killed.
        await WaitAsync(cluster, "two tasks to hold", () => Task.FromResult(File.Exists(Path.Combine(folder, "held.3")) && File.Exists(Path.Combine(folder, "held.5"))));
        await cluster.RunAsync("scontrol", ["requeue", $"{array}_3"]);
        await cluster.RunAsync("scancel", ["--signal=KILL", "--full", $"{array}_5"]);

        // The merge was to run after an array that is whole, which this one will never be.
        await WaitAsync(cluster, "the tasks to end", async () => !(await cluster.QueueAsync("%j %i")).Split('\n').Any(job => job.StartsWith("datastamp ", StringComparison.Ordinal)));
        var parts = Directory.GetFiles(Path.Combine(output, "parts")).Select(Path.GetFileName);
        Assert.That(parts, Is.EquivalentTo(new[] { 1, 2, 3, 4, 5, 7, 8 }.Select(number => $"{number}-of-8.json")), Logs(output));
        Assert.That(Path.Combine(output, "result.json"), Does.Not.Exist);

        var second = await cluster.RunAsync(submit, ["8", images, output], variables);
        Assert.That(second, Does.Match("^array [0-9]+: 5\nmerge [0-9]+\n$"));
        await WaitAsync(cluster, "the merge", () => Task.FromResult(File.Exists(Path.Combine(output, "result.json"))));

        var whole = await DatastampProcess.RunAsync("images", images, "--json");
        Assert.That(whole.ExitCode, Is.Zero, whole.StandardError);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(output, "result.json"), cancellation), Is.EqualTo(whole.StandardOutput));
        Assert.That(whole.StandardOutput, Does.Contain($"\"files\": {Files},"));
    }

    [Test]
    public async Task Parts_of_another_request_are_not_mixed_in()
    {
        var output = Directory.CreateDirectory(Path.Combine(folder, "out"));
        await File.WriteAllTextAsync(Path.Combine(output.FullName, "asked"), "8 /data images --color bgr \n");

        var error = new StringBuilder();
        var result = await Cli.Wrap(submit).WithArguments(["8", folder, output.FullName])
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(error)).WithValidation(CommandResultValidation.None).ExecuteAsync();

        Assert.That((result.ExitCode, error.ToString()), Is.EqualTo((1, $"submit: {output.FullName} has parts of another request: 8 /data images --color bgr \n")));
    }

    private static Task WaitAsync(SlurmCluster cluster, string what, Func<Task<bool>> isSo) =>
        SlurmCluster.WaitAsync(what, isSo, () => cluster.QueueAsync("%i %j %T %r %S"));

    private static string Logs(string output) =>
        string.Concat(Directory.GetFiles(Path.Combine(output, "log")).Order(StringComparer.Ordinal).Select(file => $"{file}:\n{File.ReadAllText(file)}\n"));

    private string MakeImages()
    {
        var samples = Directory.GetFiles(Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes")).Order(StringComparer.Ordinal).Select(file => (Extension: Path.GetExtension(file), Content: File.ReadAllBytes(file))).ToArray();
        var images = Path.Combine(folder, "images");
        for (var i = 0; i < Files; i++)
        {
            var (extension, content) = samples[i % samples.Length];
            var name = Path.Combine(images, $"{i % 100}", $"{i}{extension}");
            if (i < 100)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(name)!);
            }

            File.WriteAllBytes(name, content);
        }

        return images;
    }

    /// <summary>The tool, which stops in tasks 3 and 5 while it works, once.</summary>
    private string MakeTool()
    {
        var path = Path.Combine(folder, "tool");
        File.WriteAllText(path, $$"""
            #!/bin/bash
            tool=(dotnet exec '{{Path.Combine(AppContext.BaseDirectory, "datastamp.dll")}}' "$@")
            case "$SLURM_ARRAY_TASK_ID" in
              3 | 5)
                if [ ! -e "$HELD.$SLURM_ARRAY_TASK_ID" ]; then
                  "${tool[@]}" &
                  sleep 0.2
                  kill -STOP $!
                  touch "$HELD.$SLURM_ARRAY_TASK_ID"
                  wait $!
                fi ;;
            esac
            exec "${tool[@]}"
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
