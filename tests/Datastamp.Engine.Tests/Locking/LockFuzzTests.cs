using System.Text;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Probing;
using Datastamp.Sharding;
using Datastamp.Stamping;
using Datastamp.Tests.Output;
using Newtonsoft.Json;

namespace Datastamp.Tests.Locking;

/// <summary>Damaged locks and lists: what is not refused by name is a lock.</summary>
[Category("Fuzz")]
public class LockFuzzTests : TemporaryFolder
{
    private static readonly string[] values =
    [
        "null", "true", "0", "-1", "1e999", "NaN", "-Infinity", "9223372036854775808", "99999999999999999999999999999999999999999", "\"\"", "\"\\u0000\"", "\"\\ud800\"",
        "[]", "{}", "[[[[]]]]", "\"../x\"", "undefined", "new Date(1)", "/* x */", "'x'", "{\"a\":1,\"a\":2}", "0x10", "1.5", "\"2020-01-01T00:00:00Z\"", "\"sha256:00\"",
    ];

    [Test]
    public async Task Damaged_locks_are_read_or_refused()
    {
        WriteImage("data/a.png", 3, 2, 10, 20, 30);
        Write("data/bad.png", 1, 2, 3);
        var images = await DatasetMeasurer.MeasureAsync(
            new ImageDataset { Name = "I", Root = At("data"), Include = "data", OnBadFile = BadFilePolicy.Skip, Histogram = true }, CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None);
        var clips = VideoSamples.Of("V", 3, [.. VideoSamples.Clips(5, 2).Select(clip => clip with { Identity = "tables:" + new string('0', 64), Problem = "x" })]);
        var text = LockFile.Parse("x", new StringReader("""{"version":1}""")).With(("I", images), ("V", clips.Result)).Text;
        var refused = new FuzzLoop(64 << 20, exception => exception is DiagnosticException { Diagnostics: [{ Code: "DS0201" or "DS0202" }] }).Run(random =>
        {
            var lockFile = LockFile.Parse("x", new StringReader(Damage(random, text)));
            _ = lockFile.Image("I");
            _ = lockFile.Video("V");
            _ = lockFile.IsEdited(clips.Dataset);
            _ = lockFile.EntriesBeside([clips.Dataset]).ToArray();
            _ = lockFile.With(("V", clips.Result)).Text;
        });

        Assert.That(refused, Is.InRange(0.3, 0.99));
    }

    [Test]
    public void Damaged_lists_of_files_are_read_or_are_none()
    {
        FileEntry[] files = [.. Enumerable.Range(0, 20).Select(i => new FileEntry($"a%b/{i:00}\n.jpg", i, "sha256:" + new string('0', 64)))];
        var (content, fingerprint) = (FileList.Encode(files), DatasetFingerprint.Of(files));
        new FuzzLoop(16 << 20, _ => false).Run(random =>
        {
            var damaged = Encoding.UTF8.GetString(Fuzz.Change(random, (byte[])content.Clone()));
            _ = FileList.Parse(damaged.Split('\n', StringSplitOptions.RemoveEmptyEntries), fingerprint);
        });
    }

    [Test]
    public void Damaged_parts_are_read_or_refused()
    {
        var text = PartFile.Text(new SimulatedParts(1, 40).Whole());
        var refused = new FuzzLoop(16 << 20, exception => exception is DiagnosticException { Diagnostics: [{ Code: "DS0401" or "DS0402" }] }).Run(random =>
        {
            File.WriteAllText(At("x.json"), Sealed(Damage(random, text)));
            PartFile.Read(At("x.json"));
        });

        Assert.That(refused, Is.InRange(0.3, 0.99));
    }

    /// <summary>With a checksum that fits, where it is JSON: else nothing behind it is looked at.</summary>
    private static string Sealed(string text)
    {
        try
        {
            var part = UntrustedJson.Read(new StringReader(text), 16);
            part.Remove("checksum");
            return JsonText.Write(JsonChecksum.Add(part));
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>Puts a value in place of another, or changes bytes.</summary>
    private static string Damage(Random random, string text)
    {
        for (var changes = random.Next(1, 3); changes > 0; changes--)
        {
            if (random.Next(4) == 0)
            {
                text = Encoding.UTF8.GetString(Fuzz.Change(random, Encoding.UTF8.GetBytes(text)));
                continue;
            }

            var start = text.IndexOfAny([':', ',', '['], random.Next(text.Length)) + 1;
            var end = text.IndexOfAny([',', ']', '}', '\n'], start);
            text = end < 0 ? text : text[..start] + values[random.Next(values.Length)] + text[end..];
        }

        return text;
    }
}
