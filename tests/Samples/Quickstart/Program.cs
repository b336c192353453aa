using System.Globalization;
using Quickstart;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Console.WriteLine($"{Datasets.Shapes.ImageCount} images, resized to {Datasets.Shapes.ResizeShortSide}, cropped to {Datasets.Shapes.CropHeight}x{Datasets.Shapes.CropWidth}");
Console.WriteLine($"mean {string.Join(", ", Datasets.Shapes.Mean.ToArray())}");
Console.WriteLine($"std  {string.Join(", ", Datasets.Shapes.Std.ToArray())}");
Console.WriteLine(Datasets.Shapes.Fingerprint);
