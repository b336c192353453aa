using System.Diagnostics;
using System.Globalization;
using System.Text;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Videos;

namespace Datastamp.Tests.Output;

/// <summary>Generated code of video datasets, compiled by real builds and run.</summary>
public class VideoCodeCompiledTests : PlainProject
{
    private const string Resource = """<EmbeddedResource Include="Datasets.g.bin" LogicalName="A &quot;name&quot;" WithCulture="false" />""";

    private static readonly VideoFacts[] hostile =
    [
        .. new[]
        {
            "\ufffdhalf/a\ufffd.mp4", "a \"b\" {x} %s \\ ' `/\"; // */ (* *) <!-- ]]>.mp4", "<summary>&amp;/x.mp4", "RTL\u202egnp/\u202e4pm.mp4",
            "line\r\nfeed\u2028\u0085/a\r\nEnd Class\n}\n.mp4", "root.mp4", "“curly” ＂wide＂/é😀図.mp4", "b/c/a.mp4", "#if X/#endif.mp4",
        }.Order(StringComparer.Ordinal).Select((key, i) => VideoSamples.Clip(key, 340 + i, 256, i == 0 ? 1 : int.MaxValue - i, 1001)),
    ];

    // A name of a type or a module that generated code uses, and names that differ by case alone.
    private static readonly (VideoDataset Dataset, VideoResult Result)[] datasets =
    [
        VideoSamples.Of("clips", 3, [VideoSamples.Clip("a/1.mp4"), VideoSamples.Clip("a/2.mp4"), VideoSamples.Clip("b/3.mp4", frames: 900)]),
        VideoSamples.Of("Array", 8, [.. hostile, .. VideoSamples.Clips(700, 20)]),
        VideoSamples.Of("Hostile */ \"; //\n</summary>", 0, hostile),
        VideoSamples.Of("System", 1, [.. VideoSamples.Clips(70_000, 300, 24), .. hostile]),
        VideoSamples.Of("Int32", 2),
        VideoSamples.Of("String", 0, [VideoSamples.Clip("one.mp4")]),
    ];

    private static readonly string[] identifiers = ["clips", "Array", "HostileSummary", "System", "Int32", "String"];

    [Test]
    public void CSharp_gives_back_every_fact_without_allocation()
    {
        WriteFiles("App.csproj", CodeLanguage.CSharp, VideoPrograms.CSharp, "cs", "<Nullable>enable</Nullable><CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>");
        WriteText("Program.cs", $"{string.Join('\n', identifiers.Select(identifier => $"Dump{identifier}.Run();"))}");

        Build();

        Assert.That(RunProgram(), Is.EqualTo(Expected()));
    }

    [Test]
    public void Visual_Basic_gives_back_every_fact_without_allocation()
    {
        WriteFiles("App.vbproj", CodeLanguage.VisualBasic, VideoPrograms.VisualBasic, "vb", "<OptionStrict>On</OptionStrict><RootNamespace></RootNamespace>");
        WriteText("Program.vb", $"Module Program\nSub Main()\n{string.Join('\n', identifiers.Select(identifier => $"Dump{identifier}.Run()"))}\nEnd Sub\nEnd Module\n");

        Build();

        Assert.That(RunProgram(), Is.EqualTo(Expected()));
    }

    [Test]
    public void FSharp_gives_back_every_fact_without_allocation()
    {
        WriteFiles("App.fsproj", CodeLanguage.FSharp, VideoPrograms.FSharp, "fs", "<Nullable>enable</Nullable><WarningLevel>5</WarningLevel><OtherFlags>--warnon:3390,3517,1182,3366</OtherFlags><Optimize>true</Optimize>");
        WriteText("Program.fs", $"module Program\n{string.Join('\n', identifiers.Select(identifier => $"Dump{identifier}.run ()"))}\n");

        Build();

        Assert.That(RunProgram(), Is.EqualTo(Expected()));
    }

    [TestCase("App.csproj", CodeLanguage.CSharp, "cs", "<LangVersion>7.3</LangVersion>")]
    [TestCase("App.vbproj", CodeLanguage.VisualBasic, "vb", "<LangVersion>14</LangVersion><OptionStrict>On</OptionStrict>")]
    [TestCase("App.fsproj", CodeLanguage.FSharp, "fs", "")]
    public void What_is_compiled_for_netstandard2_0_has_no_spans(string project, CodeLanguage language, string extension, string properties)
    {
        WriteFiles(project, language, string.Empty, extension, "<OutputType>Library</OutputType><TargetFramework>netstandard2.0</TargetFramework>" + properties);

        Build();

        Assert.That(File.Exists(At("bin/Debug/netstandard2.0/App.dll")), Is.True);
    }

    [TestCase("App.csproj", CodeLanguage.CSharp, "cs", 0)]
    [TestCase("App.csproj", CodeLanguage.CSharp, "cs", 100)]
    [TestCase("App.csproj", CodeLanguage.CSharp, "cs", null)]
    [TestCase("App.vbproj", CodeLanguage.VisualBasic, "vb", null)]
    [TestCase("App.fsproj", CodeLanguage.FSharp, "fs", 0)]
    public void A_resource_of_another_build_or_cut_short_or_missing_is_told(string project, CodeLanguage language, string extension, int? missingBytes)
    {
        var items = language == CodeLanguage.FSharp ? """<Compile Include="Datasets.g.fs" /><Compile Include="Program.fs" />""" : string.Empty;
        var code = Generate(language, datasets[1]);
        WriteText($"Datasets.g.{extension}", code.Text);
        if (missingBytes is { } missing)
        {
            code.Data[8] ^= (byte)(missing == 0 ? 1 : 0);
            Write("Datasets.g.bin", code.Data[..^missing]);
            items += Resource;
        }

        WriteProject(project, "<RootNamespace></RootNamespace>", items);
        WriteText($"Program.{extension}", language switch
        {
            CodeLanguage.VisualBasic => "Module Program\nSub Main()\nTry\nSystem.Console.WriteLine(Datasets.Array.All(0).Path)\nCatch e As System.Exception\nSystem.Console.WriteLine(e)\nEnd Try\nEnd Sub\nEnd Module\n",
            CodeLanguage.FSharp => "module Program\ntry System.Console.WriteLine((Datasets.Array.All[0]).Path) with e -> System.Console.WriteLine e\n",
            _ => "try { System.Console.WriteLine(Datasets.Array.All[0].Path); } catch (System.Exception e) { System.Console.WriteLine(e); }",
        });
        Build();

        Assert.That(RunProgram(), Does.Contain(missingBytes is null
            ? "MissingManifestResourceException: The embedded resource 'A \"name\"' is missing from the assembly, and with it the clips of this dataset."
            : "InvalidDataException: The embedded resource 'A \"name\"' is damaged, or of another build than the code that reads it."));
    }

    [Test]
    public void A_quarter_of_a_million_clips_are_written_built_and_read_in_seconds()
    {
        var time = Stopwatch.StartNew();
        var code = Generate(CodeLanguage.CSharp, VideoSamples.Of("Large", 8, VideoSamples.Clips(250_000, 400)));
        var writing = time.Elapsed;
        WriteProject("App.csproj", string.Empty, Resource);
        WriteText("Datasets.g.cs", code.Text);
        Write("Datasets.g.bin", code.Data);
        WriteText("Program.cs", "System.Console.WriteLine(Datasets.Large.All[249_999].Path + Datasets.Large.Labels.Length);");
        time.Restart();

        Build();

        Assert.That(writing + time.Elapsed, Is.LessThan(TimeSpan.FromSeconds(90)), $"Written in {writing}.");
        Assert.That(new FileInfo(Assembly).Length, Is.InRange(15_000_000, 30_000_000));
        Assert.That(RunProgram().Trim(), Is.EqualTo("folder399/vvvvvvvvvvvvvvvvvvvv249999.mp4400"));
    }

    private static GeneratedCode Generate(CodeLanguage language, params (VideoDataset, VideoResult)[] videos) =>
        CodeFile.Write(new(language, string.Empty, IsPublic: true, ResourceName: "A \"name\""), new([], videos));

    private void WriteFiles(string project, CodeLanguage language, string program, string extension, string properties)
    {
        var code = Generate(language, datasets);
        WriteText($"Datasets.g.{extension}", code.Text);
        Write("Datasets.g.bin", code.Data);
        var items = Resource;
        if (language == CodeLanguage.FSharp)
        {
            var dumps = program.Length > 0 ? identifiers.Select(identifier => $"Dump{identifier}").Append("Program") : [];
            items += string.Concat(dumps.Prepend("Datasets.g").Select(file => $"""<Compile Include="{file}.fs" />"""));
        }

        WriteProject(project, properties, items);
        foreach (var ((dataset, _), identifier) in program.Length > 0 ? datasets.Zip(identifiers) : [])
        {
            WriteText($"Dump{identifier}.{extension}", VideoPrograms.For(program, identifier, dataset.Segments > 0));
        }
    }

    private static string Expected()
    {
        var text = new StringBuilder();
        foreach (var (dataset, result) in datasets)
        {
            var videos = result.Videos;
            var labels = videos.Select(video => video.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            Line($"{videos.Length} {videos.Sum(video => (long)video.FrameCount)} {10d * videos.Length:R} sha256:00");
            labels.ForEach(label => Line($"{CodeUnits(label)}"));
            for (var i = 0; i < videos.Length; i++)
            {
                Line($"{i} {videos[i].Width} {videos[i].Height} {videos[i].FrameCount} {videos[i].FrameRate.ToDouble():R} {labels.IndexOf(videos[i].Label)}");
                Line($"{CodeUnits(videos[i].Key)}");
                Line($"{Convert.ToHexString(Encoding.UTF8.GetBytes(videos[i].Key))}");
                if (dataset.Segments > 0)
                {
                    Line($"{string.Join(' ', dataset.SegmentIndices(videos[i].FrameCount))}");
                }
            }

            Line($"ArgumentOutOfRangeException");
            Line($"ArgumentOutOfRangeException");
            Line($"{string.Join(' ', Enumerable.Range(0, videos.Length).Reverse().Take(3))}");
            Line($"0");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string CodeUnits(string text) => string.Join(' ', text.Select(c => (int)c));
}
