using Datastamp.Tests;

namespace Datastamp.MSBuild.Tests;

public class LanguagesTests : NestedBuild
{
    // By Pillow and Python over the seven sample images, as in ConstantsTests; then the datasets of one image.
    private const string Facts = """
        0.44159278 0.56376487 0.5898611
        0.14631889449021623 7 37232 sha256:
        256 3
        1 1 1 1 1
        """;

    private const string Items = """
        <ImageDataset Include="data/train" Name="Train" Histogram="true" />
        <ImageDataset Include="data/one" Name="train" />
        <ImageDataset Include="data/a&quot;%3B //" Name="a&quot;%3B //" />
        <ImageDataset Include="data/naïve 図 &amp;&lt;&gt;" Name="naïve 図 &amp;&lt;&gt;" Histogram="true" />
        <ImageDataset Include="data/😀" Name="😀" />
        """;

    private const string VisualBasicItems = Items + """<ImageDataset Include="data/one" Name="Class" />""";

    private const string FSharpItems = Items + """<ImageDataset Include="data/one" Name="type" /><ImageDataset Include="data/one" Name="TrainModule" /><Compile Include="Program.fs" />""";

    private const string VisualBasicProperties =
        "<OptionStrict>On</OptionStrict><TreatWarningsAsErrors>true</TreatWarningsAsErrors><GenerateDocumentationFile>true</GenerateDocumentationFile>";

    private const string FSharpProperties =
        "<OtherFlags>--warnon:3390,3517,1182,3366</OtherFlags><Nullable>enable</Nullable><WarningLevel>5</WarningLevel><TreatWarningsAsErrors>true</TreatWarningsAsErrors><GenerateDocumentationFile>true</GenerateDocumentationFile>";

    private const string VisualBasicProgram = """
        Imports System
        Imports System.Globalization
        Imports System.Linq

        Module Program
            Private Const Count As Integer = Datasets.Train.ImageCount

            Sub Main()
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture
                Dim mean As Single() = Datasets.Train.Mean
                Console.WriteLine(String.Join(" ", mean))
                Console.WriteLine($"{Datasets.Train.StdR:R} {Count} {Datasets.Train.PixelCount} {Datasets.Train.Fingerprint.Substring(0, 7)}")
                Console.WriteLine($"{Datasets.Train.HistogramR.Length} {Datasets.Train.Percentile50.Length}")
                Console.WriteLine($"{Datasets.train2.ImageCount} {Datasets.A.ImageCount} {Datasets.Naïve図.ImageCount} {Datasets.Dataset.ImageCount} {Datasets.[Class].ImageCount}")
            End Sub
        End Module
        """;

    private const string FSharpProgram = """
        module Program

        [<Literal>]
        let Count = Datasets.Train.ImageCount

        [<EntryPoint>]
        let main _ =
            System.Globalization.CultureInfo.CurrentCulture <- System.Globalization.CultureInfo.InvariantCulture
            let mean: float32[] = Datasets.Train.Mean
            printfn "%s" (System.String.Join(" ", mean))
            printfn "%s %d %d %s" (Datasets.Train.StdR.ToString "R") Count Datasets.Train.PixelCount (Datasets.Train.Fingerprint.Substring(0, 7))
            printfn "%d %d" Datasets.Train.HistogramR.Length Datasets.Train.Percentile50.Length
            printfn "%d %d %d %d %d" Datasets.train.ImageCount Datasets.A.ImageCount Datasets.Naïve図.ImageCount Datasets.Dataset.ImageCount Datasets.``type``.ImageCount
            Datasets.TrainModule2.Mean.Length - 3
        """;

    [TestCase("App.vbproj", VisualBasicItems, VisualBasicProperties, "Program.vb", VisualBasicProgram, TestName = "Visual_Basic_has_the_constants_of_datasets_of_any_name")]
    [TestCase("App.fsproj", FSharpItems, FSharpProperties, "Program.fs", FSharpProgram, TestName = "FSharp_has_the_constants_of_datasets_of_any_name")]
    public async Task Datasets_of_any_name_are_constants(string project, string items, string properties, string programFile, string program)
    {
        Images("data/train");
        foreach (var folder in new[] { "one", "a\"; //", "naïve 図 &<>", "😀" })
        {
            Images($"data/{folder}", "noise.png");
        }

        ProjectFile(project, items, properties);
        Write(programFile, program);

        var first = await BuildGreenAsync("-p:RootNamespace=");
        var second = await BuildGreenAsync("-p:RootNamespace=");

        Assert.That(first.Warnings, Is.Empty);
        Assert.That(await RunAsync(), Is.EqualTo(Facts));
        Assert.That((first.WorkersStarted, first.Compiled), Is.EqualTo((1, true)));
        Assert.That((second.WorkersStarted, second.Compiled), Is.EqualTo((0, false)));
    }

    [TestCase("App.csproj", "", "Program.cs", """
        System.Console.WriteLine(string.Join(" ", System.Linq.Enumerable.Select(Some.@where.Facts.Noise.Fingerprint, c => (int)c)));
        System.Console.WriteLine(typeof(Some.@where.Facts).IsVisible);
        """, TestName = "CSharp_has_a_public_class_of_another_name_with_any_text_of_the_lock")]
    [TestCase("App.vbproj", "", "Program.vb", """
        Module Program
            Sub Main()
                System.Console.WriteLine(String.Join(" ", System.Linq.Enumerable.Select(Some.[where].Facts.Noise.Fingerprint, AddressOf AscW)))
                System.Console.WriteLine(GetType(Some.[where].Facts).IsVisible)
            End Sub
        End Module
        """, TestName = "Visual_Basic_has_a_public_class_of_another_name_with_any_text_of_the_lock")]
    [TestCase("App.fsproj", """<Compile Include="Program.fs" />""", "Program.fs", """
        open Some.``where``
        System.Console.WriteLine(System.String.Join(" ", Seq.map int Facts.Noise.Fingerprint))
        System.Console.WriteLine(typeof<Facts.Noise>.IsVisible)
        """, TestName = "FSharp_has_a_public_class_of_another_name_with_any_text_of_the_lock")]
    public async Task Any_text_of_the_lock_is_a_text(string project, string items, string programFile, string program)
    {
        Images("data", "noise.png");
        ProjectFile(
            project,
            """<ImageDataset Include="data" Name="Noise" />""" + items,
            "<DatastampNamespace>Some.where</DatastampNamespace><DatastampClassName>Facts</DatastampClassName><DatastampPublic>true</DatastampPublic>");
        Write(programFile, program);
        await StampAsync();
        Directory.Delete(At("data"), recursive: true);
        SealedLock.Edit(LockFile, "\"sha256:", """ "\"\\ '{x}%s\r\n\u0000\u2028“”😀:""");

        await BuildGreenAsync();

        Assert.That(await RunAsync(), Does.StartWith("34 92 32 39 123 120 125 37 115 13 10 0 8232 8220 8221 55357 56832 58 ").And.EndsWith("True"));
    }
}
