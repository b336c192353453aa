using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.DeviceCheck;

/// <summary>Files in memory, given over and over as samples of other names: what is timed is decoding, not a disk.</summary>
/// <param name="files">The files.</param>
/// <param name="count">How many samples there are.</param>
internal sealed class PhotographSource(byte[][] files, int count) : ISampleSource
{
    private static readonly ImageDataset all = new() { Name = "Photographs", Root = "/", Include = "." };

    public Listing List(CancellationToken cancellation, Action<int>? found = null) =>
        new([.. Enumerable.Range(0, count).Select(i => new Sample(i.ToString("00000000", CultureInfo.InvariantCulture), files[i % files.Length].Length))], []);

    public int Read(Sample sample, ref byte[] buffer)
    {
        var file = files[int.Parse(sample.Key, CultureInfo.InvariantCulture) % files.Length];
        if (buffer.Length < file.Length)
        {
            buffer = new byte[file.Length];
        }

        file.CopyTo(buffer, 0);
        return file.Length;
    }

    public string? PathOf(Sample sample) => null;

    /// <summary>Measures them on a device, with a thread a core.</summary>
    /// <param name="device">What decodes and sums.</param>
    /// <param name="preprocessing">What happens to pixels; nothing if null.</param>
    /// <param name="histogram">Whether values are counted.</param>
    public ImageMeasurement Measure(IImageDevice device, ImagePreprocessing? preprocessing = null, bool histogram = false)
    {
        var dataset = all with { Preprocessing = preprocessing ?? new(), Histogram = histogram };
        var options = MeasureOptions.Default with { Device = device };
        return ImageMeasurer.MeasureAsync(dataset, this, List(CancellationToken.None).Samples, options, CancellationToken.None).GetAwaiter().GetResult();
    }
}
