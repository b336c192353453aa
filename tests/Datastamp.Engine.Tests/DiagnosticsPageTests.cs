using System.Text.RegularExpressions;
using Datastamp.Diagnostics;

namespace Datastamp.Tests;

public partial class DiagnosticsPageTests
{
    [Test]
    public void Every_code_has_a_section_and_every_section_a_code()
    {
        var sources = Path.Combine(Repository.Root, "src");
        var used = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Quoted().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value);
        var explained = Heading().Matches(File.ReadAllText(Path.Combine(sources, "DIAGNOSTICS.md"))).Select(match => match.Groups["code"].Value).ToArray();

        Assert.That(explained, Is.Unique);
        Assert.That(explained, Is.EquivalentTo(used.ToHashSet(StringComparer.Ordinal)));
    }

    [Test]
    public void A_diagnostic_is_one_canonical_line()
    {
        var diagnostic = new Diagnostic(Severity.Error, "DS0101", "a\nb", "/x/f\u001b[31m.jpg", 3, 4);

        Assert.That(diagnostic.ToString(), Is.EqualTo("/x/f\\u001b[31m.jpg(3,4): error DS0101: a\\u000ab"));
    }

    [Test]
    public void A_diagnostic_shows_what_turns_or_hides_text() => Assert.That(
        new Diagnostic(Severity.Error, "DS0101", "gpj.\u202Ea\u2028b\U000E0041 \U0001F600").ToString(),
        Is.EqualTo("datastamp: error DS0101: gpj.\\u202ea\\u2028b\\ue0041 \U0001F600"));

    [GeneratedRegex("\"(?<code>DS[0-9]{4})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^### (?<code>DS[0-9]{4})$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
