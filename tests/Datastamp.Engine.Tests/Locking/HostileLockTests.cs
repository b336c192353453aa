using System.Diagnostics;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Sharding;
using Datastamp.Tests.Output;

namespace Datastamp.Tests.Locking;

/// <summary>Locks that come with a pull request.</summary>
public class HostileLockTests : TemporaryFolder
{
    [Test]
    public void A_lock_of_millions_of_values_is_refused_before_it_fills_the_memory()
    {
        File.WriteAllText(At("x.lock.json"), "{\"version\":1,\"x\":[0" + string.Concat(Enumerable.Repeat(",0", 20_000_000)) + "]}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(Refused("x.lock.json"), Does.Contain("more than 8000000 values"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2L << 30));
    }

    [Test]
    public void A_lock_of_more_than_256_MiB_is_never_read()
    {
        using (var file = File.Create(At("x.lock.json")))
        {
            file.SetLength((256 << 20) + 1);
        }

        Assert.That(Refused("x.lock.json"), Does.Contain("larger than 256 MiB"));
        File.CreateSymbolicLink(At("y.lock.json"), At("x.lock.json"));
        Assert.That(Refused("y.lock.json"), Does.Contain("larger than 256 MiB"));
    }

    [TestCase("mkfifo x.lock.json")]
    [TestCase("ln -s /dev/zero x.lock.json")]
    [TestCase("ln -s /dev/tty x.lock.json")]
    [TestCase("mkfifo p; ln -s p x.lock.json")]
    [TestCase("ln -s /proc/self/environ x.lock.json")]
    [TestCase("touch x.lock.json")]
    [Platform("Linux")]
    public void A_lock_that_is_no_regular_file_is_never_opened(string command)
    {
        Shell(command);

        Assert.That(Refused("x.lock.json"), Does.Contain("no regular file"));
    }

    [TestCase("mkfifo x.json")]
    [TestCase("ln -s /dev/zero x.json")]
    [Platform("Linux")]
    public void A_part_that_is_no_regular_file_is_never_opened(string command)
    {
        Shell(command);

        Assert.That(() => PartFile.Read(At("x.json")), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0401"));
    }

    [TestCase("mkfifo x.files")]
    [TestCase("ln -s /dev/zero x.files")]
    [Platform("Linux")]
    public void A_list_of_files_that_is_no_regular_file_is_none(string command)
    {
        Shell(command);

        Assert.That(FileList.Lines(At("x.files")), Is.Null);
    }

    [TestCase("""{"version":1,"images":{"A":{},"A":{}}}""", "DS0201")]
    [TestCase("""{"version":1,"version":1}""", "DS0201")]
    [TestCase("""{"version":2}""", "DS0202")]
    [TestCase("""{"version":9223372036854775807}""", "DS0202")]
    [TestCase("""{"version":9223372036854775808}""", "DS0201")]
    [TestCase("""{"version":0}""", "DS0201")]
    [TestCase("""{"version":-1}""", "DS0201")]
    [TestCase("""{"version":1.0}""", "DS0201")]
    [TestCase("""{"version":NaN}""", "DS0201")]
    [TestCase("""{"version":Infinity}""", "DS0201")]
    [TestCase("""{"version":"1"}""", "DS0201")]
    [TestCase("""{"version":1,"images":[]}""", "DS0201")]
    [TestCase("""{"version":1}{"version":1}""", "DS0201")]
    [TestCase("[]", "DS0201")]
    [TestCase("null", "DS0201")]
    public void A_text_that_is_no_lock_is_refused(string text, string code) =>
        Assert.That(() => LockFile.Parse("x", new StringReader(text)), Throws.TypeOf<DiagnosticException>().With.Message.Contains(code));

    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("-Infinity")]
    [TestCase("1e999")]
    [TestCase("-0.1")]
    [TestCase("1.0000001")]
    [TestCase("\"0.5\"")]
    [TestCase("null")]
    [TestCase("[0.5]")]
    public void A_mean_that_is_no_number_from_0_to_1_is_refused(string value)
    {
        var (dataset, result) = GrayResult.Of("A");
        var text = LockFile.Parse("x", new StringReader("""{"version":1}""")).With(("A", result)).Text;
        Assert.That(text, Does.Contain("[0.25]"));
        Assert.That(dataset.Name, Is.EqualTo("A"));

        Assert.That(
            () => LockFile.Parse("x", new StringReader(text.Replace("[0.25]", $"[{value}]", StringComparison.Ordinal))).Image("A"),
            Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0201"));
    }

    /// <summary>A lock names files below the dataset's folder, and nothing else: none is opened, written, or run elsewhere.</summary>
    [TestCase("../x.mp4")]
    [TestCase("a/../../x.mp4")]
    [TestCase("/etc/passwd")]
    [TestCase("a//x.mp4")]
    [TestCase("./x.mp4")]
    [TestCase("a/.")]
    [TestCase("a/")]
    [TestCase("file:///etc/passwd")]
    [TestCase("a\\u0000.mp4")]
    public void A_path_that_leads_elsewhere_is_refused(string path)
    {
        var text = LockFile.Parse("x", new StringReader("""{"version":1}"""))
            .With(("V", VideoSamples.Of("V", 0, VideoSamples.Clip("here.mp4") with { Identity = "sha256:" + new string('0', 64) }).Result)).Text;
        Assert.That(LockFile.Parse("x", new StringReader(text)).Video("V")!.Videos, Has.Length.EqualTo(1));

        Assert.That(
            () => LockFile.Parse("x", new StringReader(text.Replace("here.mp4", path, StringComparison.Ordinal))).Video("V"),
            Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0201"));
    }

    [Test]
    public void A_path_longer_than_any_file_s_is_refused()
    {
        var longest = VideoSamples.Clip(new string('a', 4097)) with { Identity = "sha256:" + new string('0', 64) };
        var text = LockFile.Parse("x", new StringReader("""{"version":1}""")).With(("V", VideoSamples.Of("V", 0, longest).Result)).Text;

        Assert.That(() => LockFile.Parse("x", new StringReader(text)).Video("V"), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0201"));
    }

    private string Refused(string name)
    {
        var clock = Stopwatch.StartNew();
        var reading = Task.Run(() => Assert.Throws<DiagnosticException>(() => LockFile.Read(At(name)))!.Diagnostics.Single());
        Assert.That(reading.Wait(TimeSpan.FromSeconds(60)), Is.True, "It blocks.");
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
        Assert.That((reading.Result.Code, reading.Result.File), Is.EqualTo(("DS0201", At(name))));
        return reading.Result.Message;
    }

    private void Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = Root })!;
        shell.WaitForExit();
        Assert.That(shell.ExitCode, Is.Zero);
    }
}
