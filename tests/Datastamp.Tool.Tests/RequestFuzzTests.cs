using Datastamp.Diagnostics;
using Datastamp.MSBuild.Protocol;
using Datastamp.Tests;
using Datastamp.Tool.Worker;

namespace Datastamp.Tool.Tests;

/// <summary>What the build hands to the worker, damaged or forged: it is a plan, or refused by name.</summary>
[Category("Fuzz")]
public class RequestFuzzTests
{
    private static readonly string[] values =
    [
        "null", "true", "0", "-1", "1e999", "NaN", "9223372036854775808", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"..\"", "\"/\"", "\"a/b\"", "\"-\"", "\"s3://x\"", "\"{0..9}.tar\"",
        "[]", "[null]", "{}", "[[[[]]]]", "{\"a\":1}", "\"Train\"", "\"999999999999\"", "\"10%\"", "\"*;../x\"", "{\"Name\":\"a\",\"name\":\"b\"}", "{\"__type\":\"x\"}", "[{}]", "[{\"include\":\"x\",\"metadata\":null}]",
    ];

    private static readonly string request = new StampRequest
    {
        Worker = "/w",
        Project = "/p/App.csproj",
        Language = "C#",
        LockFile = "/p/datastamp.lock.json",
        CodeFile = "/p/obj/D.g.cs",
        RootNamespace = "App",
        ClassName = "Datasets",
        OutputFolders = ["/p/bin/", "/p/obj/"],
        ArtifactsPath = "/p/a",
        Artifacts = "json;csv",
        Images = [new() { Include = "data", DefinedIn = "/p/App.csproj", Metadata = { ["Resize"] = "256", ["Sample"] = "10%", ["Pattern"] = "*.png;*.jpg" } }],
        Videos = [new() { Include = "clips", DefinedIn = "/p/App.csproj", Metadata = { ["Segments"] = "8", ["Name"] = "Clips" } }],
    }.ToJson().ToString();

    private static readonly string run = new RunRequest { StateFile = "/p/obj/D.state", Threads = 2 }.ToJson().ToString();

    [Test]
    public void A_request_as_the_build_writes_it_is_a_plan()
    {
        var (asked, how) = StampRequestReader.Read(request, run);

        var plan = StampPlanReader.Read(asked, how);

        Assert.That((plan.Images.Single().Name, plan.Videos.Single().Name), Is.EqualTo(("Data", "Clips")));
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("{\"worker\":\"/w\"]}")]
    [TestCase("{\"threads\":1e999}")]
    [TestCase("[]")]
    [TestCase("{\"project\":\"App.csproj\"}")]
    [TestCase("{\"images\":[null]}")]
    public void A_request_that_lacks_what_builds_write_is_refused(string text) =>
        Assert.That(() => StampRequestReader.Read(text, run), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0303"));

    [Test]
    public void Damaged_requests_are_plans_or_refused()
    {
        var refused = new FuzzLoop(32 << 20, exception => exception is DiagnosticException { Diagnostics: [{ Code: "DS0303" or "DS0304" or "DS0001" }] }).Run(random =>
        {
            var (question, how) = random.Next(4) == 0 ? (request, Damage(random, run)) : (Damage(random, request), run);
            var (asked, told) = StampRequestReader.Read(question, how);
            _ = StampPlanReader.Read(asked, told);
        });

        Assert.That(refused, Is.InRange(0.2, 0.99));
    }

    /// <summary>Hostile texts in every place: the protocol carries them, and no plan but of them is made.</summary>
    [Test]
    public void Every_text_comes_through_the_protocol()
    {
        foreach (var text in HostileTexts.Take(10_000))
        {
            var sent = new DatasetRequest { Include = text, DefinedIn = text, Metadata = { ["Name"] = text, [text] = text } };
            var line = new StampRequest { Images = [sent] }.ToJson().ToString();
            var came = ProtocolJson.Read<StampRequest>(line).Images.Single();
            var told = ProtocolJson.Read<StampMessage>(new StampMessage { Severity = "error", Code = text, File = text, Message = text }.ToJson().ToString());

            Assert.That(line.AsSpan().ContainsAnyExceptInRange(' ', '~'), Is.False);
            Assert.That((came.Include, came.DefinedIn, came.Metadata["Name"], came.Metadata[text]), Is.EqualTo((text, text, text, text)));
            Assert.That((told.Code, told.File, told.Message), Is.EqualTo((text, text, text)));
        }
    }

    private static string Damage(Random random, string text)
    {
        for (var changes = random.Next(1, 3); changes > 0; changes--)
        {
            var start = text.IndexOfAny([':', ',', '['], random.Next(text.Length)) + 1;
            var end = text.IndexOfAny([',', ']', '}'], start);
            text = random.Next(5) switch
            {
                0 => text[..random.Next(text.Length)],
                1 => text.Insert(random.Next(text.Length), "[{\"\\:,0"[random.Next(7)].ToString()),
                _ => end < 0 ? text : text[..start] + values[random.Next(values.Length)] + text[end..],
            };
            text = text.Length == 0 ? "{" : text;
        }

        return text;
    }
}
