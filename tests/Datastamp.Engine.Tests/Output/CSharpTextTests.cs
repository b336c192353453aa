using Datastamp.Output;

namespace Datastamp.Tests.Output;

public class CSharpTextTests
{
    [TestCase("train", "@train")]
    [TestCase("class", "@class")]
    [TestCase("__arglist", "@__arglist")]
    [TestCase("Train", "Train")]
    public void Lower_case_identifiers_cannot_be_keywords(string name, string expected) => Assert.That(CSharpText.Identifier(name), Is.EqualTo(expected));

    [TestCase("a\"; //", "\"a\\u0022; //\"")]
    [TestCase("\\\r\n\0", "\"\\u005c\\u000d\\u000a\\u0000\"")]
    [TestCase("é\u202e", "\"\\u00e9\\u202e\"")]
    [TestCase("{x}", "\"{x}\"")]
    public void Literals_are_ASCII_and_closed(string text, string expected) => Assert.That(CSharpText.Literal(text), Is.EqualTo(expected));

    [TestCase("</summary> & <b>", "&lt;/summary&gt; &amp; &lt;b&gt;")]
    [TestCase("a\nb\u2028c", "a\\u000ab\\u2028c")]
    [TestCase("né図", "né図")]
    [TestCase("\u202eabc", "\\u202eabc")]
    public void Documentation_stays_one_line_of_text(string text, string expected) => Assert.That(CSharpText.Documentation(text), Is.EqualTo(expected));

    [Test]
    public void Half_a_character_is_shown_as_such() => Assert.That(CSharpText.Documentation("a\ud800"), Is.EqualTo("a\\ufffd"));
}
