using Datastamp.Comparing;
using Datastamp.Diagnostics;
using Datastamp.Stamping;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Comparing;

public class EditedLockTests : ComparedImages
{
    [Test]
    public async Task Every_value_that_is_edited_is_found_in_every_depth()
    {
        var text = await File.ReadAllTextAsync(Lock);
        var paths = Entry(JObject.Parse(text)).Descendants().OfType<JValue>().Select(value => value.Path).ToArray();
        Assert.That(paths, Has.Length.GreaterThan(35));
        foreach (var path in paths)
        {
            var edited = JObject.Parse(text);
            var value = (JValue)edited.SelectToken(path)!;
            value.Value = Edit(value);
            await File.WriteAllTextAsync(Lock, edited.ToString());
            foreach (var depth in Enum.GetValues<ComparisonDepth>())
            {
                Assert.That(await IsFoundAsync(depth), Is.True, $"{path} {depth}");
            }
        }
    }

    [Test]
    public async Task Numbers_that_were_edited_with_their_checksum_are_found_by_computing_them_again()
    {
        SealedLock.Edit(Lock, "\"images\": 2,", "\"images\": 3,");
        Directory.Delete(At("cache"), recursive: true);

        Assert.That((await CompareAsync()).IsSame, Is.True);
        var comparison = await CompareAsync(ComparisonDepth.Recomputed);

        Assert.That(comparison.Numbers, Is.EqualTo(new NumberChange[] { new("images", "3", "2", -1) }));
    }

    [Test]
    public async Task Numbers_that_computing_again_brings_in_line_are_told_though_the_files_are_the_same()
    {
        var before = await File.ReadAllTextAsync(Lock);
        SealedLock.Edit(Lock, "\"images\": 2,", "\"images\": 3,");
        Forget();

        await StampAsync(Plan(Train()) with { LockPolicy = LockPolicy.Recomputed });

        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(before));
        Assert.That((Codes(), Reported[0].Message), Is.EqualTo((new[] { "DS0207" }, "Train: measured again, and the lock updated: 2 images, mean 0.2353, 0.0392, 0.5588, std 0.1961, 0.0392, 0.4412; before: 3 images, mean 0.2353, 0.0392, 0.5588, std 0.1961, 0.0392, 0.4412.")));
    }

    [Test]
    public async Task What_is_written_otherwise_and_means_the_same_is_no_edit()
    {
        await File.WriteAllTextAsync(Lock, JObject.Parse(await File.ReadAllTextAsync(Lock)).ToString(Formatting.None));

        Assert.That((await CompareAsync(ComparisonDepth.Recomputed)).IsSame, Is.True);
    }

    [Test]
    public async Task A_locked_build_refuses_an_edited_entry()
    {
        await EditAsync();

        var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(Plan(Train()) with { LockPolicy = LockPolicy.Verified }))!.Diagnostics.Single();

        Assert.That((error.Code, error.File, error.Line), Is.EqualTo(("DS0210", Lock, 4)));
    }

    [Test]
    public async Task A_build_without_data_refuses_an_edited_entry()
    {
        await EditAsync();
        Directory.Delete(At("train"), recursive: true);

        Assert.That(Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(Train()))!.Diagnostics.Single().Code, Is.EqualTo("DS0210"));
    }

    [Test]
    public async Task Any_other_build_measures_again_and_says_why()
    {
        var before = await File.ReadAllTextAsync(Lock);
        await EditAsync();
        Forget();

        await StampAsync(Train());

        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(before));
        Assert.That((Codes(), Reported[0].Message), Is.EqualTo((new[] { "DS0207" }, "Train: the lock's entry was not as Datastamp wrote it; measured again: 2 images, mean 0.2353, 0.0392, 0.5588, std 0.1961, 0.0392, 0.4412.")));
    }

    private async Task EditAsync() =>
        await File.WriteAllTextAsync(Lock, (await File.ReadAllTextAsync(Lock)).Replace("\"images\": 2,", "\"images\": 3,", StringComparison.Ordinal));

    private async Task<bool> IsFoundAsync(ComparisonDepth depth)
    {
        try
        {
            return !(await CompareAsync(depth)).IsSame;
        }
        catch (DiagnosticException e)
        {
            // Some edits leave no valid entry at all.
            return e.Diagnostics is [{ Code: "DS0201" }];
        }
    }

    private static JObject Entry(JObject root) => (JObject)root["images"]!["Train"]!;

    private static object Edit(JValue value) => value.Value switch
    {
        long number => number + 1,
        double number => number / 2,
        string text when text.Length > 0 && text.All(char.IsAsciiDigit) => text + "0",
        string text => text + "x",
        _ => 1,
    };
}
