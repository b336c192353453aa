using Datastamp.Definitions;
using Datastamp.Output;
using Datastamp.Resampling;
using Datastamp.Tests.Output.Images;

namespace Datastamp.Tests.Output;

public class TransformCodeTests
{
    private static readonly ImagePreprocessing usual = new(Resize: new(256, null), CenterCrop: new(224, 192));

    [Test]
    public void CSharp_makes_transforms_of_its_own_constants()
    {
        var code = Write(CodeLanguage.CSharp, usual);

        Assert.That(code, Does.Contain("""
            public static global::Datastamp.Torch.Transforms.Compose TrainTransform() => new global::Datastamp.Torch.Transforms.Compose(new global::Datastamp.Torch.Transforms.DecodeOptions(global::Datastamp.Definitions.ColorOrder.Rgb, global::Datastamp.Definitions.ExifOrientation.Ignore), new global::Datastamp.Torch.Transforms.RandomResizedCrop(new global::Datastamp.Geometry.ImageSize(224, 192), global::Datastamp.Resampling.Interpolation.Bilinear), new global::Datastamp.Torch.Transforms.RandomHorizontalFlip(), new global::Datastamp.Torch.Transforms.ToTensor(), new global::Datastamp.Torch.Transforms.Normalize(Mean, Std));
            """));
        Assert.That(code, Does.Contain("""
            public static global::Datastamp.Torch.Transforms.Compose ValidationTransform() => new global::Datastamp.Torch.Transforms.Compose(new global::Datastamp.Torch.Transforms.DecodeOptions(global::Datastamp.Definitions.ColorOrder.Rgb, global::Datastamp.Definitions.ExifOrientation.Ignore), new global::Datastamp.Torch.Transforms.Resize(256, global::Datastamp.Resampling.Interpolation.Bilinear), new global::Datastamp.Torch.Transforms.CenterCrop(new global::Datastamp.Geometry.ImageSize(224, 192)), new global::Datastamp.Torch.Transforms.ToTensor(), new global::Datastamp.Torch.Transforms.Normalize(Mean, Std));
            """));
    }

    [TestCase(CodeLanguage.VisualBasic, "Public Shared Function ValidationTransform() As Global.Datastamp.Torch.Transforms.Compose", "New Global.Datastamp.Torch.Transforms.Normalize(Mean, Std)")]
    [TestCase(CodeLanguage.FSharp, "static member ValidationTransform() = global.Datastamp.Torch.Transforms.Compose(", "global.Datastamp.Torch.Transforms.Normalize(Train.Mean, Train.Std)")]
    public void Other_languages_make_them_in_their_own_words(CodeLanguage language, params string[] parts)
    {
        var code = Write(language, usual);

        Assert.That(parts, Has.All.Matches<string>(part => code.Contains(part, StringComparison.Ordinal)), code);
    }

    [Test]
    public void Validation_does_what_was_measured()
    {
        var code = Write(CodeLanguage.CSharp, new(ColorOrder.Gray, ExifOrientation.Apply, new(30, 40), Interpolation: Interpolation.Lanczos));

        Assert.That(code, Does.Contain("ColorOrder.Gray, global::Datastamp.Definitions.ExifOrientation.Apply)"));
        Assert.That(code, Does.Contain("Transforms.Resize(new global::Datastamp.Geometry.ImageSize(40, 30), global::Datastamp.Resampling.Interpolation.Lanczos)"));
        Assert.That(code, Does.Contain("Transforms.RandomResizedCrop(new global::Datastamp.Geometry.ImageSize(40, 30), global::Datastamp.Resampling.Interpolation.Lanczos)"));
        Assert.That(code, Does.Not.Contain("CenterCrop("));
    }

    [Test]
    public void Training_has_the_usual_size_where_images_were_measured_as_they_are() =>
        Assert.That(Write(CodeLanguage.CSharp, new()), Does.Contain("RandomResizedCrop(new global::Datastamp.Geometry.ImageSize(224, 224), "));

    [Test]
    public void No_transform_is_written_unasked() =>
        Assert.That(CodeFile.Write(new(CodeLanguage.CSharp, "App"), new([ImageSamples.Of("Train")], [])).Text, Does.Not.Contain("Datastamp.Torch"));

    private static string Write(CodeLanguage language, ImagePreprocessing preprocessing) =>
        CodeFile.Write(new(language, "App", HasTransforms: true), new([ImageSamples.Of("Train", preprocessing)], [])).Text;
}
