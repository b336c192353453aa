using System.Text;

namespace Datastamp.Tests;

/// <summary>Texts that strangers may choose for names, labels and metadata, to break out of whatever they are written into. The same ones in every run.</summary>
internal static class HostileTexts
{
    private const int Seed = 20261127;

    // Each breaks out of something, or is taken for something else, or is not seen.
    private static readonly string[] pieces =
    [
        "\"", "'", "\\", "\"\"", "\"\"\"", "''", "`", "\\\"", "\\u0022", "\\x22", "“", "”", "＂", "＇", "‘", "’",
        "\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\f", "\t", "\b", "\a", "\u001b", "\u001b[31m", "\u001b]0;x\a", "\u009b2J", "\u007f", "\u0001",
        "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u061c", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\U000E0041", "\u034f",
        "е", "о", "Ａ", "ɑ", "ı", "İ", "ß", "ſ", "K", "é", "e\u0301", "a\u0308\u0323\u0308\u0323", "ﬁ", "图", "표", "あ", "ש", "م",
        "😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "\ufffd", "\ufffe", "\uffff", "\U0001FFFE", "\ue000", "\u0378",
        "*/", "/*", "//", "///", "(*", "*)", "'", "REM ", "<!--", "-->", "]]>", "<![CDATA[", "#if X", "#endif", "#r \"x\"", "#line 1", "\nEnd Class\n", "\n}\n", "{", "}", "{{", "}}", "{0}", "{x}", "%s", "%d", "%A",
        "$(x)", "$(HOME)", "@(x)", "%(x)", "%3B", "%24", "%", "%%", ";", "*", "?", "**/", "$", "@", "$([System.IO.File]::ReadAllText('x'))",
        "=", "+", "-", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\",\"y\")", "＝1", ",", "|", "\"=1", ";=1", "\t=1",
        "<script>alert(1)</script>", "</script>", "</title>", "</summary>", "<img src=x onerror=alert(1)>", "&", "&amp;", "&#x41;", "&lt;", "<", ">", "javascript:x", "\" onload=\"x",
        "**", "_", "__", "~~", "#", "# ", "- ", "> ", "[x](y)", "![x](y)", "<b>", "`x`", "```", "|---|", "http://x.example", "www.x.example", "x@x.example", "@user", "#1",
        "`id`", "$(id)", "${x}", "&&", "||", "!", "!!", "^", "~", "-rf", "--", "-", "*.jpg", ">x", "<x",
        "##vso[task.setvariable variable=x]y", "##[error]", "##teamcity[x]", "::error::", "::set-output name=x::y",
        "..", ".", "../", "/", "./", "C:", "C:\\", "\\\\server\\share", "file://x", "CON", "nul.txt", "~/", "trailing.", "trailing ", " leading", " ", "  ", "\u00a0", "\u3000", "\u2003",
        "null", "true", "NaN", "Infinity", "1e999", "0x10", "class", "Module", "type", "_", "__", "a", "B", "7", "name", "x.jpg",
    ];

    /// <summary>Texts of whole characters, without NUL, no two the same: every piece alone, then several beside each other, single characters, and long ones.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Another one gives other texts.</param>
    public static IReadOnlyList<string> Take(int count, int seed = Seed)
    {
        var random = new Random(seed);
        var texts = new HashSet<string>(pieces.Take(count), StringComparer.Ordinal);
        while (texts.Count < count)
        {
            texts.Add(random.Next(100) switch
            {
                < 70 => Pieces(random, random.Next(2, 7)),
                < 90 => Characters(random, random.Next(1, 12)),
                < 95 => string.Concat(Enumerable.Repeat(pieces[random.Next(pieces.Length)], random.Next(2, 40))),
                < 99 => Pieces(random, random.Next(10, 60)),
                _ => Long(random),
            });
        }

        return [.. texts];
    }

    /// <summary>Texts as <see cref="Take"/> gives them that a file on Linux can be called: without a slash, of at most 255 bytes, and neither of the two names that every folder has.</summary>
    /// <param name="count">How many.</param>
    /// <param name="extension">What they end with.</param>
    public static IReadOnlyList<string> FileNames(int count, string extension) =>
    [
        .. Take(2 * count)
            .Select(text => text.Replace('/', '\u2215') + extension)
            .Where(name => Encoding.UTF8.GetByteCount(name) <= 255)
            .Distinct(StringComparer.Ordinal)
            .Take(count),
    ];

    private static string Pieces(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => pieces[random.Next(pieces.Length)]));

    private static string Long(Random random)
    {
        var piece = Pieces(random, 3);
        return string.Concat(Enumerable.Repeat(piece, 1 + (4000 / piece.Length)))[..^1] is var text && char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
    }

    private static string Characters(Random random, int count)
    {
        var text = new StringBuilder();
        while (text.Length < count)
        {
            var value = random.Next(4) switch { 0 => random.Next(1, 0x100), 1 => random.Next(1, 0x3100), 2 => random.Next(1, 0x10000), _ => random.Next(1, 0x110000) };
            if (Rune.TryCreate(value, out var rune))
            {
                text.Append(rune.ToString());
            }
        }

        return text.ToString();
    }
}
