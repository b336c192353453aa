using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Xml.Linq;
using Datastamp.Diagnostics;
using Datastamp.Output;
using Datastamp.Output.Languages;

namespace Datastamp.Tests.Output.Languages;

/// <summary>Ten thousand texts and a thousand datasets of such names, compiled by real builds: the texts come back, and the documentation is text.</summary>
public class HostileCodeTests : PlainProject
{
    private static readonly IReadOnlyList<string> texts = [.. HostileTexts.Take(10_000), "\0", "a\0b"];

    private static readonly IReadOnlyList<string> halves = ["\ud800", "\udc00\ud800", "x\udfff"];

    private static readonly IReadOnlyList<string> names = HostileTexts.Take(1000);

    [TestCase(CodeLanguage.CSharp)]
    [TestCase(CodeLanguage.VisualBasic)]
    [TestCase(CodeLanguage.FSharp)]
    [Category("Fuzz")]
    public void Every_text_comes_back(CodeLanguage language)
    {
        var clock = Stopwatch.StartNew();
        IReadOnlyList<string> all = language == CodeLanguage.FSharp ? texts : [.. texts, .. halves];
        WriteCode(language);
        WriteTexts(language, all);

        Build();

        Assert.That(TextsOf("Texts", "All"), Is.EqualTo(all));
        Documentation();
        for (var seed = 1; clock.Elapsed < FuzzLoop.Duration; seed++)
        {
            var others = HostileTexts.Take(1000, seed);
            WriteTexts(language, others);
            Build();
            Assert.That(TextsOf("Texts", "All"), Is.EqualTo(others), $"seed {seed}");
            TestContext.Out.WriteLine($"{1000 * seed} more, {clock.Elapsed.TotalSeconds:F0} s");
        }
    }

    [Test]
    public void FSharp_refuses_half_a_character()
    {
        foreach (var half in halves)
        {
            Assert.That(() => new FSharpCode().Literal(half), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0135"));
        }
    }

    /// <summary>A project, and the constants of datasets of hostile names.</summary>
    private void WriteCode(CodeLanguage language)
    {
        var extension = ExtensionOf(language);
        WriteProject(
            $"App.{extension}proj",
            "<OutputType>Library</OutputType><RootNamespace></RootNamespace><CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>",
            language == CodeLanguage.FSharp ? """<Compile Include="Datasets.fs" /><Compile Include="Texts.fs" />""" : string.Empty);
        WriteText($"Datasets.{extension}", CodeFile.Write(new(language, "Some.Space"), new([.. names.Select(name => GrayResult.Of(name, name))], [])).Text);
    }

    private void WriteTexts(CodeLanguage language, IReadOnlyList<string> written)
    {
        LanguageCode code = language switch { CodeLanguage.CSharp => new CSharpCode(), CodeLanguage.VisualBasic => new VisualBasicCode(), _ => new FSharpCode() };
        var literals = written.Select(code.Literal);
        WriteText($"Texts.{ExtensionOf(language)}", language switch
        {
            CodeLanguage.CSharp => $"internal static class Texts {{ public static readonly string[] All = new string[] {{\n{string.Join(",\n", literals)}\n}}; }}",
            CodeLanguage.VisualBasic => $"Friend Module Texts\n    Public ReadOnly All As String() = New String() {{\n{string.Join(",\n", literals)}\n    }}\nEnd Module\n",
            _ => $"module Texts\n\nlet All () =\n    Array.concat [\n{string.Join('\n', literals.Chunk(500).Select(chunk => $"        [|\n{string.Join('\n', chunk.Select(literal => "            " + literal))}\n        |]"))}\n    ]\n",
        });
    }

    private static string ExtensionOf(CodeLanguage language) => language switch { CodeLanguage.CSharp => "cs", CodeLanguage.VisualBasic => "vb", _ => "fs" };

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
