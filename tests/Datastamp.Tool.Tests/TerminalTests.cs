using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Measuring;
using Datastamp.Tests;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Tests;

/// <summary>What a person sees: in a pseudo terminal, made by <c>script</c> of util-linux.</summary>
[Platform("Linux")]
public class TerminalTests
{
    private const string Colour = "\e[38;5;";

    private static readonly string image = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes/hill_1.jpg");

    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task What_takes_over_a_second_shows_files_rates_and_the_time_left_and_then_nothing()
    {
        Images(14);

        var seen = await InTerminalAsync(Slow, "NO_COLOR", "");

        Assert.That(seen, Does.Match("[0-9]+ of 14 files, [0-9.]+ files/s, [0-9.]+ MB/s .*[0-9]+%.*[0-9]{2}:[0-9]{2}:[0-9]{2}").And.Contain(Colour));
        Assert.That(seen, Does.Contain("\e[?25h").And.Contain("\"images\": 14,"));
    }

    [Test]
    public async Task Without_colours_the_bar_has_none()
    {
        Images(14);

        Assert.That(await InTerminalAsync(Slow, "NO_COLOR", "1"), Does.Contain("files/s").And.Not.Contain(Colour));
    }

    [TestCase("CI", "true")]
    [TestCase("CI", "1")]
    [TestCase("TERM", "dumb")]
    public async Task Nobody_watches_in_ci_and_in_dumb_terminals(string name, string value)
    {
        Images(14);

        Assert.That(await InTerminalAsync(Slow, name, value), Does.Not.Contain("files/s").And.Contain("\"images\": 14,"));
    }

    [Test]
    public async Task What_is_over_at_once_shows_no_bar()
    {
        Images(1);

        Assert.That(await InTerminalAsync(["images", folder, "--json"], "X", "1"), Does.Not.Contain("files/s").And.Contain("\"images\": 1,"));
    }

    [Test]
    public async Task Redirected_output_has_no_escape_sequences()
    {
        var result = await DatastampProcess.RunAsync("images", Path.GetDirectoryName(image)!, "--histogram");

        Assert.That(result.StandardOutput + result.StandardError, Does.Not.Contain("\e"));
    }

    [Test]
    public async Task Ctrl_c_ends_with_130_and_says_what_is_kept()
    {
        Images(1000);

        var result = await Cli.Wrap("timeout")
            .WithArguments(["--preserve-status", "--signal", "INT", "2", "dotnet", "exec", Tool, .. Slow])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8);

        Assert.That((result.ExitCode, result.StandardOutput, result.StandardError), Is.EqualTo((
            130, string.Empty, "datastamp: interrupted. No file was changed; what was measured by now is remembered for the next run.\n")));
    }

    [TestCase(0, 0, 0.0, "0 of 5,000 files")]
    [TestCase(1234, 145_000_000, 3.0, "1,234 of 5,000 files, 411 files/s, 48.3 MB/s")]
    [TestCase(3, 30_000_000_000, 60.0, "3 of 5,000 files, 0.1 files/s, 500 MB/s")]
    public void Progress_is_told_in_files_and_rates(int files, long bytes, double seconds, string expected) =>
        Assert.That(ProgressText.Of(new MeasureProgress("x", files, 5000, bytes), TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));

    [TestCase(false, "1,234 files found")]
    [TestCase(true, "waiting for another run")]
    public void Progress_without_a_total_is_what_was_found(bool isWaiting, string expected) =>
        Assert.That(ProgressText.Of(new MeasureProgress("x", 1234, 0, 0, isWaiting), TimeSpan.FromSeconds(1)), Is.EqualTo(expected));

    [TestCase("a\e[2Jb\nc\u009Bd", "a\uFFFD[2Jb\uFFFDc\uFFFDd")]
    [TestCase("gpj.\u202Ea\u2028\u200Bb", "gpj.\uFFFDa\uFFFD\uFFFDb")]
    [TestCase("hidden\U000E0041", "hidden\uFFFD")]
    [TestCase("tab\t [red]図 \U0001F600", "tab\t [red]図 \U0001F600")]
    public void Text_from_outside_neither_commands_turns_nor_hides(string text, string expected) =>
        Assert.That(PlainText.Of(text), Is.EqualTo(expected));

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "datastamp.dll");

    /// <summary>About a sixth of a second an image: it is decoded at once, and made large.</summary>
    private string[] Slow => ["images", folder, "--json", "--recompute", "--jobs", "1", "--resize", "2500", "--interpolation", "lanczos"];

    private void Images(int count)
    {
        for (var i = 0; i < count; i++)
        {
            File.CreateSymbolicLink(Path.Combine(folder, $"{i}.jpg"), image);
        }
    }

    private static async Task<string> InTerminalAsync(string[] arguments, string name, string value)
    {
        var result = await Cli.Wrap("script")
            .WithArguments(["--quiet", "--return", "--command", $"dotnet exec '{Tool}' {string.Join(' ', arguments)}", "/dev/null"])
            .WithEnvironmentVariables(environment => environment.Set("CI", null).Set("NO_COLOR", null).Set("TERM", "xterm-256color").Set(name, value.Length > 0 ? value : null))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8);
        Assert.That(result.ExitCode, Is.Zero, result.StandardOutput);
        return result.StandardOutput;
    }
}
