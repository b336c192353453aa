using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Videos;
using Spectre.Console;

namespace Datastamp.Tool.Terminal;

/// <summary>Shows the videos of a folder to a person.</summary>
internal static class VideoTable
{
    private const int MostRows = 50;

    public static void Write(VideoDataset dataset, VideoMeasurement measurement)
    {
        var console = AnsiConsole.Console;
        var frames = measurement.Videos.Sum(video => (long)video.FrameCount);
        var seconds = measurement.Videos.Sum(video => video.Duration.ToDouble());
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainText.Of(dataset.Include)}: {measurement.Videos.Length:N0} videos, {frames:N0} frames, {seconds:0.###} s, {measurement.Bytes:N0} bytes"));
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("video");
        table.AddColumn("codec");
        table.AddColumn(new TableColumn("size").RightAligned());
        table.AddColumn(new TableColumn("frames").RightAligned());
        table.AddColumn("known by");
        table.AddColumn(new TableColumn("frames/s").RightAligned());
        table.AddColumn(new TableColumn("seconds").RightAligned());
        if (dataset.Segments > 0)
        {
            table.AddColumn("segments");
        }

        foreach (var video in measurement.Videos.Take(MostRows))
        {
            table.AddRow([.. Row(dataset, video).Select(cell => new Text(cell))]);
        }

        console.Write(table);
        if (measurement.Videos.Length > MostRows)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {measurement.Videos.Length - MostRows:N0} more; --json or --csv lists all"));
        }

        Console.Out.WriteLine(measurement.Fingerprint);
    }

    private static IEnumerable<string> Row(VideoDataset dataset, VideoFacts video)
    {
        yield return PlainText.Of(video.Key);
        yield return PlainText.Of(video.Codec);
        yield return FormattableString.Invariant($"{video.Width}x{video.Height}{(video.Rotation == 0 ? string.Empty : FormattableString.Invariant($" turned {video.Rotation}\u00B0"))}");
        yield return video.FrameCount.ToString(CultureInfo.InvariantCulture);
        yield return video.FrameCountSource.ToString().ToLowerInvariant() + (video.Health == VideoHealth.Whole ? string.Empty : $", {video.Health.ToString().ToLowerInvariant()}");
        yield return video.FrameRate.ToDouble().ToString("0.###", CultureInfo.InvariantCulture) + (video.IsVariableFrameRate ? " variable" : string.Empty);
        yield return video.Duration.ToDouble().ToString("0.###", CultureInfo.InvariantCulture);
        if (dataset.Segments > 0)
        {
            yield return video.FrameCount > 0 ? string.Join(' ', dataset.SegmentIndices(video.FrameCount)) : string.Empty;
        }
    }
}
