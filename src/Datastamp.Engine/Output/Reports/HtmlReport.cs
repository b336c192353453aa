using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Surveying;

namespace Datastamp.Output.Reports;

/// <summary>Writes what is known of a project's datasets as one page for people, which needs no network and no other file.</summary>
public static class HtmlReport
{
    private static readonly string style = Resource("Datastamp.Report.report.css");
    private static readonly string script = Resource("Datastamp.Report.report.js");

    /// <summary>The page. Equal input gives equal text.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="known">The datasets and what is known of them.</param>
    /// <param name="surveys">What a look at their data adds; sections without it say so.</param>
    /// <param name="key">What a caller wants to find in the page again: see <see cref="ReadKey"/>.</param>
    public static string Write(string project, KnownDatasets known, Surveys surveys, string key = "")
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(surveys);
        (string Id, string Name, XElement Part)[] parts =
        [
            .. known.Images.Select((item, i) => ($"i{i}", item.Dataset.Name, new ImagePart($"i{i}", item.Dataset, item.Result, surveys.Images.GetValueOrDefault(item.Dataset.Name)).Write())),
            .. known.Videos.Select((item, i) => ($"v{i}", item.Dataset.Name, new VideoPart($"v{i}", item.Dataset, item.Result, surveys.Videos.GetValueOrDefault(item.Dataset.Name)).Write())),
        ];
        var body = Html.Tag(
            "body",
            Html.Tag("a", Html.With("class", "skip"), Html.With("href", "#datasets"), "To the datasets"),
            Html.Tag(
                "header",
                Html.Tag("h1", project),
                Html.Tag("p", Html.With("class", "soft"), $"What is true of its {parts.Length} dataset{(parts.Length == 1 ? string.Empty : "s")}"),
                Html.Tag("nav", Html.With("aria-label", "Datasets"), Html.Tag("ul", parts.Select(part => Html.Tag("li", Html.Tag("a", Html.With("href", "#" + part.Id), part.Name)))))),
            Html.Tag("main", Html.With("id", "datasets"), parts.Select(part => part.Part)),
            Html.Tag("footer", Html.Tag("p", known.Images.Any(item => item.Result.Estimate is not null)
                ? "Measured by Datastamp. Mean and std are the doubles nearest to the exact values of the images that were measured; of samples they are estimates. The std is the population's."
                : "Measured by Datastamp. Mean and std are the doubles nearest to the exact values; the std is the population's.")));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src '{Hash(script)}'" />
            {Html.Tag("meta", Html.With("name", "datastamp-key"), Html.With("content", key))}
            {Html.Tag("title", $"{project}: datasets")}
            <style>{style}</style>
            <script>{script}</script>
            </head>
            {body.ToString(SaveOptions.DisableFormatting)}
            </html>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>A key for what is known of a project: pages of one key are of the same numbers, written by one program.</summary>
    public static string KeyOf(string project, KnownDatasets known) =>
        Hash($"{typeof(HtmlReport).Module.ModuleVersionId:N}\n{JsonText.Write(DatasetsJson.Write(project, known))}");

    /// <summary>The key of a page that <see cref="Write"/> gave; null where the text is none.</summary>
    /// <param name="start">The text, or its first 4096 characters.</param>
    public static string? ReadKey(string start)
    {
        ArgumentNullException.ThrowIfNull(start);
        const string before = "<meta name=\"datastamp-key\" content=\"";
        var from = start.IndexOf(before, StringComparison.Ordinal);
        var to = from < 0 ? -1 : start.IndexOf('"', from + before.Length);
        return to < 0 ? null : start[(from + before.Length)..to];
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
