using System.Globalization;
using Quickstart;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Console.WriteLine($"{Datasets.Shapes.ImageCount} images, resized to {Datasets.Shapes.ResizeShortSide}, cropped to {Datasets.Shapes.CropHeight}x{Datasets.Shapes.CropWidth}");
Console.WriteLine($"mean {string.Join(", ", Datasets.Shapes.Mean.ToArray())}");
Console.WriteLine($"std  {string.Join(", ", Datasets.Shapes.Std.ToArray())}");
Console.WriteLine(Datasets.Shapes.Fingerprint);
Console.WriteLine();
Console.WriteLine($"{Datasets.Clips.ClipCount} clips, {Datasets.Clips.FrameCount} frames");
foreach (var clip in Datasets.Clips.All)
{
    Console.WriteLine($"{clip.Path}: {Datasets.Clips.Labels[clip.LabelIndex]}, {clip.Width}x{clip.Height}, {clip.FrameCount} frames, {clip.FrameRate:0.###} a second; frames {string.Join(' ', clip.Segments.ToArray())}");
}
