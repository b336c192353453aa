using System.Text.Json;
using Datastamp.Proposing;
using Datastamp.Tests.Output;

namespace Datastamp.Tests.Proposing;

public class HostileItemTests : PlainProject
{
    [Test]
    public void MSBuild_evaluates_an_item_to_the_text_that_it_was_made_of()
    {
        var texts = HostileTexts.Take(12_000).Where(ProposedItem.CanHold).ToArray();
        Assert.That(texts, Has.Length.GreaterThan(10_000));
        WriteText("App.proj", $"<Project>\n<ItemGroup>\n{string.Join('\n', texts.Select(text => new ProposedItem("ImageDataset", text, [new("Note", text)])))}\n</ItemGroup>\n</Project>\n");

        var (exitCode, output) = Dotnet(["msbuild", At("App.proj"), "-getItem:ImageDataset"]);

        Assert.That(exitCode, Is.Zero, output[..Math.Min(output.Length, 2000)]);
        using var items = JsonDocument.Parse(output);
        var read = items.RootElement.GetProperty("Items").GetProperty("ImageDataset").EnumerateArray().ToArray();
        Assert.That(read.Select(item => item.GetProperty("Identity").GetString()), Is.EqualTo(texts));
        Assert.That(read.Select(item => item.GetProperty("Note").GetString()), Is.EqualTo(texts));
    }

    [TestCase("a\u3000")]
    [TestCase("\u2003a")]
    [TestCase("a\ufffe")]
    [TestCase("a\\b")]
    public void What_no_project_can_say_is_refused(string text) => Assert.That(ProposedItem.CanHold(text), Is.False);

    [Test]
    public void Half_a_character_is_refused() => Assert.That(ProposedItem.CanHold("a\ud800"), Is.False);
}
