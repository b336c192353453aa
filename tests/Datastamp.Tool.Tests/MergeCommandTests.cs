using System.Security.Cryptography;
using System.Text;
using Datastamp.Tests;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

public class MergeCommandTests
{
    private static readonly string data = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data");

    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("images", "shapes", "--histogram", "--resize", "32")]
    [TestCase("videos", "clips", "--segments", "3")]
    public async Task Merged_parts_say_what_one_run_says_to_machines_and_to_people(string command, string data, params string[] options)
    {
        var path = Path.Combine(MergeCommandTests.data, data);
        var parts = new[] { "1/3", "2/3", "3/3" }.Select(shard => Path.Combine(folder, shard.Replace('/', '-'))).ToArray();
        foreach (var (i, part) in parts.Index())
        {
            var measured = await DatastampProcess.RunAsync([command, path, "--shard", $"{i + 1}/3", "--part", part, .. options]);
            Assert.That((measured.ExitCode, measured.StandardError), Is.EqualTo((0, string.Empty)));
            Assert.That(measured.StandardOutput, Does.Contain($"shard {i + 1}/3").And.Contain($"wrote {part}"));
        }

        foreach (var form in new string[][] { [], ["--json"] })
        {
            var whole = await DatastampProcess.RunAsync([command, path, .. options, .. form]);
            var merged = await DatastampProcess.RunAsync(["merge", parts[2], parts[0], parts[1], .. form]);

            Assert.That((merged.ExitCode, merged.StandardError, merged.StandardOutput), Is.EqualTo((0, string.Empty, whole.StandardOutput)));
        }
    }

    [Test]
    public async Task A_missing_shard_ends_with_1()
    {
        var part = Path.Combine(folder, "part.json");
        await DatastampProcess.RunAsync("images", Path.Combine(data, "shapes"), "--shard", "2/3", "--part", part);

        var result = await DatastampProcess.RunAsync("merge", part);

        Assert.That((result.ExitCode, result.StandardOutput), Is.EqualTo((1, string.Empty)));
        Assert.That(result.StandardError, Does.StartWith("datastamp: error DS0404: There is no part of shards 1/3, 3/3."));
    }

    [Test]
    public async Task One_command_line_serves_all_shards_of_an_array_and_a_folder_is_merged()
    {
        var shapes = Path.Combine(data, "shapes");
        var parts = Path.Combine(folder, "parts") + "/";
        for (var task = 0; task < 3; task++)
        {
            var measured = await DatastampProcess.RunInAsync([("JOB_COMPLETION_INDEX", $"{task}")], "images", shapes, "--shard", "auto/3", "--part", parts);
            Assert.That((measured.ExitCode, measured.StandardError), Is.EqualTo((0, string.Empty)));
            Assert.That(measured.StandardOutput, Does.EndWith($"wrote {parts}{task + 1}-of-3.json\n"));
        }

        var whole = await DatastampProcess.RunAsync("images", shapes, "--json");
        var merged = await DatastampProcess.RunAsync("merge", parts, "--json");

        Assert.That((merged.ExitCode, merged.StandardError, merged.StandardOutput), Is.EqualTo((0, string.Empty, whole.StandardOutput)));
    }

    [Test]
    public async Task A_part_that_is_there_is_kept_or_measured_anew()
    {
        string[] command = ["images", Path.Combine(data, "shapes"), "--shard", "1/2", "--part", folder, "--resume"];
        await DatastampProcess.RunAsync(command);
        var part = Path.Combine(folder, "1-of-2.json");
        var written = File.GetLastWriteTimeUtc(part);

        var kept = await DatastampProcess.RunAsync(command);
        Assert.That((kept.ExitCode, kept.StandardError), Is.EqualTo((0, string.Empty)));
        Assert.That(kept.StandardOutput, Does.EndWith($"kept {part}\n"));
        Assert.That(File.GetLastWriteTimeUtc(part), Is.EqualTo(written));

        var anew = await DatastampProcess.RunAsync([.. command, "--color", "bgr"]);
        Assert.That((anew.ExitCode, anew.StandardOutput), Is.EqualTo((0, kept.StandardOutput.Replace("kept", "wrote", StringComparison.Ordinal))));
        Assert.That(anew.StandardError, Does.StartWith($"{part}: warning DS0409: "));
    }

    [Test]
    public async Task Without_a_scheduler_and_without_parts_the_reason_is_told()
    {
        var lost = await DatastampProcess.RunInAsync([], "images", Path.Combine(data, "shapes"), "--shard", "auto", "--part", folder);
        Assert.That((lost.ExitCode, lost.StandardOutput), Is.EqualTo((1, string.Empty)));
        Assert.That(lost.StandardError, Does.StartWith("datastamp: error DS0406: "));

        var empty = await DatastampProcess.RunAsync("merge", folder);
        Assert.That((empty.ExitCode, empty.StandardOutput), Is.EqualTo((1, string.Empty)));
        Assert.That(empty.StandardError, Does.StartWith($"{folder}: error DS0410: "));
    }

    [Test]
    public async Task A_part_says_nothing_to_the_terminal()
    {
        var part = Path.Combine(folder, "part.json");
        foreach (var (command, data) in new[] { ("images", "shapes"), ("videos", "clips") })
        {
            await DatastampProcess.RunAsync(command, Path.Combine(MergeCommandTests.data, data), "--shard", "1/1", "--part", part);
            var json = JObject.Parse(await File.ReadAllTextAsync(part));
            json["include"] = "a\e[2Jb";
            if (json["decoder"] is { } decoder)
            {
                decoder.Replace("\e]0;c\a");
            }

            json["rows"] = new JArray(json["rows"]!.Select(row => ((string)row!).Replace(" h264 ", " \e[2J ", StringComparison.Ordinal)));
            json.Remove("checksum");
            json["checksum"] = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.ToString(Formatting.None))));
            await File.WriteAllTextAsync(part, json.ToString());

            var result = await DatastampProcess.RunAsync("merge", part);

            Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, string.Empty)));
            Assert.That(result.StandardOutput, Does.StartWith("a\uFFFD[2Jb:").And.Not.Contain("\e").And.Not.Contain("\a"));
        }
    }

    [TestCase("images", ".", "--shard", "1/2")]
    [TestCase("images", ".", "--part", "x")]
    [TestCase("images", ".", "--shard", "0/2", "--part", "x")]
    [TestCase("images", ".", "--shard", "auto/0", "--part", "x")]
    [TestCase("images", ".", "--shard", "auto/100001", "--part", "x")]
    [TestCase("images", ".", "--shard", "auto/2/2", "--part", "x")]
    [TestCase("images", ".", "--resume")]
    [TestCase("images", ".", "--shard", "1/2", "--part", "x", "--json")]
    [TestCase("videos", ".", "--shard", "1/2", "--part", "x", "--export", "csv")]
    [TestCase("merge")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments) =>
        Assert.That((await DatastampProcess.RunAsync(arguments)).ExitCode, Is.EqualTo(2));
}
