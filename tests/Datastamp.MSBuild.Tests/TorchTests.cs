namespace Datastamp.MSBuild.Tests;

/// <summary>Projects that also reference the packed Datastamp.Torch; other packages come from where this repository's were restored to.</summary>
public class TorchTests : NestedBuild
{
    private const string Items = """
        <ImageDataset Include="data/train" Name="Train" Resize="64" CenterCrop="56" />
        <ImageDataset Include="data/gray" Name="Gray" Color="Gray" Orientation="Apply" Resize="30x40" Interpolation="Bicubic" />
        <ImageDataset Include="data/gray" Name="Plain" />
        """;

    private const string Libtorch = """<PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />""";

    private const string Properties = "<DatastampTorch>true</DatastampTorch>";

    [SetUp]
    public void OfferPackages()
    {
        var config = Read("../NuGet.config");
        Write("../NuGet.config", config.Replace(
            "</configuration>",
            $"<fallbackPackageFolders><add key=\"restored\" value=\"{Feed.Metadata("NuGetPackageRoot")}\" /></fallbackPackageFolders></configuration>",
            StringComparison.Ordinal));
        Images("data/train");
        Images("data/gray", "hill_6.jpg");
    }

    [Test]
    public async Task Generated_transforms_give_mean_0_and_std_1_on_their_own_dataset()
    {
        ProjectFile("App.csproj", Items + Reference + Libtorch, Properties);
        Write("Program.cs", """
            using System;
            using System.IO;
            using System.Linq;
            using Datastamp.Sampling;
            using TorchSharp;

            namespace App
            {
                internal static class Program
                {
                    private static void Main()
                    {
                        var validation = Datasets.Train.ValidationTransform();
                        var images = Directory.GetFiles("data/train").Select(path => validation.ApplyFile(path)).ToArray();
                        var all = torch.stack(images).to(torch.ScalarType.Float64);
                        Console.WriteLine(string.Join(" ", all.shape));
                        foreach (var (std, mean) in new[] { torch.std_mean(all, new long[] { 0, 2, 3 }, unbiased: false) })
                        {
                            Console.WriteLine(mean.abs().max().item<double>() < 1e-6);
                            Console.WriteLine((std - 1).abs().max().item<double>() < 1e-6);
                        }

                        var generator = new SamplingGenerator(1);
                        Console.WriteLine(string.Join(" ", Datasets.Train.TrainTransform().ApplyFile("data/train/hill_1.jpg", generator).shape));
                        Console.WriteLine(string.Join(" ", Datasets.Gray.ValidationTransform().ApplyFile("data/gray/hill_6.jpg").shape));
                        Console.WriteLine(string.Join(" ", Datasets.Gray.TrainTransform().ApplyFile("data/gray/hill_6.jpg", generator).shape));
                        Console.WriteLine(string.Join(" ", Datasets.Plain.TrainTransform().ApplyFile("data/gray/hill_6.jpg", generator).shape));
                    }
                }
            }
            """);

        await BuildGreenAsync();

        Assert.That((await RunAsync()).Split('\n', StringSplitOptions.TrimEntries), Is.EqualTo(["7 3 56 56", "True", "True", "3 56 56", "1 30 40", "1 30 40", "3 224 224"]));
    }

    [Test]
    public async Task A_program_trains_by_what_the_build_knows()
    {
        Clip("fan.webm", "clips/turn/fan.webm");
        ProjectFile("App.csproj", Items + """<VideoDataset Include="clips" Segments="8" />""" + Reference + Libtorch, Properties);
        Write("Program.cs", """
            using System;
            using System.Linq;
            using System.Threading.Tasks;
            using Datastamp.Torch.Distributed;
            using Datastamp.Torch.Loading;
            using Datastamp.Torch.Normalization;
            using Datastamp.Torch.Videos;
            using static TorchSharp.torch;

            namespace App
            {
                internal static class Program
                {
                    private static async Task Main()
                    {
                        var loader = new ImageLoader(ImageFolder.Open("data"), Datasets.Train.TrainTransform(), new() { BatchSize = 4, Shuffle = true, Seed = 1 });
                        await foreach (var batch in loader.LoadAsync(epoch: 0))
                        {
                            using (batch)
                            {
                                Console.WriteLine(string.Join(" ", batch.Images.shape));
                            }
                        }

                        var clip = Datasets.Clips.All[0];
                        using (var reader = FrameReader.Open("clips/" + clip.Path))
                        using (var frames = reader.Read(clip.Segments))
                        {
                            Console.WriteLine(string.Join(" ", frames.shape));
                        }

                        var sums = new double[2];
                        LocalProcessGroup.Run(2, TimeSpan.FromMinutes(1), group =>
                        {
                            var samples = 2 + group.Rank;
                            using var network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2));
                            SyncBatchNorm.Convert(network, group);
                            DataParallel.BroadcastParameters(network, group);
                            using var optimizer = optim.SGD(network.parameters(), 0.1);
                            using var loss = nn.functional.cross_entropy(network.call(randn(samples, 3, 8, 8)), zeros(samples, dtype: ScalarType.Int64));
                            optimizer.zero_grad();
                            DataParallel.Backward(loss, samples, group);
                            DataParallel.AllReduceGradients(network, group);
                            optimizer.step();
                            sums[group.Rank] = network.state_dict().Values.Sum(value => value.to(ScalarType.Float64).sum().item<double>());
                        });
                        Console.WriteLine(sums[0] == sums[1]);
                    }
                }
            }
            """);

        await BuildGreenAsync();

        Assert.That((await RunAsync()).Split('\n', StringSplitOptions.TrimEntries), Is.EqualTo(["4 3 56 56", "4 3 56 56", "8 3 64 64", "True"]));
    }

    [TestCase("App.vbproj", "", "Program.vb", """
        Module Program
            Sub Main()
                Dim transforms As Datastamp.Torch.Transforms.Compose() = {Datasets.Train.TrainTransform(), Datasets.Gray.ValidationTransform()}
            End Sub
        End Module
        """, TestName = "Visual_Basic_has_the_transforms")]
    [TestCase("App.fsproj", """<Compile Include="Program.fs" />""", "Program.fs", """
        module Program

        [<EntryPoint>]
        let main _ =
            let transforms : Datastamp.Torch.Transforms.Compose list = [ App.Datasets.Train.TrainTransform(); App.Datasets.Gray.ValidationTransform() ]
            transforms.Length
        """, TestName = "FSharp_has_the_transforms")]
    public async Task Other_languages_have_the_transforms(string project, string items, string programFile, string program)
    {
        ProjectFile(project, Items + Reference + items, Properties + "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        Write(programFile, program);

        await BuildGreenAsync();
    }

    [Test]
    public async Task Without_the_package_the_build_says_which_to_add()
    {
        Project(Items, properties: Properties);

        var build = await BuildAsync();

        Assert.That(build.ErrorCodes.Distinct(StringComparer.Ordinal), Is.EqualTo(["DS0312"]), build.Output);
        Assert.That(build.Errors[0].Text, Does.Contain("Datastamp.Torch"));
    }

    private static string Reference => $"""<PackageReference Include="Datastamp.Torch" Version="{Feed.Version}" />""";
}
