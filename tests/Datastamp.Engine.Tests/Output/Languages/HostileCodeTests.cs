using System.Reflection;
using System.Runtime.Loader;
using System.Xml.Linq;
using Datastamp.Output;
using Datastamp.Output.Languages;

namespace Datastamp.Tests.Output.Languages;

/// <summary>Ten thousand texts and a thousand datasets of such names, compiled by real builds: the texts come back, and the documentation is text.</summary>
[Parallelizable(ParallelScope.Self)]
public class HostileCodeTests : PlainProject
{
    private static readonly IReadOnlyList<string> texts = [.. HostileTexts.Take(10_000), "\0", "a\0b", "\ud800", "\udc00\ud800", "x\udfff"];

    private static readonly IReadOnlyList<string> names = HostileTexts.Take(1000);

    [Test]
    public void CSharp_has_every_text()
    {
        WriteProject("App.csproj", "<OutputType>Library</OutputType>", string.Empty);
        WriteCode("Datasets.cs", CodeLanguage.CSharp);
        WriteText("Texts.cs", $"internal static class Texts {{ public static readonly string[] All = new string[] {{\n{Literals(new CSharpCode(), ",\n")}\n}}; }}");

        Build();

        Assert.That(TextsOf("Texts", "All"), Is.EqualTo(texts));
        Documentation();
    }

    [Test]
    public void Visual_Basic_has_every_text()
    {
        WriteProject("App.vbproj", "<OutputType>Library</OutputType><RootNamespace></RootNamespace>", string.Empty);
        WriteCode("Datasets.vb", CodeLanguage.VisualBasic);
        WriteText("Texts.vb", $"Friend Module Texts\n    Public ReadOnly All As String() = New String() {{\n{Literals(new VisualBasicCode(), ",\n")}\n    }}\nEnd Module\n");

        Build();

        Assert.That(TextsOf("Texts", "All"), Is.EqualTo(texts));
        Documentation();
    }

    [Test]
    public void FSharp_has_every_text()
    {
        WriteProject("App.fsproj", "<OutputType>Library</OutputType><CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>", """<Compile Include="Datasets.fs" /><Compile Include="Texts.fs" />""");
        WriteCode("Datasets.fs", CodeLanguage.FSharp);
        var code = new FSharpCode();
        var arrays = texts.Chunk(500).Select(chunk => $"        [|\n{string.Join('\n', chunk.Select(text => "            " + code.Literal(text)))}\n        |]");
        WriteText("Texts.fs", $"module Texts\n\nlet All () =\n    Array.concat [\n{string.Join('\n', arrays)}\n    ]\n");

        Build();

        Assert.That(TextsOf("Texts", "All"), Is.EqualTo(texts));
        Documentation();
    }

    private static string Literals(LanguageCode code, string separator) => string.Join(separator, texts.Select(code.Literal));

    private void WriteCode(string file, CodeLanguage language) =>
        WriteText(file, CodeFile.Write(new(language, "Some.Space"), new([.. names.Select(name => GrayResult.Of(name, name))], [])).Text);

    private string[] TextsOf(string type, string member)
    {
        var context = new AssemblyLoadContext("hostile", isCollectible: true);
        context.Resolving += (loading, name) => loading.LoadFromAssemblyPath(Path.Combine(Path.GetDirectoryName(Assembly)!, name.Name + ".dll"));
        try
        {
            using var file = new MemoryStream(File.ReadAllBytes(Assembly));
            var found = context.LoadFromStream(file).GetType(type)!;
            const BindingFlags any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
            return (string[])(found.GetField(member, any)?.GetValue(null) ?? found.GetMethod(member, any)!.Invoke(null, []))!;
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>The compiler's file of documentation: a summary of each dataset holds its name, and no element.</summary>
    private void Documentation()
    {
        var summaries = XDocument.Load(At("bin/Debug/net10.0/App.xml")).Descendants("summary").ToArray();
        if (summaries.Length == 0)
        {
            Assert.Fail("There is no documentation.");
        }

        Assert.That(summaries.Where(summary => summary.HasElements), Is.Empty);
        var said = summaries.Select(summary => summary.Value.Trim()).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var shown = CommentText.Escape(name);
            if (!said.Contains($"{shown}: 2 images of {shown}. Mean 0.0000, std 1.0000 (Gray; full scale 1).".Trim()))
            {
                Assert.Fail($"'{shown}' is not documented.");
            }
        }
    }
}
