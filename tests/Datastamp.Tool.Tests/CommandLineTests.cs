using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Datastamp.Tests;
using Datastamp.Tool.Commands;

namespace Datastamp.Tool.Tests;

/// <summary>Holds the command line, its help, and the pages that tell of it to each other.</summary>
public partial class CommandLineTests
{
    private static readonly RootCommand root = DatastampCommand.Create();

    private static readonly string[] pages = ["README.md", "nuget/Datastamp.Tool.md", "nuget/Datastamp.MSBuild.md", "CONTRIBUTING.md", "src/DIAGNOSTICS.md"];

    private static IEnumerable<Command> Commands => Below(root);

    private static IEnumerable<TestCaseData> Examples => pages
        .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "nuget/examples")).Select(file => Path.GetRelativePath(Repository.Root, file)))
        .SelectMany(page => File.ReadAllLines(Path.Combine(Repository.Root, page)))
        .Select(line => ExampleLine().Match(line))
        .Where(match => match.Success)
        .Select(match => match.Groups["arguments"].Value)
        .Distinct(StringComparer.Ordinal)
        .Select(arguments => new TestCaseData(arguments).SetArgDisplayNames(arguments));

    [TestCaseSource(nameof(Commands))]
    public void Every_command_has_an_example_that_is_a_valid_command_line(Command command)
    {
        var example = HelpExample().Match(command.Description!);

        Assert.That(example.Success, Is.True, command.Description);
        Assert.That(root.Parse(example.Groups["arguments"].Value).Errors, Is.Empty);
        Assert.That(example.Groups["arguments"].Value, Does.StartWith(PathOf(command)));
    }

    [TestCaseSource(nameof(Commands))]
    public void Every_argument_and_option_is_described(Command command)
    {
        Assert.That(command.Arguments.Select(argument => argument.Description), Has.All.Not.Null.And.All.Not.Empty);
        Assert.That(command.Options.Select(option => option.Description), Has.All.Not.Null.And.All.Not.Empty);
    }

    [TestCaseSource(nameof(Commands))]
    public async Task Help_shows_every_option(Command command)
    {
        var help = await DatastampProcess.RunAsync([.. PathOf(command).Split(' '), "--help"]);

        Assert.That(help.ExitCode, Is.Zero, help.StandardError);
        foreach (var option in command.Options)
        {
            Assert.That(help.StandardOutput, Does.Contain(option.Name));
        }
    }

    [TestCaseSource(nameof(Examples))]
    public void Every_command_line_of_the_pages_is_valid(string arguments) =>
        Assert.That(root.Parse(arguments).Errors.Select(error => error.Message), Is.Empty);

    [Test]
    public void The_tool_s_page_tells_of_every_command_and_every_option()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "nuget/Datastamp.Tool.md"));
        foreach (var command in Commands)
        {
            Assert.That(page, Does.Contain($"datastamp {PathOf(command)}"));
            foreach (var option in command.Options)
            {
                Assert.That(page, Does.Contain(option.Name), command.Name);
            }
        }
    }

    [Test]
    public void The_tool_s_page_tells_of_no_option_that_does_not_exist()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "nuget/Datastamp.Tool.md"));
        var known = Commands.SelectMany(command => command.Options).Select(option => option.Name).Append("--help");

        Assert.That(MentionedOption().Matches(page).Select(match => match.Value).Except(known, StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public async Task The_exit_codes_are_in_help_and_on_the_page()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "nuget/Datastamp.Tool.md"));
        var help = (await DatastampProcess.RunAsync("--help")).StandardOutput.ReplaceLineEndings(" ");
        var fields = typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!).ToArray();
        Assert.That(DatastampCommand.ExitCodes.Select(exit => exit.Code), Is.EquivalentTo(fields));
        foreach (var (code, meaning) in DatastampCommand.ExitCodes)
        {
            Assert.That(page, Does.Contain(string.Create(CultureInfo.InvariantCulture, $"| {code} | {meaning} |")));
            Assert.That(help, Does.Contain(string.Create(CultureInfo.InvariantCulture, $"{code} {meaning}")));
        }
    }

    /// <summary>The commands that people see, and those of commands that have some.</summary>
    private static IEnumerable<Command> Below(Command parent) =>
        parent.Subcommands.Where(command => !command.Hidden).SelectMany(command => Below(command).Prepend(command));

    /// <summary>A command as it is written after <c>datastamp</c>.</summary>
    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().Single() is { } parent && parent != root ? $"{PathOf(parent)} {command.Name}" : command.Name;

    [GeneratedRegex(@"Example: datastamp (?<arguments>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HelpExample();

    [GeneratedRegex(@"^\s*(run: )?(dotnet tool run |dnx |dotnet |artifacts/tools/|dotnet run --project src/Datastamp\.Tool -- )?(datastamp |(?<=-- ))(?<arguments>[a-z]+( .*)?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExampleLine();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MentionedOption();
}
