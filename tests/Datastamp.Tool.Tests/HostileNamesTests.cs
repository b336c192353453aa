using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Datastamp.Tests;
using Datastamp.Tool.Terminal;
using Markdig;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

/// <summary>Folders as strangers make them, read by the real program: it ends, says what is bad, and prints nothing that commands a terminal.</summary>
[Platform("Linux")]
public class HostileNamesTests
{
    private static readonly string image = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes/hill_1.jpg");
    private static readonly string clip = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips/turn/fan.webm");

    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;

    [TearDown]
    public void DeleteFolder() => Shell($"rm -rf '{folder}'", "/");

    [Test]
    public async Task Files_of_hostile_names_are_measured_and_named_as_they_are()
    {
        var names = HostileTexts.FileNames(300, ".webm");
        foreach (var name in names)
        {
            File.Copy(clip, Path.Combine(folder, name));
        }

        var (json, _) = await RunAsync(0, "videos", folder, "--json");

        Assert.That(JObject.Parse(json)["videos"]!.Select(video => (string?)video["path"]), Is.EqualTo(names.Order(StringComparer.Ordinal)));
    }

    [Test]
    public async Task Bad_files_of_hostile_names_are_told_a_line_each()
    {
        var names = HostileTexts.FileNames(300, ".jpg");
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(folder, name), "x");
        }

        var (output, error) = await RunAsync(1, "images", folder);

        Assert.That(output, Is.Empty);
        Assert.That(error.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(names.Count).And.All.Contain(": error DS0101: "));
    }

    [TestCase("mkfifo x.jpg x.webm")]
    [TestCase("ln -s /dev/zero x.jpg; ln -s /dev/zero x.webm")]
    [TestCase("ln -s /dev/tty x.jpg; ln -s /dev/tty x.webm")]
    [TestCase("ln -s /proc/self/environ x.jpg; ln -s /proc/self/environ x.webm")]
    [TestCase("mkfifo p; ln -s p x.jpg; ln -s p x.webm")]
    public async Task What_is_no_regular_file_is_a_bad_file_and_never_opened(string command)
    {
        Shell(command, folder);

        Assert.That((await RunAsync(1, "images", folder)).Error, Does.Contain("x.jpg: error DS0101: "));
        Assert.That((await RunAsync(1, "videos", folder)).Error, Does.Contain("x.webm: error DS0101: "));
    }

    [Test]
    public async Task A_socket_is_a_bad_file_and_never_opened()
    {
        foreach (var (command, name) in new[] { ("images", "x.jpg"), ("videos", "x.webm") })
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, name)));

            Assert.That((await RunAsync(1, command, folder)).Error, Does.Contain($"{name}: error DS0101: "));
        }
    }

    [TestCase("ln -s x.jpg x.jpg; ln -s x.webm x.webm", "DS0105")]
    [TestCase("ln -s nowhere x.jpg; ln -s nowhere x.webm", "DS0105")]
    [TestCase("ln -s a.jpg x.jpg; ln -s x.jpg a.jpg; ln -s a.webm x.webm; ln -s x.webm a.webm", "DS0105")]
    [TestCase("touch $'caf\\xe9.jpg' $'caf\\xe9.webm'", "DS0134")]
    [TestCase("mkdir $'d\\xe9'; touch $'d\\xe9/x.jpg' $'d\\xe9/x.webm'", "DS0134")]
    [TestCase("mkdir x.jpg x.webm", "DS0106")]
    public async Task What_leads_nowhere_or_has_no_name_ends_the_run(string command, string code)
    {
        Shell(command, folder);

        Assert.That((await RunAsync(1, "images", folder)).Error, Does.Contain($": error {code}: "));
        Assert.That((await RunAsync(1, "videos", folder)).Error, Does.Contain($": error {code}: "));
    }

    [Test]
    public async Task Folders_that_lead_to_themselves_are_read_once()
    {
        File.Copy(image, Path.Combine(folder, "a.jpg"));
        Shell("mkdir b; ln -s .. b/up; ln -s . self; ln -s ../b b/b", folder);

        Assert.That((int)JObject.Parse((await RunAsync(0, "images", folder, "--json")).Output)["images"]!, Is.EqualTo(1));
    }

    [Test]
    public void Ten_thousand_texts_are_shown_without_a_command()
    {
        foreach (var text in HostileTexts.Take(10_000))
        {
            var shown = PlainText.Of(text);

            Assert.That(shown.EnumerateRunes().Where(rune => rune.Value != '\t' && IsHidden(rune)), Is.Empty);
            Assert.That(shown, Does.Not.Match("##[A-Za-z]*\\["));
        }
    }

    [Test]
    public void Ten_thousand_texts_are_cells_of_markdown_and_nothing_else()
    {
        var pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().Build();
        foreach (var text in HostileTexts.Take(10_000))
        {
            var html = Markdown.ToHtml($"| a | b |\n| --- | --- |\n| x{StepSummary.Cell(text)}x | {StepSummary.Cell(text)} |\n", pipeline);
            var cells = html.Split("<td>").Skip(1).Select(cell => cell.Split("</td>")[0]).ToArray();

            Assert.That(cells, Has.Length.EqualTo(2), html);
            Assert.That(cells, Has.None.Contains("<"), html);
            Assert.That(cells.Select(cell => WebUtility.HtmlDecode(cell).Trim()), Is.EqualTo(new[] { $"x{PlainText.Of(text)}x", PlainText.Of(text).Trim() }), text);
        }
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static void Shell(string command, string folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = folder })!;
        shell.WaitForExit();
        Assert.That(shell.ExitCode, Is.Zero);
    }

    /// <summary>Runs the program, which has half a minute, and looks at all that it prints.</summary>
    private static async Task<(string Output, string Error)> RunAsync(int exitCode, params string[] arguments)
    {
        var result = await DatastampProcess.RunAsync(arguments).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.StandardError);
        Assert.That((result.StandardOutput + result.StandardError).EnumerateRunes().Where(rune => rune.Value != '\n' && IsHidden(rune)), Is.Empty);
        return (result.StandardOutput, result.StandardError);
    }
}
