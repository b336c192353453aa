using Datastamp.Definitions;
using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>A table, quoted by RFC 4180, with LF at each line's end; nothing stands for null, and segments stand between spaces.</summary>
internal sealed class CsvExport() : VideoExportFormat("csv", "a table: a row a video")
{
    public override IReadOnlyList<ExportedFile> Write(VideoDataset dataset, IReadOnlyList<VideoFacts> videos)
    {
        var columns = VideoColumns.For(dataset);
        return
        [
            TextFile(
                "videos.csv",
                videos.Select(facts => string.Join(',', columns.Select(column => Cell(column.Value(facts)))))
                    .Prepend(string.Join(',', columns.Select(column => column.Name)))),
        ];
    }

    private static string Cell(object? value) => value switch
    {
        null => string.Empty,
        string text => CsvCell.Of(text),
        bool flag => flag ? "true" : "false",
        int number => CsvCell.Of(number),
        long number => CsvCell.Of(number),
        double number => CsvCell.Of(number),
        int[] row => string.Join(' ', row.Select(number => CsvCell.Of(number))),
        _ => throw new InvalidOperationException($"There are no cells of {value.GetType()}."),
    };
}
