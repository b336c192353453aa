using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using CsvHelper;
using CsvHelper.Configuration;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Output.Reports;
using Datastamp.Output.Videos;
using Datastamp.Surveying;
using Datastamp.Tests.Output.Reports;
using Datastamp.Videos;

namespace Datastamp.Tests.Output;

/// <summary>Ten thousand texts that strangers chose, through each writer, read back by a reader that is none of ours.</summary>
public class HostileTextTests
{
    private static readonly IReadOnlyList<string> texts = HostileTexts.Take(10_000);

    private static readonly VideoFacts[] clips =
    [
        .. HostileTexts.Take(10_002).Where(text => text is not ("." or "..")).Select((text, i) => string.Create(CultureInfo.InvariantCulture, $"{text.Replace('/', '\u2215')}/{i}.mp4"))
            .Order(StringComparer.Ordinal)
            .Select(key => VideoSamples.Clip(key) with { Identity = "sha256:" + new string('0', 64) }),
    ];

    private static readonly VideoDataset dataset = VideoSamples.Of("Clips", 0).Dataset;

    [Test]
    public void Csv_gives_back_every_cell()
    {
        var table = Encoding.UTF8.GetString(VideoExport.Write("csv", dataset, clips).Single().Content);
        var cells = Cells(table, ",");

        Assert.That(cells.Select(row => Told(row["path"])), Is.EqualTo(clips.Select(clip => clip.Key)));
        Assert.That(cells.Select(row => Told(row["label"])), Is.EqualTo(clips.Select(clip => clip.Label)));
    }

    /// <summary>A country's spreadsheet separates by commas, semicolons, or tabs, and takes a cell for a formula by its first character.</summary>
    [TestCase(",")]
    [TestCase(";")]
    [TestCase("\t")]
    public void No_spreadsheet_takes_a_cell_of_csv_for_a_formula(string separator)
    {
        var table = string.Concat(texts.Select(text => $"1,{CsvCell.Of(text)},{CsvCell.Of(text)}\n"));
        var formulas = Rows(table, separator)
            .SelectMany(row => row)
            .Where(cell => cell.TrimStart(' ', '\t', '\r', '\n') is { Length: > 0 } seen && "=+-@＝＋－＠".Contains(seen[0], StringComparison.Ordinal))
            .Take(3);

        Assert.That(formulas, Is.Empty);
    }

    [Test]
    public void Json_gives_back_every_text_and_shows_nothing_hidden()
    {
        var json = Encoding.UTF8.GetString(VideoExport.Write("jsonl", dataset, clips).Single().Content);

        Assert.That(json.EnumerateRunes().Where(rune => rune.Value != '\n' && IsHidden(rune)), Is.Empty);
        var keys = json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("path").GetString());
        Assert.That(keys, Is.EqualTo(clips.Select(clip => clip.Key)));
    }

    [Test]
    public void Json_of_all_datasets_gives_back_every_name()
    {
        var json = JsonText.Write(DatasetsJson.Write("P", new([.. texts.Select(text => GrayResult.Of(text, text))], [])));

        Assert.That(json.EnumerateRunes().Where(rune => rune.Value != '\n' && IsHidden(rune)), Is.Empty);
        Assert.That(json, Does.Not.Match("##[A-Za-z]*\\["));
        using var document = JsonDocument.Parse(json);
        Assert.That(document.RootElement.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("include").GetString()), Is.EqualTo(texts));
    }

    [Test]
    public void Parquet_gives_back_every_text()
    {
        using var file = new MemoryStream(VideoExport.Write("parquet", dataset, clips).Single().Content);
        using var reader = new ParquetSharp.ParquetFileReader(file);
        using var group = reader.RowGroup(0);
        using var column = group.Column(0);
        using var keys = column.LogicalReader<string>();

        Assert.That(keys.ReadAll(clips.Length), Is.EqualTo(clips.Select(clip => clip.Key)));
    }

    [Test]
    public void A_lock_gives_back_every_video()
    {
        var before = VideoSamples.Of("Clips", 0, clips).Result;

        var text = LockFile.Parse("lock", new StringReader("""{"version":1}""")).With(("Clips", before)).Text;

        Assert.That(text.EnumerateRunes().Where(rune => rune.Value != '\n' && IsHidden(rune)), Is.Empty);
        var after = LockFile.Parse("lock", new StringReader(text));

        Assert.That(after.Video("Clips")!.Videos.Select(video => video.Key), Is.EqualTo(clips.Select(clip => clip.Key)));
        Assert.That(after.IsEdited(dataset), Is.False);
    }

    [Test]
    public void A_list_of_files_gives_back_every_name()
    {
        FileEntry[] files = [.. clips.Select(clip => new FileEntry(clip.Key, 1, "sha256:00"))];
        var text = Encoding.UTF8.GetString(FileList.Encode(files));

        Assert.That(FileList.Parse(text.TrimEnd('\n').Split('\n'), DatasetFingerprint.Of(files))?.Select(file => file.Key), Is.EqualTo(clips.Select(clip => clip.Key)));
    }

    [Test]
    public void A_page_shows_every_text_and_has_no_element_or_attribute_more()
    {
        var (_, result) = GrayResult.Of("Plain");
        string Page(IReadOnlyList<string> labels) => HtmlReport.Write(
            labels[0],
            new([.. labels.Take(50).Select(text => GrayResult.Of(text, text))], []),
            new(ImmutableDictionary<string, ImageSurvey>.Empty.Add(labels[0], ReportPages.Survey([.. labels.Select((label, i) => ReportPages.Image($"{LabelOf(label)}/{i}.png"))])), []));
        var parser = new HtmlParser();
        foreach (var chunk in texts.Chunk(200))
        {
            var hostile = parser.ParseDocument(Page(chunk));
            var harmless = parser.ParseDocument(Page([.. chunk.Select((_, i) => FormattableString.Invariant($"n{i:000}"))]));

            Assert.That(
                hostile.All.Select(element => $"{element.NodeName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}"),
                Is.EqualTo(harmless.All.Select(element => $"{element.NodeName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}")));
            Assert.That(hostile.QuerySelectorAll("nav a").Select(link => link.TextContent), Is.EqualTo(chunk.Take(50).Select(Html.Visible)));
            var seen = hostile.QuerySelectorAll("[id$=labels] th[scope=row]").Select(cell => cell.TextContent).ToHashSet(StringComparer.Ordinal);
            Assert.That(chunk.Select(text => Html.Visible(LabelOf(text))).Where(text => text.Length > 0 && !seen.Contains(text)), Is.Empty);
        }
    }

    /// <summary>Formats that are lines of words hold a path, or refuse it by name: no reader sees another one.</summary>
    [TestCase("tsn")]
    [TestCase("mmaction2")]
    [TestCase("mmaction2-rawframes")]
    [TestCase("ucf101")]
    public void A_line_of_words_holds_a_path_or_refuses_it(string format)
    {
        var held = 0;
        foreach (var clip in clips)
        {
            try
            {
                var list = Encoding.UTF8.GetString(VideoExport.Write(format, dataset, [clip])[^1].Content);
                var words = Words(list);
                Assert.That(words[0] + (format == "mmaction2-rawframes" ? ".mp4" : string.Empty), Is.EqualTo(clip.Key));
                held++;
            }
            catch (DiagnosticException e)
            {
                Assert.That(e.Diagnostics.Single().Code, Is.EqualTo("DS0109"));
            }
        }

        Assert.That(held, Is.InRange(2000, 9000));
    }

    [Test]
    public void A_diagnostic_is_one_line_that_commands_nothing()
    {
        foreach (var text in texts)
        {
            var line = new Diagnostic(Severity.Error, "DS0101", text, text, 1, 1).ToString();

            Assert.That(line.EnumerateRunes().Any(IsHidden), Is.False, text);
            Assert.That(line, Does.Not.Match("##[A-Za-z]*\\["), text);
        }
    }

    [Test]
    public void Half_a_character_is_refused_by_every_writer_of_text()
    {
        VideoFacts[] half = [VideoSamples.Clip("\ud800/\ud800.mp4")];
        foreach (var write in new Action[]
        {
            () => VideoExport.Write("csv", dataset, half),
            () => VideoExport.Write("tsn", dataset, half),
            () => VideoExport.Write("parquet", dataset, half),
            () => CodeFile.Write(new(CodeLanguage.CSharp, string.Empty), new([], [VideoSamples.Of("X", 0, half)])),
        })
        {
            Assert.That(() => write(), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0135"));
        }
    }

    private static string LabelOf(string text) => text.Replace('/', '\u2215');

    /// <summary>The text that a cell was made of: an apostrophe goes wherever one stands before what would be a formula.</summary>
    private static string Told(string cell)
    {
        const string formula = "=+-@＝＋－＠";
        var text = new StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            var isStart = i == 0 || cell[i - 1] is ';' or '\t' or '\r' or '\n';
            var behind = cell.AsSpan(i).TrimStart("'\" ");
            var isGuard = isStart && cell[i] == '\'' && behind.Length > 0
                && (formula.Contains(behind[0], StringComparison.Ordinal) || (i == 0 && behind[0] is '\t' or '\r' or '\n'));
            text.Append(isGuard ? string.Empty : cell[i]);
        }

        return text.ToString();
    }

    private static List<Dictionary<string, string>> Cells(string table, string separator)
    {
        var rows = Rows(table, separator);
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal))];
    }

    private static List<string[]> Rows(string table, string separator)
    {
        using var reader = new CsvReader(new StringReader(table), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator, BadDataFound = null, HasHeaderRecord = false, NewLine = "\n" });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add(reader.Parser.Record!);
        }

        return rows;
    }

    /// <summary>As Python's str.split() takes a line, whose white space includes some control characters.</summary>
    private static string[] Words(string list)
    {
        var lines = list.Split('\n', '\r', '\u000b', '\f', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029');
        Assert.That(lines, Has.Length.EqualTo(2));
        return string.Concat(lines[0].Select(c => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f' ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
