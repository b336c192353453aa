using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using Datastamp.Decoding;
using Newtonsoft.Json.Linq;
using OpenCvSharp;

namespace Datastamp.Tool.Tests;

/// <summary>Processes that are killed while they measure: what they knew two seconds before is kept, and no result changes.</summary>
[Platform("Linux")]
public class CacheCrashTests
{
    private const int Files = 100;
    private const int Side = 3000;
    private const int Filling = 300_000;
    private const double MostSecondsLost = 2;

    private string folder = string.Empty;
    private long fileLength;

    private string Images => Path.Combine(folder, "images");

    private string Cache => Path.Combine(folder, "cache");

    /// <summary>
    /// Images that take long to decode, of one length, most of which is a chunk that decoders pass over: so that the bytes that
    /// were read tell how many files were.
    /// </summary>
    [OneTimeSetUp]
    public void Make()
    {
        folder = Directory.CreateTempSubdirectory("datastamp-crash-").FullName;
        Directory.CreateDirectory(Images);
        _ = ImageDecoder.Identity;
        var filling = new byte[4 + Filling];
        "fiLl"u8.CopyTo(filling);
        for (var i = 0; i < Files; i++)
        {
            Random.Shared.NextBytes(filling.AsSpan(4));
            using var image = new Mat(Side, Side, MatType.CV_8UC3, new Scalar(i, 200, 255 - i));
            Cv2.ImEncode(".png", image, out var png);
            var chunk = new byte[Filling + 12];
            BinaryPrimitives.WriteInt32BigEndian(chunk, Filling);
            filling.CopyTo(chunk, 4);
            BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(Filling + 8), Crc32.HashToUInt32(filling));
            File.WriteAllBytes(Path.Combine(Images, string.Create(CultureInfo.InvariantCulture, $"{i:000}.png")), [.. png[..^12], .. chunk, .. png[^12..]]);
            fileLength = png.Length + chunk.Length;
        }
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    /// <summary>Twice, or as often as <c>DATASTAMP_KILLS</c> says.</summary>
    [Test]
    public async Task Killed_at_any_moment_the_next_run_redoes_no_more_than_two_seconds_of_it()
    {
        var times = int.Parse(Environment.GetEnvironmentVariable("DATASTAMP_KILLS") ?? "2", CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();
        var whole = await RunAsync();
        var cold = clock.Elapsed.TotalSeconds;
        var random = new Random(2026);
        var redone = new List<double>();
        for (var i = 0; i < times; i++)
        {
            Directory.Delete(Cache, recursive: true);
            var read = await KillAsync(TimeSpan.FromSeconds(random.NextDouble() * cold));
            var kept = Kept();
            redone.Add((read - kept) * cold / Files);

            Assert.That(await RunAsync(), Is.EqualTo(whole));
            Assert.That(Kept(), Is.EqualTo(Files));
        }

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cold {cold:0.00} s; redone at most {redone.Max():0.00} s, on average {redone.Average():0.00} s"));
        Assert.That(redone, Has.All.LessThan(MostSecondsLost));
    }

    /// <summary>Starts a run, kills it, and gives the number of files that it had read.</summary>
    private async Task<double> KillAsync(TimeSpan after)
    {
        using var process = Start();
        await Task.Delay(after);
        var bytes = 0L;
        try
        {
            bytes = long.Parse((await File.ReadAllLinesAsync($"/proc/{process.Id}/io"))[0].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Assert.That(process.HasExited, Is.True, e.Message);
        }

        process.Kill();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Files : Math.Min(Files, (double)bytes / fileLength);
    }

    private long Kept()
    {
        var file = Path.Combine(Cache, "datastamp/cache.db");
        if (!File.Exists(file))
        {
            return 0;
        }

        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'images'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return 0;
        }

        command.CommandText = "SELECT COUNT(*) FROM images";
        return (long)command.ExecuteScalar()!;
    }

    private async Task<string> RunAsync()
    {
        using var process = Start();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero);
        return JObject.Parse(output).ToString();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { "exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll"), "images", Images, "--json", "--jobs", "1" })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["XDG_CACHE_HOME"] = Cache;
        return Process.Start(start)!;
    }
}
