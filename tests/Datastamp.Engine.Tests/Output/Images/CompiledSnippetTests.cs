using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Geometry;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.Transforms.Image;

namespace Datastamp.Tests.Output.Images;

/// <summary>C# of the exports, compiled by real builds against the packages that it names, and run.</summary>
public class CompiledSnippetTests : PlainProject
{
    private const string Properties = "<OutputType>Library</OutputType><Nullable>enable</Nullable><CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>";

    private static readonly ImagePreprocessing[] all = [.. ImageSamples.Preprocessings];

    private delegate DenseTensor<float> FromBytes(ReadOnlySpan<byte> samples, int height, int width);

    private delegate DenseTensor<float> FromWords(ReadOnlySpan<ushort> samples, int height, int width);

    [Test]
    public void ONNX_Runtime_takes_what_was_measured_to_the_last_bit()
    {
        var images = new[] { ImageSamples.Noise(61, 47), ImageSamples.Noise(40, 64), ImageSamples.Noise(33, 17) };
        var wide = ImageSamples.Noise(47, 33, isWide: true);
        var snippets = Compile("onnxruntime", [.. all.Select((preprocessing, i) => ImageSamples.Of($"D{i}", preprocessing)), .. all.Select((preprocessing, i) => ImageSamples.Of($"W{i}", preprocessing, 16))]);

        foreach (var (i, preprocessing) in all.Index())
        {
            var type = snippets.GetType($"D{i}ForOnnxRuntime")!;
            foreach (var image in images)
            {
                var (samples, size) = ImageSamples.Samples(image, preprocessing with { CenterCrop = null });
                var tensor = Method<FromBytes>(type, "ToTensor")([.. samples.Select(sample => (byte)sample)], size.Height, size.Width);
                Assert.That(Of(tensor).UnitsFrom(ImageSamples.Tensor(image, preprocessing)), Is.Zero, $"{preprocessing}");
            }

            var (words, wideSize) = ImageSamples.Samples(wide, preprocessing with { CenterCrop = null });
            var wideTensor = Method<FromWords>(snippets.GetType($"W{i}ForOnnxRuntime")!, "ToTensor")(words, wideSize.Height, wideSize.Width);
            Assert.That(Of(wideTensor).UnitsFrom(ImageSamples.Tensor(wide, preprocessing, 16)), Is.Zero, $"{preprocessing}");
            Assert.That(() => Method<FromBytes>(type, "ToTensor")(new byte[5], 1, 1), Throws.ArgumentException);
        }

        var resized = Method<Func<int, int, (int Height, int Width)>>(snippets.GetType($"D{Array.IndexOf(all, new(Resize: new(37, null)))}ForOnnxRuntime")!, "ResizedSize");
        foreach (var (height, width) in Enumerable.Range(1, 200).SelectMany(height => Enumerable.Range(1, 200), (height, width) => (height, width)))
        {
            var expected = ResizeGeometry.ShortSide(new(width, height), 37);
            Assert.That(resized(height, width), Is.EqualTo((expected.Height, expected.Width)), $"{height}x{width}");
        }
    }

    [Test]
    public void ML_NET_crops_and_normalizes_its_own_pixels_to_the_last_bit()
    {
        var file = ImageSamples.Noise(61, 47);
        var image = Write("noise.png", file);
        var known = all.Index().Where(item => Writes(item.Item)).ToArray();
        var snippets = Compile("mlnet", [.. known.Select(item => ImageSamples.Of($"D{item.Index}", item.Item))]);

        foreach (var (i, preprocessing) in known)
        {
            var resized = preprocessing.Resize is { } resize ? Resized(image, resize) : file;
            Assert.That(
                Run(snippets.GetType($"D{i}ForMLNet")!, image).Values,
                Is.EqualTo(ImageSamples.Tensor(resized, preprocessing with { Resize = null }).Values),
                $"{preprocessing}");
        }

        Assert.That(known, Has.Length.EqualTo(29));
    }

    private static bool Writes(ImagePreprocessing preprocessing)
    {
        try
        {
            return ImageSamples.Text("mlnet", preprocessing).Length > 0;
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }

    private static T Method<T>(Type type, string name)
        where T : Delegate => type.GetMethod(name)!.CreateDelegate<T>();

    private static Tensor Of(DenseTensor<float> tensor)
    {
        Assert.That(tensor.Dimensions[0], Is.EqualTo(1));
        return new(tensor.Dimensions[1..].ToArray(), tensor.Buffer.ToArray());
    }

    /// <summary>The steps over one image, after a model of them was saved and loaded.</summary>
    private Tensor Run(Type snippet, string image)
    {
        var context = new MLContext();
        using var pixels = MLImage.CreateFromFile(image);
        var data = context.Data.LoadFromEnumerable([new Row { Image = pixels }]);
        var steps = Method<Func<MLContext, string, string, IEstimator<ITransformer>>>(snippet, "Create")(context, nameof(Row.Image), "input");
        context.Model.Save(steps.Fit(data), inputSchema: null, At("model.zip"));
        var other = new MLContext();
        var output = other.Model.Load(At("model.zip"), out _).Transform(data);
        Assert.That(output.Schema.Select(column => column.Name), Is.EquivalentTo(["Image", "input"]));
        return new(((VectorDataViewType)output.Schema["input"].Type).Dimensions.ToArray(), output.GetColumn<float[]>("input").Single());
    }

    private byte[] Resized(string image, ResizeTarget target)
    {
        var context = new MLContext();
        using var pixels = MLImage.CreateFromFile(image);
        var kind = target.Width is null ? ImageResizingEstimator.ResizingKind.IsoCrop : ImageResizingEstimator.ResizingKind.Fill;
        var data = context.Data.LoadFromEnumerable([new Row { Image = pixels }]);
        var output = context.Transforms.ResizeImages("Resized", target.Width ?? target.Height, target.Height, nameof(Row.Image), kind).Fit(data).Transform(data);
        using var resized = output.GetColumn<MLImage>("Resized").Single();
        resized.Save(At("resized.png"));
        return File.ReadAllBytes(At("resized.png"));
    }

    private System.Reflection.Assembly Compile(string format, (ImageDataset Dataset, Datastamp.Measuring.ImageResult Result)[] datasets)
    {
        foreach (var (path, content) in ImageSamples.Files(format, datasets))
        {
            Write(Path.GetFileName(path), content);
        }

        var packages = new[] { "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.ImageAnalytics", "Microsoft.ML.Transforms", "Microsoft.ML.OnnxRuntime" };
        WriteProject("App.csproj", $"{Properties}<AssemblyName>Snippets.{format}</AssemblyName>", string.Concat(packages.Select(package => $"""<Reference Include="{Path.Combine(AppContext.BaseDirectory, package)}.dll" />""")));
        Build();
        return System.Reflection.Assembly.LoadFrom(At($"bin/Debug/net10.0/Snippets.{format}.dll"));
    }

    private sealed class Row
    {
        [ImageType(47, 61)]
        public MLImage? Image { get; set; }
    }
}
