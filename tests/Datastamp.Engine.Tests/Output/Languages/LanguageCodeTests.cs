using Datastamp.Output.Languages;

namespace Datastamp.Tests.Output.Languages;

public class LanguageCodeTests
{
    private readonly CSharpCode csharp = new();
    private readonly VisualBasicCode visualBasic = new();
    private readonly FSharpCode fsharp = new();

    [TestCase("train", "@train", "[train]", "``train``")]
    [TestCase("class", "@class", "[class]", "``class``")]
    [TestCase("__arglist", "@__arglist", "[__arglist]", "``__arglist``")]
    [TestCase("Train", "Train", "[Train]", "Train")]
    [TestCase("図", "図", "[図]", "図")]
    public void Identifiers_cannot_be_keywords(string name, string inCSharp, string inVisualBasic, string inFSharp) => Assert.That(
        new[] { csharp.Identifier(name), visualBasic.Identifier(name), fsharp.Identifier(name) },
        Is.EqualTo([inCSharp, inVisualBasic, inFSharp]));

    [TestCase("", "\"\"")]
    [TestCase("a\"; //", "\"a\\u0022; //\"")]
    [TestCase("\\\r\n\0", "\"\\u005c\\u000d\\u000a\\u0000\"")]
    [TestCase("é\u202e", "\"\\u00e9\\u202e\"")]
    [TestCase("😀", "\"\\ud83d\\ude00\"")]
    [TestCase("{x}%", "\"{x}%\"")]
    public void Literals_of_CSharp_and_FSharp_are_ASCII_and_closed(string text, string expected) =>
        Assert.That(new[] { csharp.Literal(text), fsharp.Literal(text) }, Is.EqualTo([expected, expected]));

    [TestCase("", "\"\"")]
    [TestCase("a\\'{}", "\"a\\'{}\"")]
    [TestCase("\"", "ChrW(34)")]
    [TestCase("a\"; //", "\"a\" & ChrW(34) & \"; //\"")]
    [TestCase("\r\n", "ChrW(13) & ChrW(10)")]
    [TestCase("“a”", "ChrW(8220) & \"a\" & ChrW(8221)")]
    [TestCase("😀", "ChrW(55357) & ChrW(56832)")]
    [TestCase("ab\0", "\"ab\" & ChrW(0)")]
    public void Literals_of_Visual_Basic_quote_nothing_but_printable_ASCII(string text, string expected) =>
        Assert.That(visualBasic.Literal(text), Is.EqualTo(expected.Replace("ChrW", "Global.Microsoft.VisualBasic.Strings.ChrW", StringComparison.Ordinal)));

    [TestCase(0.0, "0d", "0R", "0.0")]
    [TestCase(1.0, "1d", "1R", "1.0")]
    [TestCase(0.1, "0.1d", "0.1R", "0.1")]
    [TestCase(5E-324, "5E-324d", "5E-324R", "5E-324")]
    [TestCase(0.14631889449021623, "0.14631889449021623d", "0.14631889449021623R", "0.14631889449021623")]
    public void Doubles_are_whole_and_doubles(double value, string inCSharp, string inVisualBasic, string inFSharp) => Assert.That(
        new[] { csharp.Literal(value), visualBasic.Literal(value), fsharp.Literal(value) },
        Is.EqualTo([inCSharp, inVisualBasic, inFSharp]));

    [TestCase(1f, "1f", "1F", "1.0f")]
    [TestCase(0.1f, "0.1f", "0.1F", "0.1f")]
    [TestCase(1E-05f, "1E-05f", "1E-05F", "1E-05f")]
    public void Floats_are_whole_and_floats(float value, string inCSharp, string inVisualBasic, string inFSharp) => Assert.That(
        new[] { csharp.Literal(value), visualBasic.Literal(value), fsharp.Literal(value) },
        Is.EqualTo([inCSharp, inVisualBasic, inFSharp]));

    [TestCase("</summary> & <b>", "&lt;/summary&gt; &amp; &lt;b&gt;")]
    [TestCase("a\nb\u2028c", "a\\u000ab\\u2028c")]
    [TestCase("né図", "né図")]
    [TestCase("\u202eabc", "\\u202eabc")]
    public void Documentation_stays_one_line_of_text(string text, string expected) => Assert.That(DocumentationText.Escape(text), Is.EqualTo(expected));

    [Test]
    public void Half_a_character_is_shown_as_such() => Assert.That(DocumentationText.Escape("a\ud800"), Is.EqualTo("a\\ufffd"));

    // The pairs that the compiler was seen to refuse beside each other, and to take.
    [TestCase("Train", "tRAIN", true)]
    [TestCase("\u212a1", "k1", true)]
    [TestCase("\u0130", "i", true)]
    [TestCase("ẞ", "ß", true)]
    [TestCase("\u2126", "ω", true)]
    [TestCase("ǅ", "ǆ", true)]
    [TestCase("Sa", "ſa", false)]
    [TestCase("ı", "i", false)]
    [TestCase("Ｔrain", "Train", false)]
    public void Visual_Basic_compares_without_case(string one, string other, bool areSame) =>
        Assert.That(visualBasic.Claims(one).Intersect(visualBasic.Claims(other), StringComparer.Ordinal).Any(), Is.EqualTo(areSame));

    [TestCase("Train", "TrainModule", true)]
    [TestCase("Train", "train", false)]
    public void A_module_of_FSharp_takes_a_second_name(string one, string other, bool areSame) =>
        Assert.That(fsharp.Claims(one).Intersect(fsharp.Claims(other), StringComparer.Ordinal).Any(), Is.EqualTo(areSame));
}
